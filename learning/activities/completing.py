"""Steps done, and the moment an activity is complete. It is stamped once: nothing added later takes it away."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from . import errors, notifying, signals
from .assignments.requiring import still_asked
from .choices import Completion, EnrolmentStatus
from .enrolling import audit, lock
from .models import CompletedStep, Enrolment


@dataclass(frozen=True)
class Step:
    """What the page layer knows of a required lesson: its translation key, and since when it is there."""

    key: UUID
    live_since: datetime


@transaction.atomic
def complete_step(enrolment, step_key, *, minutes, required):
    """Keep that a lesson of `minutes` nominal minutes is done. `required` are the course's `Step`s as they stand now.

    Raises `NotEnrolled` for someone who has no place. Doing it again changes nothing. Returns the enrolment.
    """
    lock(enrolment.activity)
    enrolment = Enrolment.objects.select_related("activity", "person").get(pk=enrolment.pk)
    if not enrolment.is_enrolled:
        raise errors.NotEnrolled()
    now = timezone.now()
    _step, is_new = CompletedStep.objects.get_or_create(
        enrolment=enrolment, step_key=step_key, defaults={"minutes": minutes, "completed_at": now}
    )
    enrolment.lesson_minutes += minutes if is_new else 0
    enrolment.started_on = enrolment.started_on or now.date()
    enrolment.participated_on = min(filter(None, [enrolment.attended_on, enrolment.started_on]))
    completes = _is_done(enrolment, required)
    enrolment.save()
    if completes:
        _complete(enrolment, Completion.STEPS)
    return enrolment


def asked_of(enrolment, required):
    """The steps of `required` that this person has to do: those that came after they enrolled ask nothing of them.

    Who enrolled before the first lesson was there is asked all: else they could never complete.
    """
    since = enrolment.enrolled_at or timezone.now()
    return [step for step in required if step.live_since <= since] or list(required)


def _is_done(enrolment, required):
    """Whether all that is asked is done, and that completes it now."""
    if enrolment.completed_at or enrolment.activity.completion != Completion.STEPS:
        return False
    asked = {step.key for step in asked_of(enrolment, required)}
    done = bool(asked) and asked <= {step.step_key for step in enrolment.completed_steps.all()}
    return done and not still_asked(enrolment)


def _complete(enrolment, by):
    enrolment.completed_at, enrolment.completed_by = timezone.now(), by
    enrolment.save()
    words = {}
    for _receiver, answer in signals.enrolment_completed.send(Enrolment, enrolment=enrolment, writes=True):
        words |= answer or {}
    notifying.tell(enrolment, "completed", **words)


@transaction.atomic
def reevaluate(activity, required, only=None):
    """After a lesson was removed, or an assignment passed: whoever is enrolled (`only` this enrolment, if given) and has
    done all that is left has completed. Returns how many."""
    activity = lock(activity)
    under_way = activity.enrolments.filter(status=EnrolmentStatus.ENROLLED, completed_at=None).exclude(started_on=None)
    under_way = under_way.filter(pk=only.pk) if only else under_way
    completed = 0
    for enrolment in under_way.select_related("activity", "person__merged_into").prefetch_related("completed_steps"):
        if _is_done(enrolment, required):
            _complete(enrolment, Completion.STEPS)
            completed += 1
    return completed


@transaction.atomic
def mark_complete(enrolment, *, by=None):
    """An officer says so. Returns the enrolment."""
    lock(enrolment.activity)
    enrolment = Enrolment.objects.select_related("activity", "person").get(pk=enrolment.pk)
    if enrolment.completed_at is None:
        _complete(enrolment, Completion.OFFICER)
        audit(enrolment, by, completed=True)
    return enrolment


@transaction.atomic
def unmark_complete(enrolment, *, by=None):
    """Takes back an officer's own mark only; what steps or attendance proved stays."""
    lock(enrolment.activity)
    marked = Enrolment.objects.filter(pk=enrolment.pk, completed_by=Completion.OFFICER)
    if marked.update(completed_at=None, completed_by=""):
        enrolment.refresh_from_db(fields=["completed_at", "completed_by"])
        audit(enrolment, by, completed=False)
        signals.evidence_withdrawn.send(Enrolment, enrolment=enrolment)
