"""Calendar periods: in which year, quarter or month a figure of an enrolment belongs."""

from dataclasses import dataclass
from datetime import UTC, timedelta

from django.db.models import Case, Count, Exists, OuterRef, Q, Subquery, When
from django.db.models.functions import ExtractYear
from django.utils import timezone

from learning.activities.choices import Precision, Role
from learning.activities.models import Activity, Enrolment

from ..scope.periods import years_before
from ..scope.scopes import Scope

MONTHS = {"year": 12, "quarter": 3, "month": 1}


def start_of(day, step):
    first = (day.month - 1) // MONTHS[step] * MONTHS[step] + 1
    return day.replace(month=first, day=1)


def start_after(start, step):
    months = start.month - 1 + MONTHS[step]
    return start.replace(year=start.year + months // 12, month=months % 12 + 1)


def start_before(start, step):
    return start_of(start - timedelta(days=1), step)


def same_day_before(start, step):
    """The last day of the stretch before that is compared with the stretch from `start` on: while this one is running, the
    same day; otherwise None."""
    today = timezone.now().astimezone(UTC).date()
    if not start <= today < start_after(start, step) - timedelta(days=1):
        return None
    if step == "year":
        return years_before(today, 1)
    return min(start_before(start, step) + (today - start), start - timedelta(days=1))


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
    """The stretches of one `step`, each named by its first day.

    `begins`: {activity: the stretch in which it begins}; `always_open` are ids, `days` the first and the last on which
    someone took part in these. Of nearly all others everybody took part in the stretch in which they begin, so that
    the day of a participation tells its stretch. The few of which that is not so are `astray`, with those that
    stand in no stretch: to ask the day of its activity of each of a million enrolments would take longer than to count them.
    """

    step: str
    begins: dict
    always_open: frozenset
    astray: frozenset
    days: tuple

    @classmethod
    def of(cls, scope, step):
        """What happened "in 2023" is no figure of a month of it: quarters and months are of what is known to the month.
        One query."""
        known = set(Precision) if step == "year" else {Precision.DAY, Precision.MONTH}
        begins, always_open, astray, days = {}, set(), set(), set()
        bounds = _day_of("participated_on"), _day_of("-participated_on")
        for pk, precision, begin, *there in scope.pool(*bounds):
            if begin is None:
                always_open.add(pk)
                days.update(_within(scope, *filter(None, there)))
            elif precision in known:
                begins[pk] = start_of(begin, step)
            if begin and any(day and start_of(day, step) != begins.get(pk) for day in there):
                astray.add(pk)
        return cls(step, begins, frozenset(always_open), frozenset(astray), tuple(sorted(days)))

    def starts(self, *more):
        """All from the first in which something begins or happens, or that is one of `more`, to the last."""
        return without_gaps(
            sorted({*self.begins.values(), *(start_of(day, self.step) for day in self.days), *more}), self.step
        )

    def stretch(self, start):
        return Scope(start, start_after(start, self.step) - timedelta(days=1))

    def within(self, start, left_out=()):
        """The condition on a participation that it stands in the stretch, and is of none of the activities `left_out`."""
        strayed = [pk for pk in self.astray if self.begins.get(pk) == start and pk not in left_out]
        elsewhere = self.astray.union(left_out)
        return self.stretch(start).during("participated_on") & ~Q(activity__in=sorted(elsewhere)) | Q(
            activity__in=sorted(strayed)
        )


def _within(scope, *days):
    """Each day, or that end of the period that it lies beyond."""
    return [min(max(day, scope.first or day), scope.last or day) for day in days]
