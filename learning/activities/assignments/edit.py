"""Changes of an assignment by officers, and what follows."""

from django.db import transaction

from ..completion import requirement_changes
from ..enrolment.actions import lock
from ..models import Assignment
from .completion import settle_all


@transaction.atomic
def save_assignment(assignment, save):
    """Call `save()` for a new or changed assignment, and return its result.

    If the assignment is no longer required, people who lacked only this one have completed the activity. If it becomes
    required, the change is recorded for people who are enrolled already.
    """
    activity = lock(assignment.activity)
    was_required = Assignment.objects.filter(pk=assignment.pk, is_required=True).exists()
    saved = save()
    if was_required and not saved.is_required:
        settle_all(activity)
    if saved.is_required and not was_required:
        requirement_changes.note(activity, requirement_changes.WORK_REQUIRED, assignment=str(saved.key))
    return saved


@transaction.atomic
def discard(assignment, delete):
    """Call `delete()`, which raises ProtectedError if anything was handed in, and evaluate completion again."""
    activity, was_required = lock(assignment.activity), assignment.is_required
    delete()
    if was_required:
        settle_all(activity)
