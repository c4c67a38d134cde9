"""Assignments copied to a new edition."""

from django.db import transaction

from ..models import Assignment, Criterion

# The old edition's dates are not the new one's.
CARRIED = (
    *("title", "language", "instructions", "time_zone"),
    *("takes_text", "takes_file", "takes_late", "is_required", "pass_points"),
)


@transaction.atomic
def carry_over(old, new):
    """Give the activity `new` the assignments of `old` with their criteria, due at no date."""
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
