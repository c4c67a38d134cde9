"""Distinct counts of people, and participations: people once per activity.

`Enrolment.objects` has one row per canonical person and activity, so participations are its rows. A merged person may
have rows of several persons in different activities: the database counts those persons as they stand, then they are
read one by one, subtracted, and the canonical person is added.
"""

from collections import Counter, defaultdict

from django.db.models import Case, Count, F, Q, Sum, Value, When
from django.db.models.functions import Coalesce

from learning.people.models import Person

from ..measures.bit_flags import named, number_of
from ..measures.conditions import WHO
from .grouping import by_person, by_row_and_by_person, regrouped

MERGED = Person.objects.exclude(merged_into=None).order_by()
# Enrolments of persons who are several rows: those merged into another, and those into whom some are.
OF_SEVERAL = Q(person__in=MERGED.values("pk").union(MERGED.values("merged_into")))


def count_distinct(rows, conditions):
    """(people, participations) of `rows`: Counters of how many each of `conditions` ({name: condition}) finds. Two
    queries."""
    people, participations = _as_they_stand(rows, conditions)
    several = _several_told(rows, number_of(conditions.values()), list(conditions))
    return _put_right(people, several), participations


def count_distinct_by_flags(rows, told, names):
    """The same of many conditions, which are looked at as one number: `told` of a row is one, an expression. By its first
    bit the first of `names` finds the row, and so on. Two queries."""
    people, participations = Counter(), Counter()
    for is_person, bits, number in by_row_and_by_person(rows.values(who=F("person"), told=told)):
        (people if is_person else participations).update(dict.fromkeys(named(bits, names), number))
    return _put_right(people, _several_told(rows, told, names)), participations


def people_told(rows, told, names):
    """Counter of how many people each of `names` finds; see `count_distinct_by_flags`. Two queries."""
    people = Counter()
    for bits, number in by_person(rows.values(who=F("person"), told=told)):
        people.update(dict.fromkeys(named(bits, names), number))
    return _put_right(people, _several_told(rows, told, names))


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


def _several_told(rows, told, names):
    """[(canonical person, person of the row, names that find it)] of rows of merged persons. One query."""
    several = rows.filter(OF_SEVERAL).values_list(WHO, "person", told)
    return [(who, person, list(named(bits, names))) for who, person, bits in several]


def _put_right(people, several):
    counted, meant = defaultdict(set), defaultdict(set)
    for who, person, names in several:
        for name in names:
            counted[name].add(person)
            meant[name].add(who)
    for name, persons in counted.items():
        people[name] += len(meant[name]) - len(persons)
    return people


def people_by(rows, *columns):
    """{values of the columns: people}, each once for each. Two queries."""
    told = Counter(dict(regrouped(rows.values(*columns, who=F("person")).distinct(), *columns)))
    several = list(rows.filter(OF_SEVERAL).values_list("person", WHO, *columns))
    told.subtract(tuple(values) for _person, values in {(row[0], row[2:]) for row in several})
    told.update(tuple(values) for _who, values in {(row[1], row[2:]) for row in several})
    return +told
