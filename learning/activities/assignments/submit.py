"""Handing in, once or again until it is marked."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from .. import errors
from ..choices import Role, Status
from ..enrolment.actions import lock
from ..joint.rows import current
from ..models import Assignment, Submission
from .attempts import rounds_of


@transaction.atomic
def submit(assignment, enrolment, *, text="", file=None, keeps_file=True):
    """Hand in `text` and `file` (from `file_check.check`). Returns the submission; raises a `BusinessError`.

    A submission that isn't marked yet is replaced; after one marked as to be improved, another is created. Without a
    new file the earlier one stays, unless `keeps_file` is False.
    """
    activity = lock(assignment.activity)
    assignment = Assignment.objects.get(pk=assignment.pk)
    enrolment = current(enrolment)
    rounds = rounds_of(assignment, enrolment)
    last = rounds.first()
    refused = refusal(activity, assignment, enrolment, last)
    if refused:
        raise refused
    if last is None or last.is_marked:
        number = 1 + max(rounds.values_list("number", flat=True), default=0)
        last = Submission(assignment=assignment, enrolment=enrolment, number=number)
    before = last.file.name
    _write(last, text, file, keeps_file)
    if not (last.text or last.file):
        raise errors.NothingHandedIn()
    last.submitted_at, last.is_late = timezone.now(), assignment.is_due
    _save(last, before)
    if before and before != last.file.name:
        transaction.on_commit(partial(last.file.storage.delete, before), robust=True)
    return last


def refusal(activity, assignment, enrolment, last):
    """Return the `BusinessError` for which nothing can be handed in now, or None.

    `last` is the last submission, or None.
    """
    if not enrolment.is_enrolled or enrolment.role != Role.PARTICIPANT:
        return errors.NotEnrolled()
    if activity.status == Status.CANCELLED:
        return errors.Cancelled()
    if last and last.is_marked and last.is_passed:
        return errors.AlreadyMarked()
    # A submission marked as to be improved may be improved after the due date.
    if assignment.is_closed and not (last and last.is_marked):
        return errors.TooLate()
    return None


def _write(submission, text, file, keeps_file):
    submission.text = text.strip()
    if file is not None:
        submission.file, submission.file_name = file.content, file.name
    elif not keeps_file:
        submission.file, submission.file_name = "", ""


def _save(submission, before):
    """Save the submission. If the row can't be written, as on a full disk, its new file is deleted."""
    try:
        submission.save()
    except Exception:
        if submission.file and submission.file.name != before:
            submission.file.storage.delete(submission.file.name)
        raise
