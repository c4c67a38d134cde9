"""Assignments copied to a new edition."""

from django.db import transaction

from ..models import Assignment, Criterion

# Dates are not copied: those of the old edition don't apply to the new one.
CARRIED = (
    *("title", "language", "instructions", "time_zone"),
    *("takes_text", "takes_file", "takes_late", "is_required", "pass_points"),
)


@transaction.atomic
def carry_over(old, new):
    """Copy the assignments of `old` with their criteria to the activity `new`, without due dates."""
    for assignment in old.assignments.prefetch_related("criteria"):
        told = {name: getattr(assignment, name) for name in CARRIED}
        made = Assignment.objects.create(activity=new, **told)
        Criterion.objects.bulk_create(
            Criterion(
                assignment=made,
                title=criterion.title,
                description=criterion.description,
                points=criterion.points,
                sort_order=criterion.sort_order,
            )
            for criterion in assignment.criteria.all()
        )
