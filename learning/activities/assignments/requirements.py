"""Assignments that completion requires."""

from django.dispatch import Signal

from ..models import Assignment, Submission

# Sent inside the action, with `activity` and the one `enrolment` it is about (None: everyone's): an activity asks no
# assignment any more of somebody. Where lessons complete it, the layer that knows them looks whether they are all done.
met = Signal()


def still_asked(activity, rows):
    """List the required assignments that the person of these enrolment rows (or ids) has not passed. One query."""
    passed = Submission.objects.filter(enrolment__in=rows, is_passed=True)
    required = Assignment.objects.filter(activity=activity, is_required=True)
    return list(required.exclude(pk__in=passed.values("assignment")))


def passed_moments(rows):
    """List when each required assignment was first passed by any of these enrolment rows."""
    passed = Submission.objects.filter(enrolment__in=rows, is_passed=True, assignment__is_required=True)
    first = {}
    for assignment, at in passed.values_list("assignment", "marked_at"):
        first[assignment] = min(at, first.get(assignment, at))
    return list(first.values())
