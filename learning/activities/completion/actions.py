"""Completion actions: completed steps, and the completion of an activity, which nothing added later takes away."""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .. import errors, signals
from ..assignments.requirements import still_asked
from ..choices import Completion, EnrolmentStatus
from ..enrolment.actions import audit, lock
from ..joint.group import JointRows
from ..models import CompletedStep, Enrolment
from ..notifications import enrolment_emails
from ..sessions.local_days import day_of
from .steps import asked_of


@transaction.atomic
def complete_step(enrolment, step_key, *, minutes, required):
    """Store that a lesson of `minutes` nominal minutes is done. `required` are the current `Step`s of the course.

    Returns the enrolment. Raises `NotEnrolled` for a person who is not enrolled. Repeating it changes nothing,
    whichever row of the person did it first.
    """
    activity = lock(enrolment.activity)
    group, now = JointRows.of(activity, enrolment), timezone.now()
    if not any(row.is_enrolled for row in group.rows):
        raise errors.NotEnrolled()
    row = group.lead
    if not CompletedStep.objects.filter(enrolment__in=group.rows, step_key=step_key).exists():
        CompletedStep.objects.create(enrolment=row, step_key=step_key, minutes=minutes, completed_at=now)
        row.lesson_minutes += minutes
        row.started_on = row.started_on or day_of(activity, now)
        row.participated_on = min(filter(None, [row.attended_on, row.started_on]))
    _complete_if_done(activity, row, required)
    row.save()
    return _settled(group, required)


def _complete_if_done(activity, row, required):
    """Complete `row`, unsaved, if it has done everything that is required."""
    if row.completed_at is None and _is_done(activity, row, required):
        row.completed_at, row.completed_by = timezone.now(), Completion.STEPS


def _is_done(activity, row, required):
    """Return whether everything required is done, and the activity is completed by steps."""
    if activity.completion != Completion.STEPS:
        return False
    asked = {step.key for step in asked_of(row, required)}
    done = bool(asked) and asked <= {step.step_key for step in row.completed_steps.all()}
    return done and not still_asked(activity, [row])


def _settled(group, required=None):
    """Write what the rows prove together, and notify the person if this completes the activity now."""
    visible = group.write(required)
    if visible.completed_at and not group.before.completed.at:
        words = {}
        for _receiver, answer in signals.enrolment_completed.send(Enrolment, enrolment=visible, writes=True):
            words |= answer or {}
        enrolment_emails.notify(visible, "completed", **words)
    return visible


@transaction.atomic
def reevaluate(activity, required, only=None):
    """Complete the enrolments that have done all remaining requirements. Returns the number of new completions.

    Called after a lesson was removed or an assignment passed. `only` limits it to one enrolment.
    """
    activity = lock(activity)
    under_way = activity.enrolments.filter(status=EnrolmentStatus.ENROLLED).exclude(started_on=None)
    under_way = under_way.filter(Q(completed_at=None) | Q(own_facts__isnull=False))
    under_way = under_way.filter(pk=only.leading.pk) if only else under_way
    completed = 0
    for enrolment in under_way.select_related("activity", "person__merged_into").prefetch_related("completed_steps"):
        completed += _reevaluate(activity, enrolment, required)
    return completed


def _reevaluate(activity, enrolment, required):
    """Return whether the person has completed the activity now, and had not before."""
    group = JointRows.of(activity, enrolment) if enrolment.speaks_for_others else JointRows(activity, [enrolment])
    for row in group.rows:
        known = row.completed_at
        if row.is_enrolled:
            _complete_if_done(activity, row, required)
        if row.completed_at != known:
            row.save()
    visible = _settled(group, required)
    return bool(visible.completed_at and not group.before.completed.at)


@transaction.atomic
def mark_complete(enrolment, *, by=None):
    """Mark the enrolment as completed by an officer. Returns the enrolment."""
    activity = lock(enrolment.activity)
    group = JointRows.of(activity, enrolment)
    if group.before.completed.at is not None:
        return group.write()
    group.lead.completed_at, group.lead.completed_by = timezone.now(), Completion.OFFICER
    group.lead.save()
    visible = _settled(group)
    audit(visible, by, completed=True)
    return visible


@transaction.atomic
def unmark_complete(enrolment, *, by=None):
    """Withdraw an officer's mark only; completions by steps or attendance stay."""
    group = JointRows.of(lock(enrolment.activity), enrolment)
    marked = [row for row in group.rows if row.completed_by == Completion.OFFICER]
    for row in marked:
        row.completed_at, row.completed_by = None, ""
        row.save()
    if marked:
        visible = group.write()
        enrolment.refresh_from_db()
        audit(visible, by, completed=False)
        if visible.completed_at is None:
            signals.evidence_withdrawn.send(Enrolment, enrolment=visible)
