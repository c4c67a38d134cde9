"""What follows for completion when an assignment is passed or no longer required."""

from ..attendance import actions as attendance_actions
from ..choices import Completion, EnrolmentStatus
from ..models import Activity
from .requirements import met


def settle(activity, enrolment):
    """Evaluate completion after `enrolment` passed an assignment. The caller holds the activity's lock."""
    if activity.completion == Completion.ATTENDANCE:
        attendance_actions.settle(activity, enrolment)
    elif activity.completion == Completion.STEPS:
        met.send(Activity, activity=activity, enrolment=enrolment)


def settle_all(activity):
    """Evaluate completion of everyone after an assignment is no longer required.

    The caller holds the activity's lock.
    """
    if activity.completion == Completion.ATTENDANCE:
        under_way = activity.enrolments.filter(status=EnrolmentStatus.ENROLLED, completed_at=None)
        for enrolment in under_way.exclude(attended_on=None):
            attendance_actions.settle(activity, enrolment)
    elif activity.completion == Completion.STEPS:
        met.send(Activity, activity=activity, enrolment=None)
