"""Where a reader stands with an activity: what the page says to them and which one thing they can do."""

from dataclasses import dataclass

from .. import errors
from ..choices import EnrolmentStatus
from ..models import Enrolment
from .actions import enrolment_of, moves_up, refusal


@dataclass(frozen=True)
class Standing:
    """`code` is one of enrolled, waiting, applied, open, join_queue, or the code of the `Refused` that stands in the way.

    `places_left` is None without a limit; `ahead` counts those before the reader in the queue, which may no longer move up.
    """

    code: str
    enrolment: Enrolment | None = None
    refused: errors.Refused | None = None
    places_left: int | None = None
    ahead: int = 0
    moves_up: bool = True

    @property
    def can_enrol(self):
        return self.code in {"open", "join_queue"}

    @property
    def is_enrolled(self):
        return self.code == "enrolled"


def standing_of(activity, person):
    """`activity` comes from `with_seats()`. One query for a known person, one more for someone who waits."""
    enrolment = enrolment_of(activity, person) if person else None
    ahead = 0
    if enrolment and enrolment.is_waiting:
        ahead = activity.enrolments.queue().filter(queued_at__lt=enrolment.queued_at).count()
    return standing_for(activity, enrolment, person and person.organisation, ahead)


def standing_for(activity, enrolment, organisation=None, ahead=0):
    """The same for an enrolment already at hand, without a query where `organisation` is None (as in lists)."""
    left = None if activity.capacity is None else max(0, activity.capacity - activity.seats_taken)
    if enrolment and enrolment.is_enrolled:
        return Standing("enrolled", enrolment, places_left=left)
    if enrolment and enrolment.is_waiting:
        return Standing("waiting", enrolment, places_left=left, ahead=ahead, moves_up=moves_up(activity))
    if enrolment and enrolment.status == EnrolmentStatus.APPLIED:
        return Standing("applied", enrolment, places_left=left)
    refused = refusal(activity, organisation)
    if refused:
        return Standing(refused.code, enrolment, refused, left)
    if left is None or (left and not activity.waiting):
        return Standing("open", enrolment, places_left=left)
    if activity.has_waiting_list:
        return Standing("join_queue", enrolment, places_left=0)
    return Standing("full", enrolment, errors.Full(), 0)
