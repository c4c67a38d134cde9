"""Why an activity is not completed yet, in words: the rule, what is missing, what changed since the enrolment.

Whoever asks something of people says so here: `register(reasons)`, where `reasons(case)` yields `MissingRequirement` and `Changed`
for the `Case` of one enrolment, in a number of queries that doesn't grow. It is asked only while the enrolment stands.
A course page has no query to spare: take what you need from the outline.
"""

from dataclasses import dataclass, field
from datetime import datetime

from ..choices import Role
from ..models import Activity, Enrolment
from . import rules


@dataclass(frozen=True)
class MissingRequirement:
    """Something left to do, as one or two sentences; `links`, [(words, address)], lead to where it is done.

    `what` names its sort, "lessons" or "attendance", for who looks for it.
    """

    what: str
    text: str
    links: tuple = ()


@dataclass(frozen=True)
class Changed:
    """Something that became otherwise at `at`, after the person enrolled, and what it means for them."""

    at: datetime
    text: str
    url: str = ""


@dataclass(frozen=True)
class Case:
    """One enrolment. `outline` is that of a course for its reader, marked with what they have done; else None."""

    activity: Activity
    enrolment: Enrolment
    outline: object = None

    def noted(self, what):
        """The entries of `Activity.changes` of that sort since they enrolled, in order of time; `at` is a moment."""
        since = self.enrolment.enrolled_at
        entries = [{**one, "at": datetime.fromisoformat(one["at"])} for one in self.activity.changes]
        return [one for one in entries if since and one["what"] == what and one["at"] > since]

    @property
    def is_completed(self):
        return self.enrolment.completed_at is not None


@dataclass(frozen=True)
class Explanation:
    """`rule` says what completes it, "" for who has completed it: nothing is missing for them, whatever came later."""

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
    """The `Explanation` for who takes part, or None: visitors, who waits or withdrew and trainers are asked nothing."""
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
