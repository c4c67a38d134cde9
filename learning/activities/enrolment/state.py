"""The enrolment state of a reader in an activity: what the page says, and the one thing that they can do."""

from dataclasses import dataclass

from learning.core.errors import BusinessError

from .. import errors
from ..choices import EnrolmentStatus
from ..models import Enrolment
from .actions import enrolment_of, is_promotion_open, refusal


@dataclass(frozen=True)
class EnrolmentState:
    """Enrolment state of a reader in an activity.

    `code` is enrolled, waiting, applied, open, join_queue, or the code of the `BusinessError` for which they can't
    enrol. `places_left` is None without a limit. `ahead` is the number of people before the reader on the waiting list.
    `is_promotion_open` says whether free places are still given to the waiting list.
    """

    code: str
    enrolment: Enrolment | None = None
    refused: BusinessError | None = None
    places_left: int | None = None
    ahead: int = 0
    moves_up: bool = True

    @property
    def can_enrol(self):
        return self.code in {"open", "join_queue"}

    @property
    def is_enrolled(self):
        return self.code == "enrolled"


def enrolment_state_of(activity, person):
    """Return the `EnrolmentState` of `person` (or None for visitors) in `activity`, which comes from `with_seats()`.

    One query for a known person, one more for someone on the waiting list.
    """
    enrolment = enrolment_of(activity, person) if person else None
    ahead = 0
    if enrolment and enrolment.is_waiting:
        ahead = activity.enrolments.queue().filter(queued_at__lt=enrolment.queued_at).count()
    return enrolment_state_for(activity, enrolment, person and person.organisation, ahead)


def enrolment_state_for(activity, enrolment, organisation=None, ahead=0):
    """Return the `EnrolmentState` for a given enrolment. No query if `organisation` is None, as in lists."""
    left = None if activity.capacity is None else max(0, activity.capacity - activity.seats_taken)
    if enrolment and enrolment.is_enrolled:
        return EnrolmentState("enrolled", enrolment, places_left=left)
    if enrolment and enrolment.is_waiting:
        return EnrolmentState("waiting", enrolment, places_left=left, ahead=ahead, moves_up=is_promotion_open(activity))
    if enrolment and enrolment.status == EnrolmentStatus.APPLIED:
        return EnrolmentState("applied", enrolment, places_left=left)
    refused = refusal(activity, organisation)
    if refused:
        return EnrolmentState(refused.code, enrolment, refused, left)
    if left is None or (left and not activity.waiting):
        return EnrolmentState("open", enrolment, places_left=left)
    if activity.has_waiting_list:
        return EnrolmentState("join_queue", enrolment, places_left=0)
    return EnrolmentState("full", enrolment, errors.Full(), 0)
