"""Distinct counts of people by affiliation and gender.

Nearly everybody says the same each time: the database counts how many say what. Those who say several things, and those
who are several rows since they were merged, are held one by one. So one pass tells all numbers of a table and of its
whole, each person once in each.
"""

from collections import Counter, defaultdict, namedtuple
from dataclasses import dataclass
from itertools import chain

from django.db.models import Count, F

from ..measures.conditions import WHO
from .distinct_people import OF_SEVERAL
from .grouping import alike_and_various
from .organisations import merged


@dataclass(frozen=True)
class DistinctCounts:
    """A saying is a named tuple of what an enrolment's copy says. `alike`: {saying: [people, participations]}; of each of
    the `various` {saying: participations}; of each of the `merged` {saying: ids of activities}."""

    alike: dict
    various: list
    merged: list

    @property
    def sayings(self):
        """Each once."""
        return set(chain(self.alike, *self.various, *self.merged))

    def people(self, by=None, where=bool):
        """Counter of people by the column `by` (or by several: a tuple), each once for each value; of all together
        ({None: number}) without one. `where` is asked of a saying."""
        found = Counter()
        for saying, (people, _participations) in self.alike.items():
            if where(saying):
                found[_value(saying, by)] += people
        for one in chain(self.various, self.merged):
            found.update({_value(saying, by) for saying in one if where(saying)})
        return +found

    def participations(self, by=None):
        """The same of participations: people once per activity."""
        found = Counter()
        for saying, (_people, participations) in self.alike.items():
            found[_value(saying, by)] += participations
        for saying, participations in chain.from_iterable(one.items() for one in self.various):
            found[_value(saying, by)] += participations
        for one in self.merged:
            activities = defaultdict(set)
            for saying, some in one.items():
                activities[_value(saying, by)] |= some
            found.update({value: len(some) for value, some in activities.items()})
        return +found

    def different(self, column, where, by=None):
        """Counter of the different values of `column`, as above."""
        found = defaultdict(set)
        for saying in self.sayings:
            if where(saying):
                found[_value(saying, by)].add(getattr(saying, column))
        return Counter({value: len(others) for value, others in found.items()})


def _value(saying, by):
    if isinstance(by, tuple):
        return tuple(getattr(saying, column) for column in by)
    return getattr(saying, by) if by else None


def distinct_counts_of(rows, *columns):
    """The `DistinctCounts` of the enrolments `rows` by these columns; an organisation is the one that it counts as. Two queries,
    and one for an organisation."""
    saying = _sayings(columns)
    alike, various = defaultdict(lambda: [0, 0]), defaultdict(Counter)
    each = rows.values(*columns, who=F("person")).annotate(participations=Count("*"))
    for who, *values, people, participations in alike_and_various(each, columns):
        said = saying(values)
        if who is None:
            _add(alike, said, people, participations)
        else:
            _add(alike, said, -1, -participations)
            various[who][said] += participations
    several, rows_of = _several(rows, columns, saying)
    for person, said in rows_of.items():
        if various.pop(person, None) is None:
            for one, participations in said.items():
                _add(alike, one, -1, -participations)
    return DistinctCounts(
        {said: numbers for said, numbers in alike.items() if any(numbers)}, [*various.values()], several
    )


def _sayings(columns):
    """What makes a saying of a row's values."""
    said, counts_as = namedtuple("Saying", columns), merged() if "organisation" in columns else {}

    def saying(values):
        one = said(*values)
        return one._replace(organisation=counts_as.get(one.organisation, one.organisation)) if counts_as else one

    return saying


def _several(rows, columns, saying):
    """([{saying: ids of activities}] of each whom several rows of people count as, {row: Counter of its sayings})"""
    found, rows_of = defaultdict(lambda: defaultdict(set)), defaultdict(Counter)
    for activity, who, person, *values in rows.filter(OF_SEVERAL).values_list("activity", WHO, "person", *columns):
        said = saying(values)
        found[who][said].add(activity)
        rows_of[person][said] += 1
    return [*found.values()], rows_of


def _add(alike, said, people, participations):
    alike[said][0] += people
    alike[said][1] += participations
