"""Which measures count an enrolment in which parts of a scope, computed as one number in one pass."""

from dataclasses import dataclass, replace

from django.db.models import BigIntegerField, Case, F, Value, When

from learning.activities.enrolment.facts import BITS
from learning.activities.models import Enrolment

from ..measures.bit_flags import number_of, together
from ..measures.conditions import HAS_BEGUN, OF_DATES, OF_REGISTRANTS, PARTICIPATED, REGISTERED
from ..scope.scopes import Scope
from .activity_pools import Pool
from .enrolments import HAPPENED, OF_OTHERS, TOOK_PART, belonging

EVERY = sum(BITS.values())
ONE_PART = len(BITS)


@dataclass(frozen=True)
class MeasuredScope:
    """A scope with its activities, and what is measured of it."""

    scope: Scope
    pool: Pool
    measures: tuple = tuple(BITS)

    @property
    def columns(self):
        """{column by which something happened: the bits of the measures that it decides}"""
        found = {}
        for measure in self.measures:
            column = HAPPENED.get(measure, TOOK_PART)
            found[column] = found.get(column, 0) | BITS[measure]
        return found

    @property
    def always_open(self):
        return self.pool.always_open

    def of_dates(self):
        """The condition that an enrolment is of an activity that stands in the part as a whole."""
        return belonging(self.pool.of_dates)

    def has(self, activity, day=None):
        """Whether something of the activity stands in the part; of one that is always open, something of that day."""
        if activity in self.always_open:
            return day is not None and self.scope.has_day(day)
        return self.pool.has(activity)

    def belonging(self, *columns):
        """The condition that an enrolment stands in the part, by what happened on any of `columns`."""
        return belonging(self.pool.measured(self.measures), *map(self.scope.during, sorted(columns)))

    @property
    def rows(self):
        """The enrolments that any of the measures may count."""
        rows = Enrolment.objects.order_by().filter(self.scope.on_enrolments(), self.belonging(*self.columns))
        return rows if OF_OTHERS.intersection(self.measures) else rows.filter(PARTICIPATED)


def around(parts):
    """The part that holds all of `parts` and, where they stand in two periods, what lies between: whoever counts tells
    them apart. Their scopes narrow to the same enrolments."""
    firsts, lasts = [part.scope.first for part in parts], [part.scope.last for part in parts]
    scope = replace(parts[0].scope, first=min(firsts) if all(firsts) else None, last=max(lasts) if all(lasts) else None)
    measures = tuple(dict.fromkeys(measure for part in parts for measure in part.measures))
    return MeasuredScope(scope, Pool.around(part.pool for part in parts), measures)


def told_of(parts):
    """A whole number of an enrolment: a bit for each of `names_of` the parts, of which there are four at most."""
    measures = {measure for part in parts for measure in part.measures}
    copies = sum(1 << ONE_PART * place for place in range(len(parts)))
    inside = together(_inside(part, ONE_PART * place) for place, part in enumerate(parts))
    facts = F("facts").bitand(EVERY if measures.isdisjoint(OF_REGISTRANTS) else _counting())
    return (facts * Value(copies, BigIntegerField())).bitand(inside)


def names_of(parts):
    """(place of the part, measure) of each bit."""
    return [(place, measure) for place in range(len(parts)) for measure in BITS]


def standing_in(parts):
    """A whole number of a participation: a bit for each of `parts`, whether it stands in it."""
    return number_of(part.belonging(TOOK_PART) for part in parts)


def _counting():
    """The bits of the facts that count: who did not register in time or stay is no registrant."""
    others = EVERY - _bits(OF_REGISTRANTS)
    of_dates = Case(When(HAS_BEGUN, then=Value(EVERY)), default=Value(EVERY - _bits(OF_DATES)))
    return Case(When(REGISTERED, then=of_dates), default=Value(others), output_field=BigIntegerField())


def _bits(measures):
    return sum(BITS[measure] for measure in measures)


def _inside(part, shift):
    """The bits, from `shift` on, of the measures that count in the part what happened then."""
    bits = {column: Value(bits << shift, BigIntegerField()) for column, bits in part.columns.items()}
    every = Value(_bits(part.measures) << shift, BigIntegerField())
    pool = part.pool
    if pool.dated is None:
        return Case(
            When(activity__in=sorted(pool.left_out), then=Value(0)), default=every, output_field=BigIntegerField()
        )
    cases = [When(activity__in=sorted(pool.dated), then=every)]
    if pool.registering and "registrants" in part.measures:
        registrants = Value(BITS["registrants"] << shift, BigIntegerField())
        cases.append(When(activity__in=sorted(pool.registering), then=registrants))
    if pool.always_open:
        happened = together(
            Case(When(part.scope.during(column), then=some), default=Value(0), output_field=BigIntegerField())
            for column, some in bits.items()
        )
        cases.append(When(activity__in=sorted(pool.always_open), then=happened))
    return Case(*cases, default=Value(0), output_field=BigIntegerField())
