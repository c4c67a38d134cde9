"""Declared figures beside counted ones: never added, and covered activities not counted twice."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from learning.activities.models import DeclaredFigure

from .activity_pools import Pool
from .covered_activities import HEADS, covered_by_themselves, covers, stands_in
from .uncounted_activities import Register

Metric, Qualifier = DeclaredFigure.Metric, DeclaredFigure.Qualifier
# Figures whose unit does not say what they are of.
OF_PEOPLE = (*HEADS, Metric.REPRESENTATIVES, Metric.SPEAKERS, Metric.OTHER)


@dataclass(frozen=True)
class Declared:
    """What is declared of a set of activities: heads together, and whether one of the figures says "over"."""

    value: Decimal = Decimal(0)
    is_over: bool = False

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


def declared_in(scope, pool=None):
    """The declared figures of a scope, those that are no figures of learning included; none where it looks at some
    enrolments of an activity alone, as those of a region. Three queries ask for its `pool` where it is not given."""
    if scope.is_of_some:
        return DeclaredFigure.objects.none()
    pool = pool or Pool.of(scope)
    return DeclaredFigure.objects.filter(stands_in(scope, pool.named, is_some=pool.is_some)).order_by("pk")


def heads_in(scope, pool=None):
    """`Declared` of all heads that are declared in a scope. Two queries, and three for its `pool` where it is not given."""
    return together(declared_in(scope, pool).filter(is_platform_metric=True).prefetch_related("covers"))


def of_themselves(scope, activities):
    """{activity id: `Declared`} of those of `activities` that a figure declared of the activity itself covers. Four
    queries."""
    covered = covered_by_themselves(scope, covers(), Register.read().with_parts)
    told = figures_of(covered.intersection(activities))
    return {activity: together(figures) for activity, figures in told.items() if together(figures)}


def figures_of(activities):
    """{activity id: its declared figures}; two queries."""
    found = DeclaredFigure.objects.filter(activity__in=activities, is_platform_metric=True).prefetch_related("covers")
    by_activity = {}
    for figure in found.order_by("pk"):
        by_activity.setdefault(figure.activity_id, []).append(figure)
    return by_activity


def together(figures):
    """`Declared` of the heads among `figures`. One that another of them covers is not added again."""
    heads = [figure for figure in figures if figure.metric in HEADS]
    added = _standing(heads)
    return Declared(
        sum((figure.value for figure in added), Decimal(0)),
        any(figure.qualifier == Qualifier.OVER for figure in added),
    )


def _standing(figures):
    """Those that no standing figure of another activity covers. A figure that covers its own activity stands; of some
    that cover each other, the first does."""
    covers = {figure: {activity.pk for activity in figure.covers.all()} for figure in figures}

    def covered_by(figure):
        return [one for one in figures if one.activity_id in covers[figure] and one.activity_id != figure.activity_id]

    covered = {one for figure in figures for one in covered_by(figure)}
    standing, included = [], set()
    for figure in sorted(figures, key=lambda one: (one in covered, one.pk)):
        if figure in included:
            continue
        standing.append(figure)
        waiting = [figure]
        while waiting:
            new = set(covered_by(waiting.pop())) - included - {figure}
            included |= new
            waiting += new
    return standing
