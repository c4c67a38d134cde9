"""The rows of one person in one activity while an action changes them. The caller holds the activity's lock."""

from typing import NamedTuple

from ..attendance.presence import live_presences
from ..choices import Completion
from ..models import Enrolment
from . import facts, own_facts, registration


class Before(NamedTuple):
    """Completion and participation of the person before the action."""

    completed: facts.Completed
    participated_on: object


class JointRows:
    """Rows of one person in one activity with their own values, the leading row first; often a single row."""

    def __init__(self, activity, rows, before=None):
        self.activity, self.rows = activity, rows
        self.before = before or _seen(rows[0])

    @classmethod
    def of(cls, activity, enrolment):
        """Return the rows of the person of `enrolment`, read again. One query for a person with one row."""
        known = Enrolment.all_rows.select_related("person", "merged_into")
        row = known.get(pk=enrolment.pk)
        lead = row.leading
        if not lead.speaks_for_others:
            return cls(activity, [row])
        others = known.filter(merged_into=lead).order_by("pk")
        before = _seen(lead)
        lead = known.get(pk=lead.pk)
        own_facts.restore(lead)
        return cls(activity, [lead, *others], before)

    @property
    def lead(self):
        return self.rows[0]

    @property
    def is_single(self):
        return len(self.rows) == 1

    def find(self, enrolment):
        """Return the row of `enrolment` with its own values."""
        return next(row for row in self.rows if row.pk == enrolment.pk)

    def write(self, required=None, *, keeps_completion=True):
        """Save the joint facts of the rows, which are saved already. Returns the leading row with the joint facts.

        A joint completion is set once: nothing added later removes it, unless `keeps_completion` is False because
        evidence was withdrawn. A mark by an officer is stored on a row of its own.
        """
        if self.is_single:
            return self.lead
        visible = Enrolment.all_rows.select_related("activity", "person").get(pk=self.lead.pk)
        visible.own_facts = own_facts.dumped(self.lead)
        presences = live_presences(self.rows)
        columns = {
            **registration.joint_registration(self.activity, self.rows),
            **registration.joint_snapshot(self.rows),
            **facts.settled(self.activity, self.rows, presences),
        }
        for name, value in columns.items():
            setattr(visible, name, value)
        visible.completed_at, visible.completed_by = self._completion(visible, presences, required, keeps_completion)
        visible.save()
        return visible

    def _completion(self, visible, presences, required, keeps_completion):
        found = facts.completion(self.activity, self.rows, visible, presences, required)
        kept = self.before.completed
        if keeps_completion and kept.at and kept.by != Completion.OFFICER:
            return min(kept, found) if found.at else kept
        return found


def _seen(row):
    return Before(facts.Completed(row.completed_at, row.completed_by), row.participated_on)
