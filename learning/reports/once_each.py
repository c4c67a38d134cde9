"""People once each, and participations: people once per activity.

Almost everybody is one row of people, and one row in an activity: these are counted as they stand, by the database. The
few who are several rows, since they were merged, are counted so too, then looked at one by one: what their rows were
counted as is taken away, and whom they count as is added.
"""

from collections import Counter, defaultdict

from django.db.models import Case, Count, F, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from learning.people.models import Person

from .conditions import WHO
from .regrouping import regrouped

MERGED = Person.objects.exclude(merged_into=None).order_by()
# Enrolments of persons who are several rows: those merged into another, and those into whom some are.
OF_SEVERAL = Q(person__in=MERGED.values("pk").union(MERGED.values("merged_into")))


def once_each(rows, conditions):
    """(people, participations) of `rows`, for each of `conditions` ({name: condition}) how many. Two queries."""
    people, participations = _as_they_stand(rows, conditions)
    counted, meant = defaultdict(set), defaultdict(set)
    for activity, who, person, *holds in _of_several(rows, conditions):
        for name in _named(conditions, holds):
            participations[name] -= 1
            counted[name].add(person)
            meant[name].add((activity, who))
    for name, both in meant.items():
        people[name] += len({who for _activity, who in both}) - len(counted[name])
        participations[name] += len(both)
    return people, participations


def _as_they_stand(rows, conditions):
    """One pass for all: COUNT(DISTINCT …) would sort the rows anew for each."""
    times = {f"times_{name}": Count(Value(1), filter=asked) for name, asked in conditions.items()}
    some = {f"some_{name}": Count(Case(When(**{f"times_{name}__gt": 0}, then=1))) for name in conditions}
    sums = {f"sum_{name}": Coalesce(Sum(f"times_{name}"), 0) for name in conditions}
    told = rows.values("person").annotate(**times).aggregate(**some, **sums)
    return (
        Counter({name: told[f"some_{name}"] for name in conditions}),
        Counter({name: told[f"sum_{name}"] for name in conditions}),
    )


def _of_several(rows, conditions):
    """[(activity, whom it counts as, whose it is, 1 or 0 for each of `conditions`)]. One query."""
    flags = [Case(When(asked, then=1), default=0) for asked in conditions.values()]
    return rows.filter(OF_SEVERAL).values_list("activity", WHO, "person", *flags)


def _named(conditions, holds):
    return [name for name, is_so in zip(conditions, holds, strict=True) if is_so]


def people_by(rows, *columns):
    """{values of the columns: people}, each once for each. Two queries."""
    told = Counter(dict(regrouped(rows.values(*columns, who=F("person")).distinct(), *columns)))
    several = list(rows.filter(OF_SEVERAL).values_list("person", WHO, *columns))
    told.subtract(tuple(values) for _person, values in {(row[0], row[2:]) for row in several})
    told.update(tuple(values) for _who, values in {(row[1], row[2:]) for row in several})
    return +told


def repeated(rows, conditions):
    """{activity: Counter of how many rows too many each of `conditions` counts}: two of one person. One query."""
    times = defaultdict(Counter)
    for activity, who, _person, *holds in _of_several(rows, conditions):
        times[activity, who].update(_named(conditions, holds))
    found = defaultdict(Counter)
    for (activity, _who), told in times.items():
        found[activity].update({name: number - 1 for name, number in told.items() if number > 1})
    return found


def twins(rows):
    """{enrolment: (activity, whom it counts as)} of the rows that are two of one person in one activity. One query."""
    found = defaultdict(list)
    for pk, *both in rows.filter(OF_SEVERAL).order_by("pk").values_list("pk", "activity", WHO):
        found[tuple(both)].append(pk)
    return {pk: both for both, rows in found.items() if len(rows) > 1 for pk in rows}
