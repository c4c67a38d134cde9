"""Why an activity is not completed yet, in words: the rule, what is missing, what changed since the enrolment.

Each module that adds a requirement registers it: `register(reasons)`, where `reasons(case)` yields `MissingRequirement`
and `Changed` for the `Case` of one enrolment, with a constant number of queries. It is called only for enrolled
participants. The number of queries of a course page is limited: read from the outline where possible.
"""

from dataclasses import dataclass, field
from datetime import datetime

from ..choices import Role
from ..models import Activity, Enrolment
from . import rules


@dataclass(frozen=True)
class MissingRequirement:
    """A requirement still to meet, as one or two sentences; `links`, [(words, address)], lead to where it is met.

    `what` names its kind, "lessons", "attendance" or "assignments", so that callers can select by it.
    """

    what: str
    text: str
    links: tuple = ()


@dataclass(frozen=True)
class Changed:
    """A change at `at`, after the person enrolled, and what it means for them."""

    at: datetime
    text: str
    url: str = ""


@dataclass(frozen=True)
class Case:
    """One enrolment to explain. `outline` is the outline of its course with the person's progress, or None."""

    activity: Activity
    enrolment: Enrolment
    outline: object = None

    def noted(self, what):
        """List the entries of `Activity.changes` of kind `what` since enrolment, by time; `at` is a datetime."""
        since = self.enrolment.enrolled_at
        entries = [{**one, "at": datetime.fromisoformat(one["at"])} for one in self.activity.changes]
        return [one for one in entries if since and one["what"] == what and one["at"] > since]

    @property
    def is_completed(self):
        return self.enrolment.completed_at is not None


@dataclass(frozen=True)
class Explanation:
    """Answer of `explain`: the rule, what is missing, and what changed.

    `rule` says what completes the activity. Once completed it is "", and nothing is missing, whatever was added later.
    """

    rule: str
    missing: list = field(default_factory=list)
    changes: list = field(default_factory=list)

    def __bool__(self):
        return bool(self.rule or self.changes)


_reasons = []


def register(reasons):
    if reasons not in _reasons:
        _reasons.append(reasons)
    return reasons


def explain(activity, standing, outline=None):
    """Return the `Explanation` for an enrolled participant, else None.

    Nothing is required of visitors, trainers, and people who are waiting or withdrew.
    """
    if not standing.is_enrolled or standing.enrolment.role != Role.PARTICIPANT:
        return None
    case = Case(activity, standing.enrolment, outline)
    told = [reason for reasons in _reasons for reason in reasons(case)]
    changes = sorted((one for one in told if isinstance(one, Changed)), key=lambda change: change.at)
    if case.is_completed:
        return Explanation("", [], changes)
    return Explanation(
        rules.in_words(rules.of(activity)), [one for one in told if isinstance(one, MissingRequirement)], changes
    )
