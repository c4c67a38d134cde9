"""The steps of a course as the page layer knows them, and which of them are required of a person."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils import timezone


@dataclass(frozen=True)
class Step:
    """A required lesson: its translation key, and since when it is there."""

    key: UUID
    live_since: datetime


def asked_of(enrolment, required):
    """The steps of `required` that this person has to do: those that came after they enrolled ask nothing of them.

    Who enrolled before the first lesson was there is asked all: else they could never complete.
    """
    since = enrolment.enrolled_at or timezone.now()
    return [step for step in required if step.live_since <= since] or list(required)
