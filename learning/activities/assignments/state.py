"""The state of an assignment for a person: what its page says, and whether they can hand in."""

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.db.models import Prefetch

from ..choices import Role
from ..joint.rows import ids_of
from ..models import Assignment, Submission
from ..sessions.timetable import city_of
from .submit import refusal


@dataclass(frozen=True)
class Moment:
    """A moment in one time zone, with the city that names the zone."""

    at: datetime
    city: str


@dataclass(frozen=True)
class Due:
    """A due date in the assignment's time zone and, if it differs, in the reader's."""

    there: Moment
    theirs: Moment | None


@dataclass(frozen=True)
class SubmissionState:
    """State of one person's submissions for one assignment.

    `code` is open, late (the due date has passed, but submissions are accepted), closed, handed_in, passed or improve.
    `rounds` are the submissions, the latest first.
    """

    assignment: Assignment
    code: str
    rounds: list
    may_submit: bool
    due: Due | None

    @property
    def last(self):
        return self.rounds[0] if self.rounds else None


def submission_states_of(activity, enrolment, reader_zone=None, only=None):
    """Return a `SubmissionState` for each assignment of `activity`, for an enrolled participant; [] for anybody else.

    `only` limits it to the assignment with this id. Three queries.
    """
    if enrolment is None or not enrolment.is_enrolled or enrolment.role != Role.PARTICIPANT:
        return []
    return [_standing(activity, one, enrolment, reader_zone) for one in _assignments(activity, enrolment, only)]


def _assignments(activity, enrolment, only):
    """Return the assignments with their criteria, and the submissions of this enrolment as `theirs`."""
    own = Submission.objects.filter(enrolment__in=ids_of(enrolment)).latest_first()
    found = Assignment.objects.filter(activity=activity, **({"pk": only} if only else {}))
    return found.prefetch_related("criteria", Prefetch("submissions", own, to_attr="theirs"))


def _standing(activity, assignment, enrolment, reader_zone):
    rounds = assignment.theirs
    last = rounds[0] if rounds else None
    refused = refusal(activity, assignment, enrolment, last)
    return SubmissionState(
        assignment, _code(assignment, last), rounds, refused is None, due_of(assignment, reader_zone)
    )


def _code(assignment, last):
    if last is not None:
        return "handed_in" if not last.is_marked else "passed" if last.is_passed else "improve"
    if assignment.is_closed:
        return "closed"
    return "late" if assignment.is_due else "open"


def due_of(assignment, reader_zone):
    if assignment.due_at is None:
        return None
    there = assignment.due_at.astimezone(assignment.zone)
    theirs = _theirs(assignment.due_at, reader_zone, there)
    return Due(Moment(there, city_of(assignment.time_zone)), theirs)


def _theirs(moment, reader_zone, there):
    if not reader_zone:
        return None
    theirs = moment.astimezone(ZoneInfo(reader_zone))
    return None if theirs.utcoffset() == there.utcoffset() else Moment(theirs, city_of(reader_zone))
