"""Number of participants this year, as a sentence and as dots: each organisation at its place on the map."""

from dataclasses import dataclass

from django.core.cache import cache
from django.utils.translation import gettext as _

from learning.reports.charts import world
from learning.reports.queries import by_activity
from learning.reports.queries.map_points import points_of
from learning.reports.scope.scopes import Scope
from learning.reports.small_numbers.percentages import SMALLEST_DENOMINATOR

MINUTES_KEPT = 10


@dataclass(frozen=True)
class TookPart:
    people: int
    organisations: int
    places: list

    @property
    def world(self):
        title = _("Organisations that took part this year, as dots where they sit in the world")
        return world("took-part", title, self.places, labels=False)


def took_part(year):
    """Return the figures of `year`, the same for every reader, cached for ten minutes.

    None while the number is too small to show.
    """
    return cache.get_or_set(f"took-part-{year}", lambda: count(year), MINUTES_KEPT * 60)


def count(year):
    scope = Scope.of_year(year)
    figures = by_activity.people_of(scope, measures=("participants", "organisations"))
    if figures.participants < SMALLEST_DENOMINATOR:
        return None
    return TookPart(figures.participants, figures.organisations, points_of(scope, quiet=True))
