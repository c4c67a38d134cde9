"""In which year, quarter or month an enrolment's figure stands: that of its activity's first day or, where that is
always open, that of what happened."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, timedelta
from itertools import chain

from django.db.models import Case, Count, Exists, Max, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import ExtractYear

from learning.activities.choices import Precision, Role
from learning.activities.models import Activity, Enrolment

from .scopes import Scope

MONTHS = {"year": 12, "quarter": 3, "month": 1}


def start_of(day, step):
    first = (day.month - 1) // MONTHS[step] * MONTHS[step] + 1
    return day.replace(month=first, day=1)


def start_after(start, step):
    months = start.month - 1 + MONTHS[step]
    return start.replace(year=start.year + months // 12, month=months % 12 + 1)


def start_before(start, step):
    return start_of(start - timedelta(days=1), step)


def without_gaps(starts, step):
    """From the first of the sorted `starts` to the last."""
    found = starts[:1]
    while found and found[-1] < starts[-1]:
        found.append(start_after(found[-1], step))
    return found


def years():
    """Every year that an activity belongs to, the latest first. Two queries, and one where some year has to be proved.

    Of each that is always open the first and the last day are looked up: to gather the years of all its participations
    would be to read a million of them.
    """
    activities = Activity.objects.order_by().with_begin()
    found = set(activities.exclude(begin=None).values_list(ExtractYear("begin"), flat=True))
    always_open, between = activities.filter(begin=None), set()
    for first, last in always_open.values_list(_day_of("participated_on"), _day_of("-participated_on")):
        if first:
            found |= {first.year, last.year}
            between.update(range(first.year + 1, last.year))
    return sorted(found | _proved(between - found, always_open), reverse=True)


def _day_of(order):
    return Subquery(_took_part().order_by(order).values("participated_on")[:1])


def _took_part(**when):
    return Enrolment.objects.filter(
        activity=OuterRef("pk"), role=Role.PARTICIPANT, participated_on__isnull=False, **when
    )


def _proved(years, always_open):
    """Those of `years` in which someone took part."""
    if not years:
        return set()
    some = {str(year): Case(When(Exists(_took_part(participated_on__year=year)), then=1)) for year in years}
    told = always_open.aggregate(**{year: Count(one) for year, one in some.items()})
    return {int(year) for year, number in told.items() if number}


@dataclass(frozen=True)
class Calendar:
    """The stretches of one `step`, each named by its first day. `begun`: {start: ids of the activities that begin in it}.

    Activities are named one by one: to work out the day of each would cost a million enrolments more than to count them.
    """

    step: str
    begun: dict
    always_open: list

    @classmethod
    def of(cls, scope, step):
        """What happened "in 2023" is no figure of a month of it: quarters and months are of what is known to the month.
        One query."""
        known = list(Precision) if step == "year" else [Precision.DAY, Precision.MONTH]
        begun, always_open = defaultdict(list), []
        for pk, begin in scope.pool().filter(precision__in=known).values_list("pk", "begin"):
            (begun[start_of(begin, step)] if begin else always_open).append(pk)
        return cls(step, begun, always_open)

    def starts(self, **happened):
        """All from the first in which something begins or happens to the last, `happened` being {column: enrolments}.
        One query for each."""
        days = []
        for column, rows in happened.items():
            there = rows.filter(activity__in=self.always_open)
            days += there.aggregate(first=Min(column), last=Max(column)).values()
        return without_gaps(sorted({*self.begun, *(start_of(_day(day), self.step) for day in days if day)}), self.step)

    def within(self, start, column):
        """The condition on an enrolment that it stands in the stretch, `column` saying when it happened."""
        stretch = Scope(start, start_after(start, self.step) - timedelta(days=1))
        happened = stretch.during(column) & Q(activity__in=self.always_open)
        return Q(activity__in=self.begun.get(start, ())) | happened

    def activities(self, starts):
        """The ids of all that may stand in one of these stretches."""
        return [*chain.from_iterable(self.begun.get(start, ()) for start in starts), *self.always_open]


def _day(day):
    return day.astimezone(UTC).date() if hasattr(day, "astimezone") else day
