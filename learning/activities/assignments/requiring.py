"""Assignments that completion waits for."""

from django.dispatch import Signal

from ..models import Assignment, Submission

# Sent inside the deed, with `activity` and the one `enrolment` it is about (None: everyone's): an activity asks no
# assignment any more of somebody. Where lessons complete it, the layer that knows them looks whether they are all done.
met = Signal()


def still_asked(enrolment):
    """The required assignments of its activity that someone has not passed yet. One query."""
    passed = Submission.objects.filter(enrolment=enrolment, is_passed=True)
    required = Assignment.objects.filter(activity=enrolment.activity_id, is_required=True)
    return list(required.exclude(pk__in=passed.values("assignment")))


def passed_moments(enrolment):
    """When each required assignment was passed."""
    passed = Submission.objects.filter(enrolment=enrolment, is_passed=True, assignment__is_required=True)
    return list(passed.values_list("marked_at", flat=True))
