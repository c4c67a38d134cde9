"""Watching a recording: a figure of its own, which takes no seat and makes no attendee."""

from django.db import transaction
from django.utils import timezone

from . import stretches
from .attending import settle
from .choices import EnrolmentStatus, Source
from .enrolling import change, enrolment_of, lock
from .models import Enrolment, Viewing
from .stamping import stamp


@transaction.atomic
def watch(activity, person, recording_key, *, start, end, length):
    """Keep that `person` saw the seconds from `start` to `end` of a recording of `length` seconds.

    Distinct stretches are joined; a stretch outside the recording raises ValueError. Returns the viewing.
    """
    if not 0 <= start <= end <= length:
        raise ValueError("That stretch is not in the recording.")
    activity, person = lock(activity), person.canonical
    enrolment = enrolment_of(activity, person) or _as_viewer(activity, person)
    now = timezone.now()
    viewing, _is_new = Viewing.objects.get_or_create(
        enrolment=enrolment,
        recording_key=recording_key,
        defaults={"length": length, "first_seen_at": now, "last_seen_at": now},
    )
    viewing.stretches = [list(pair) for pair in stretches.union([*map(tuple, viewing.stretches), (start, end)])]
    viewing.length, viewing.position, viewing.last_seen_at = length, end, now
    viewing.save()
    settle(activity, enrolment)
    return viewing


def _as_viewer(activity, person):
    enrolment = Enrolment(activity=activity, person=person, source=Source.REPLAY)
    stamp(enrolment, person.organisation)
    change(enrolment, EnrolmentStatus.ENROLLED)
    return enrolment
