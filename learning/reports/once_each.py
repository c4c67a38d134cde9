"""People once each, and participations: people once per activity.

Almost everybody is one row of people, and one row in an activity: these are counted as they stand, by the database. The
few who are several rows, since they were merged, are looked at one by one, by whom they count as.
"""

from collections import Counter, defaultdict

from django.db.models import Case, Count, F, Max, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from learning.people.models import Person

from .conditions import WHO
from .regrouping import WHOLE, people_in

ANY = Q(pk__isnull=False)
MERGED = Person.objects.exclude(merged_into=None).order_by()
# Enrolments of persons who are several rows: those merged into another, and those into whom some are. Said in two ways: one
# looks the few up, the other reads all with both cores.
OF_SEVERAL = Q(person__in=MERGED.values("pk").union(MERGED.values("merged_into")))
OF_ONE = ~Q(person__in=MERGED.values("pk")) & ~Q(person__in=MERGED.values("merged_into"))


def once_each(rows, conditions):
    """(people, participations) of `rows`, for each of `conditions` ({name: condition}) how many. Two queries."""
    people, participations = _of_one(rows.filter(OF_ONE), conditions)
    told = defaultdict(set)
    for activity, who, *holds in _of_several(rows, conditions):
        for name in _named(conditions, holds):
            told[name].add((activity, who))
    for name, both in told.items():
        people[name] += len({who for _activity, who in both})
        participations[name] += len(both)
    return people, participations


def _of_one(rows, conditions):
    """One pass for all: COUNT(DISTINCT …) would sort the rows anew for each."""
    times = {f"times_{name}": Count(Value(1), filter=asked) for name, asked in conditions.items()}
    some = {f"some_{name}": Count(Case(When(**{f"times_{name}__gt": 0}, then=1))) for name in conditions}
    sums = {f"sum_{name}": Coalesce(Sum(f"times_{name}"), 0) for name in conditions}
    told = rows.values("person").annotate(**times).aggregate(**some, **sums)
    return (
        Counter({name: told[f"some_{name}"] for name in conditions}),
        Counter({name: told[f"sum_{name}"] for name in conditions}),
    )


def _of_several(rows, conditions, **of):
    """[(activity, whom it counts as, each of `of`, 1 or 0 for each of `conditions`)]. One query."""
    return rows.filter(OF_SEVERAL).values_list("activity", WHO, *of.values(), *_flags(conditions).values())


def _flags(conditions):
    return {name: Case(When(asked, then=1), default=0) for name, asked in conditions.items()}


def _named(conditions, holds):
    return [name for name, is_so in zip(conditions, holds, strict=True) if is_so]


def participations(rows, conditions):
    """The second of these alone. Two queries."""
    told = Counter(rows.aggregate(**{name: Count(Value(1), filter=asked) for name, asked in conditions.items()}))
    for more in repeated(rows, conditions).values():
        told.subtract(more)
    return told


def repeated(rows, conditions):
    """{activity: Counter of how many rows too many each of `conditions` counts}: two of one person. One query."""
    times = defaultdict(Counter)
    for activity, who, *holds in _of_several(rows, conditions):
        times[activity, who].update(_named(conditions, holds))
    found = defaultdict(Counter)
    for (activity, _who), told in times.items():
        found[activity].update({name: number - 1 for name, number in told.items() if number > 1})
    return found


def people_by(rows, conditions=None, **of):
    """{name: {value of the expression, as text: Counter of "people", "participations", and people with each of
    `conditions`}} for each of `of`, and "whole" of all together ({None: …}). Each person once for each value. Two queries.
    """
    flags = _flags(conditions or {})
    each = rows.filter(OF_ONE).values(who=F("person"), **of)
    each = each.annotate(participations=Count("*"), **{name: Max(flag) for name, flag in flags.items()})
    found = people_in(each, tuple(of), tuple(flags))
    told = defaultdict(set)
    for activity, who, *more in _of_several(rows, conditions or {}, **of):
        values, holds = more[: len(of)], _named(flags, more[len(of) :])
        for place in zip((WHOLE, *of), (None, *map(_as_text, values)), strict=True):
            told[*place, "people"].add(who)
            told[*place, "participations"].add((activity, who))
            for name in holds:
                told[*place, name].add(who)
    for (name, value, what), those in told.items():
        found[name].setdefault(value, Counter())[what] += len(those)
    return found


def _as_text(value):
    return None if value is None else str(value)


def twins(rows):
    """{enrolment: (activity, whom it counts as)} of the rows that are two of one person in one activity. One query."""
    found = defaultdict(list)
    for pk, *both in rows.filter(OF_SEVERAL).order_by("pk").values_list("pk", "activity", WHO):
        found[tuple(both)].append(pk)
    return {pk: both for both, rows in found.items() if len(rows) > 1 for pk in rows}
