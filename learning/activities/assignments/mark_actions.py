"""Action that marks a submission against the rubric, by a trainer of the activity or an officer."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from learning.people import audit_log

from .. import errors
from ..enrolment.actions import lock
from ..models import Result, Submission
from ..notifications import enrolment_emails
from . import completion
from .attempts import later_than


@transaction.atomic
def mark(submission, points, *, feedback, seen, by):
    """Give `points`, {criterion id: points}, and `feedback` to the submission handed in at `seen`, or correct them.

    The result counts from the day of submission. Returns the submission. Raises `Replaced` if the learner has handed in
    something else since, `OwnWork` for one's own submission, and `StillToMark` if a criterion has no points or more
    than its maximum.
    """
    activity = lock(submission.assignment.activity)
    submission = _as_it_stands(submission)
    _refuse_if_it_must(submission, seen, by)
    before = submission.points if submission.is_marked else None
    submission.marks = _marks(submission.assignment, points)
    needed = submission.assignment.pass_points
    submission.is_passed = needed is None or submission.points >= needed
    submission.marked_at, submission.marked_by, submission.feedback = timezone.now(), by, feedback.strip()
    submission.result = _result(submission)
    submission.save()
    changed = {} if before is None else {"points_before": before}
    audit_log.record(
        audit_log.Action.SUBMISSION_MARKED, by, submission, details={"points": submission.points, **changed}
    )
    _tell(submission)
    if submission.is_passed:
        completion.settle(activity, submission.enrolment)
    return submission


def _tell(submission):
    assignment, enrolment = submission.assignment, submission.enrolment
    with translation.override(enrolment.person.canonical.language):
        path = reverse("assignment", args=[enrolment.activity.key, assignment.pk])
    enrolment_emails.notify(enrolment, "marked", assignment=assignment.title, path=path)


def _as_it_stands(submission):
    found = Submission.objects.select_related("assignment", "enrolment__person__merged_into", "enrolment__activity")
    return found.get(pk=submission.pk)


def _refuse_if_it_must(submission, seen, by):
    if by.pk == submission.enrolment.person.canonical.user_id:
        raise errors.OwnWork()
    if later_than(submission).exists() or submission.submitted_at != seen:
        raise errors.Replaced()


def _marks(assignment, points):
    marks = []
    for criterion in assignment.criteria.all():
        given = points.get(criterion.pk)
        if given is None or not 0 <= given <= criterion.points:
            raise errors.StillToMark()
        marks.append([criterion.title, given, criterion.points])
    if not marks:
        raise errors.StillToMark()
    return marks


def _result(submission):
    """Save and return the `Result` that reports count, updated with the marks."""
    result = submission.result or Result(
        enrolment=submission.enrolment,
        purpose=Result.Purpose.ASSIGNMENT,
        step_key=submission.assignment.key,
        taken_at=submission.submitted_at,
    )
    result.score, result.out_of = submission.points, submission.out_of
    result.save()
    return result
