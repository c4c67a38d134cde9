"""Viewing actions: watching a recording or reading its transcript. Viewings take no place and make no attendee."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from .. import errors
from ..choices import EnrolmentStatus, Source
from ..enrolment.actions import change, enrolment_of, lock
from ..enrolment.affiliation_snapshot import take_snapshot
from ..joint.rows import ids_of
from ..models import Enrolment, Viewing
from . import intervals
from .actions import settle

# Players go up to double speed: of a minute by the clock, two minutes of film can have been seen, and no more.
FASTEST = 2
# A page may stay open for days; what was seen on it is sent within this, however slow the line.
LATEST = timedelta(hours=12)


@transaction.atomic
def watch(activity, person, recording_key, *, start, end, length, since):
    """Keep that `person` saw the seconds from `start` to `end` of a recording of `length` seconds.

    `since` is the moment when they opened the page with the player. Distinct stretches are joined. A stretch outside
    the recording raises ValueError; more seconds than can have passed raise `errors.TooFast`. Returns the viewing.
    """
    if not 0 <= start <= end <= length:
        raise ValueError("That stretch is not in the recording.")
    activity, now = lock(activity), timezone.now()
    viewing = _viewing(activity, person.canonical, recording_key, length, now)
    viewing.spare = _may_have_seen(viewing, since, now) - (end - start)
    if viewing.spare < 0:
        raise errors.TooFast()
    viewing.stretches = [list(pair) for pair in intervals.union([*map(tuple, viewing.stretches), (start, end)])]
    viewing.length, viewing.position, viewing.last_seen_at = length, end, now
    viewing.save()
    settle(activity, viewing.enrolment)
    return viewing


@transaction.atomic
def read(activity, person, recording_key, *, length):
    """Keep that `person` says they read the transcript: once, and never as seconds seen. Returns the viewing."""
    activity, now = lock(activity), timezone.now()
    viewing = _viewing(activity, person.canonical, recording_key, length, now)
    viewing.read_at = viewing.read_at or now
    viewing.save()
    return viewing


def _may_have_seen(viewing, since, now):
    """Seconds of film for which there was time: since the page was opened, each moment spent once, whatever the number
    of pages. What a slow line sends late was saved up by the page that was open all the while."""
    since = max(since, now - LATEST)
    if viewing.pk is None:
        return FASTEST * (now - since).total_seconds()
    saved = viewing.spare if since <= viewing.last_seen_at else 0
    return saved + FASTEST * max(0, (now - max(since, viewing.last_seen_at)).total_seconds())


def _viewing(activity, person, recording_key, length, now):
    enrolment = enrolment_of(activity, person) or _as_viewer(activity, person)
    found = Viewing.objects.filter(enrolment__in=ids_of(enrolment), recording_key=recording_key)
    found = found.order_by("-last_seen_at").first()
    first = {"length": length, "first_seen_at": now, "last_seen_at": now}
    return found or Viewing(enrolment=enrolment, recording_key=recording_key, **first)


def _as_viewer(activity, person):
    enrolment = Enrolment(activity=activity, person=person, source=Source.REPLAY)
    take_snapshot(enrolment, person.organisation)
    change(enrolment, EnrolmentStatus.ENROLLED)
    return enrolment
