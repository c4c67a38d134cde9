"""The submissions of one person for one assignment, over all of their rows."""

from django.db.models import Q

from ..joint.rows import ids_of
from ..models import Submission


def rounds_of(assignment, enrolment):
    """Return the person's submissions, the latest first. `assignment` is an object or its id."""
    return Submission.objects.filter(assignment=assignment, enrolment__in=ids_of(enrolment)).latest_first()


def earlier_than(submission):
    """Return the submissions before this one, the latest first."""
    return _others(submission).filter(
        Q(submitted_at__lt=submission.submitted_at)
        | Q(submitted_at=submission.submitted_at, number__lt=submission.number)
    )


def later_than(submission):
    return _others(submission).filter(
        Q(submitted_at__gt=submission.submitted_at)
        | Q(submitted_at=submission.submitted_at, number__gt=submission.number)
    )


def _others(submission):
    return rounds_of(submission.assignment_id, submission.enrolment)
