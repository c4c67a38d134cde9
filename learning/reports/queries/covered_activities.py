"""Activities that declared figures cover: left out of what is counted in the same scope."""

from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, Q

from learning.activities.choices import Precision
from learning.activities.models import Activity, DeclaredFigure

from ..scope import periods
from ..scope.scopes import Scope

Metric = DeclaredFigure.Metric
# Figures of people who took part in a whole event; a delegation is a part of it and is not added.
HEADS = (Metric.PARTICIPANTS, Metric.ATTENDEES)
# Figures that stand for all of the activities they cover.
COVERING = (*HEADS, Metric.ACTIVITIES)


def _any_time():
    return Activity.objects.any_time().order_by()


def stands_in(scope, activities, *, is_some=False):
    """The condition on a declared figure that it stands in `scope`, whose `activities` are these ids (None for all).

    What is declared of no activity stands in a period that holds its whole year, and nowhere where more is narrowed or
    only some activities were chosen: nobody can say which part of it an action line was. What is declared of an activity
    that is always open stands in its year.
    """
    printed = _years(scope).during("year")
    belongs = Q(activity__isnull=False) if activities is None else Q(activity__in=sorted(activities))
    of_activities = belongs & (~Q(activity__in=_any_time().values("pk")) | printed)
    return of_activities if is_some or scope.of_everyone.is_narrowed else of_activities | Q(activity=None) & printed


def _years(scope):
    """The whole years of the scope's period, as the first and the last."""
    first, last = periods.whole(Precision.YEAR, scope.first, scope.last)
    return Scope(first and first.year, last and last.year)


@dataclass
class Cover:
    """A declared figure that covers activities: the same condition as `stands_in`, said in Python."""

    activity: int | None
    year: int
    is_any_time: bool
    covered: set = field(default_factory=set)

    def stands_in(self, scope, activities, *, is_some=False):
        is_printed = _years(scope).has_day(self.year)
        if self.activity is None:
            return is_printed and not is_some and not scope.of_everyone.is_narrowed
        return (activities is None or self.activity in activities) and (is_printed or not self.is_any_time)


def covers():
    """[Cover] of every figure that covers anything. One query."""
    figures = DeclaredFigure.objects.filter(metric__in=COVERING, is_platform_metric=True, covers__isnull=False)
    is_any_time = Exists(_any_time().filter(pk=OuterRef("activity")))
    found = {}
    for pk, activity, year, any_time, covered in figures.order_by().values_list(
        "pk", "activity", "year", is_any_time, "covers"
    ):
        found.setdefault(pk, Cover(activity, year, any_time)).covered.add(covered)
    return list(found.values())


def covered_in(scope, activities, among, *, is_some=False):
    """Ids of the activities that those `among` the covers that stand in the scope cover.

    Narrowing to some enrolments, as to a region, changes nothing: so the rows of a table by region are the same as the
    table of one region.
    """
    standing = [one.covered for one in among if one.stands_in(scope, activities, is_some=is_some)]
    return frozenset().union(*standing)


def covered_by_themselves(scope, among, with_parts):
    """Ids of the activities that a figure declared of the activity itself covers, by itself or with an aggregate that
    it is a part of. `with_parts` adds to ids those of the parts."""
    own = [one for one in among if one.activity in with_parts(one.covered) and one.stands_in(scope, None)]
    return frozenset(one.activity for one in own)
