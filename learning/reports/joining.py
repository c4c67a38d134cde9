"""One row per participation: the rows of merged persons in one activity, joined."""

from dataclasses import dataclass, field

from .conditions import WHO
from .once_each import OF_SEVERAL

FACTS = ("attended_on", "started_on", "participated_on", "completed_at")


@dataclass(frozen=True)
class Joined:
    """`left_out`: ids of rows that another row of the same person and activity stands for. `facts`: {id of the row that
    stands for them: its joint facts}."""

    left_out: frozenset = frozenset()
    facts: dict = field(default_factory=dict)

    def of(self, row):
        """The facts of `row` ({column: value}, with its "pk"): joint ones where the person has several rows."""
        return self.facts.get(row["pk"]) or {name: row[name] for name in FACTS}


def joint_facts(rows):
    """The facts of one person in one activity, from all of that person's rows there: the earliest of each."""
    return {name: min((row[name] for row in rows if row[name] is not None), default=None) for name in FACTS}


def join(enrolments):
    """`Joined` of the queryset `enrolments`. The first row of a person in an activity stands for the others. One query."""
    groups = {}
    several = enrolments.filter(OF_SEVERAL).annotate(who=WHO).order_by("pk")
    for row in several.values("pk", "activity", "who", *FACTS):
        groups.setdefault((row["activity"], row["who"]), []).append(row)
    groups = [rows for rows in groups.values() if len(rows) > 1]
    left_out = frozenset(row["pk"] for _first, *others in groups for row in others)
    return Joined(left_out, {rows[0]["pk"]: joint_facts(rows) for rows in groups})
