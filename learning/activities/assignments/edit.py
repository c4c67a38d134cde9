"""Changes of an assignment by officers, and what follows."""

from django.db import transaction

from ..completion import requirement_changes
from ..enrolment.actions import lock
from ..models import Assignment
from .completion import settle_all


@transaction.atomic
def save_assignment(assignment, save):
    """`save()` a new one or a changed one. Who waited for it only, and need not any more, has completed; who was enrolled
    before it was required is told."""
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
    """`delete()` one that nobody has handed anything in for; it raises ProtectedError else."""
    activity, was_required = lock(assignment.activity), assignment.is_required
    delete()
    if was_required:
        settle_all(activity)
