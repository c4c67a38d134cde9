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

# Players offer up to double speed: at most two minutes of film per minute of time.
FASTEST = 2
# A page may stay open for days; reports older than this don't count, however slow the connection.
LATEST = timedelta(hours=12)


@transaction.atomic
def watch(activity, person, recording_key, *, start, end, length, since):
    """Record that `person` saw the seconds from `start` to `end` of a recording of `length` seconds.

    `since` is the moment when they opened the page with the player. Stretches are joined. Returns the viewing. Raises
    ValueError for a stretch outside the recording, and `errors.TooFast` for more seconds than can have been seen.
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
    """Record once that `person` says they read the transcript; it never counts as seconds seen. Returns the viewing."""
    activity, now = lock(activity), timezone.now()
    viewing = _viewing(activity, person.canonical, recording_key, length, now)
    viewing.read_at = viewing.read_at or now
    viewing.save()
    return viewing


def _may_have_seen(viewing, since, now):
    """Return the seconds of film that can have been seen since the page was opened and not been reported yet.

    Each moment counts once, whatever the number of pages. Seconds saved up earlier (`spare`) are added for a page that
    was open since before the last report, so that late reports over a slow connection are accepted.
    """
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
