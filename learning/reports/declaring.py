"""Declared figures beside counted ones: never added to people, covered activities not counted twice."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from learning.activities.models import DeclaredFigure

Metric, Qualifier = DeclaredFigure.Metric, DeclaredFigure.Qualifier
# Figures of people who took part in a whole event; a delegation is a part of it and is not added.
HEADS = (Metric.PARTICIPANTS, Metric.ATTENDEES)


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
