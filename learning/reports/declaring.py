"""Declared figures beside counted ones: never added to people, covered activities not counted twice."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Q
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from learning.activities.choices import Precision
from learning.activities.models import Activity, DeclaredFigure

from . import periods
from .bits import named, number_of
from .enrolments import ITS_OWN, belonging
from .pools import Pool
from .scopes import Scope

Metric, Qualifier = DeclaredFigure.Metric, DeclaredFigure.Qualifier
# Figures of people who took part in a whole event; a delegation is a part of it and is not added.
HEADS = (Metric.PARTICIPANTS, Metric.ATTENDEES)
# Figures whose unit does not say what they are of.
OF_PEOPLE = (*HEADS, Metric.REPRESENTATIVES, Metric.SPEAKERS, Metric.OTHER)
# Figures that stand for all of the activities they cover.
COVERING = (*HEADS, Metric.ACTIVITIES)


@dataclass(frozen=True)
class Declared:
    """What is declared of a set of activities: heads together, and whether one of the figures says "over"."""

    value: Decimal = Decimal(0)
    is_over: bool = False
    covered: frozenset = frozenset()

    def __bool__(self):
        return bool(self.value)

    def __str__(self):
        if not self:
            return ""
        number = number_format(self.value, 0, use_l10n=True, force_grouping=True)
        return _("over %(number)s") % {"number": number} if self.is_over else number


def say(figure):
    """A declared figure in words: "over 300 people". 300 exactly is not over 300."""
    number = number_format(figure.value, None if figure.value % 1 else 0, use_l10n=True, force_grouping=True)
    phrases = {
        Qualifier.OVER: _("over %(number)s %(unit)s"),
        Qualifier.UNDER: _("less than %(number)s %(unit)s"),
        Qualifier.ROUNDED: _("about %(number)s %(unit)s"),
    }
    return phrases.get(figure.qualifier, "%(number)s %(unit)s") % {"number": number, "unit": figure.unit}


def in_a_list(figure):
    """The same beside other figures of one activity, which may be of people too: "over 90 people (speakers)"."""
    if figure.metric not in OF_PEOPLE:
        return say(figure)
    what = figure.label if figure.metric == Metric.OTHER else figure.get_metric_display()
    is_told = what.lower() in figure.unit.lower()
    return say(figure) if is_told else f"{say(figure)} ({what.lower()})"


def declared_in(scope, pool=ITS_OWN):
    """The declared figures of a scope, those that are no figures of learning included. One query asks for its `pool`
    where it is not given."""
    pool = Pool.of(scope) if pool is ITS_OWN else pool
    return DeclaredFigure.objects.filter(_stands_in(scope, pool)).order_by("pk")


def _stands_in(scope, pool):
    """The condition on a declared figure.

    What is declared of no activity stands in a period that holds its whole year, and nowhere where more is narrowed:
    nobody can say which part of it an action line or a region was.
    """
    if scope.region or scope.country or scope.organisation:
        return Q(pk__in=[])
    first, last = periods.whole(Precision.YEAR, scope.first, scope.last)
    printed = Scope(first and first.year, last and last.year).during("year")
    without_time = Q(activity__in=Activity.objects.any_time().order_by().values("pk"))
    of_activities = Q(activity__isnull=False) & belonging(pool) & (~without_time | printed)
    return of_activities if scope.is_narrowed else of_activities | Q(activity=None) & printed


def covered_in(scope, pool=ITS_OWN):
    """The ids of activities that declared figures of the scope already include: not counted beside them. One query, and
    one for its `pool` where it is not given.

    One activity looked at by itself shows what was counted of it all the same.
    """
    if scope.activity:
        return frozenset()
    return covered_in_each([scope], [Pool.of(scope) if pool is ITS_OWN else pool])[0]


def covered_in_each(scopes, pools):
    """[the same of each of `scopes`, of which there are 62 at most and whose pools are these]. One query."""
    standing = {
        place: _stands_in(scope, pool)
        for place, (scope, pool) in enumerate(zip(scopes, pools, strict=True))
        if not scope.activity
    }
    found = [set() for _scope in scopes]
    covering = DeclaredFigure.objects.filter(metric__in=COVERING, is_platform_metric=True, covers__isnull=False)
    told = covering.order_by().values_list("covers", number_of(standing.values())) if standing else []
    for activity, bits in told:
        for place in named(bits, list(standing)):
            found[place].add(activity)
    return [frozenset(covered) for covered in found]


def figures_of(activities):
    """{activity id: its declared figures}; two queries."""
    found = DeclaredFigure.objects.filter(activity__in=activities, is_platform_metric=True).prefetch_related("covers")
    by_activity = {}
    for figure in found.order_by("pk"):
        by_activity.setdefault(figure.activity_id, []).append(figure)
    return by_activity


def together(by_activity):
    """The heads declared of all these activities. One that another of these figures covers is not added again."""
    heads = [figure for figures in by_activity.values() for figure in figures if figure.metric in HEADS]
    covered = frozenset(activity.pk for figure in heads for activity in figure.covers.all())
    added = [figure for figure in heads if figure.activity_id not in covered]
    return Declared(
        sum((figure.value for figure in added), Decimal(0)),
        any(figure.qualifier == Qualifier.OVER for figure in added),
        covered,
    )
