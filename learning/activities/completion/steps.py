"""The steps of a course as the page layer knows them, and which of them are required of a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone


@dataclass(frozen=True)
class Step:
    """A required lesson: the translation key of its pages, and since when it is live."""

    key: UUID
    live_since: datetime


def asked_of(enrolment, required):
    """List the steps of `required` that this person has to do: those that were live when they enrolled.

    A person who enrolled before the first lesson was live has to do all of them, as otherwise they could never
    complete.
    """
    since = enrolment.enrolled_at or timezone.now()
    return [step for step in required if step.live_since <= since] or list(required)
