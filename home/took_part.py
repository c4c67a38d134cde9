"""Who took part this year, as a sentence and as dots: each organisation where it sits on the map."""

from dataclasses import dataclass

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q

from learning.activities.choices import Role
from learning.activities.models import Enrolment
from learning.people.counting import canonical_id
from learning.people.models import Organisation

WIDTH, HEIGHT = 1200, 460
NORTH, SOUTH = 72, -48
MINUTES_KEPT = 10
# Fewer people than this are nobody's business (counting.md: small cells).
FEWEST = 5


@dataclass(frozen=True)
class Dot:
    """A place in the picture's own units; `took_part` dots are drawn full, the others hollow."""

    x: int
    y: int
    took_part: bool


@dataclass(frozen=True)
class TookPart:
    dots: list
    people: int
    organisations: int

    @property
    def width(self):
        return WIDTH

    @property
    def height(self):
        return HEIGHT


def took_part(year):
    """The same for every reader, counted anew every ten minutes."""
    return cache.get_or_set(f"took-part-{year}", lambda: count(year), MINUTES_KEPT * 60)


def count(year):
    participants = Enrolment.objects.filter(role=Role.PARTICIPANT, participated_on__year=year)
    totals = participants.aggregate(
        people=Count(canonical_id("person"), distinct=True),
        organisations=Count(canonical_id("organisation"), distinct=True),
    )
    if totals["people"] < FEWEST:
        return None
    came = participants.filter(Q(organisation=OuterRef("pk")) | Q(organisation__merged_into=OuterRef("pk")))
    placed = Organisation.objects.canonical().exclude(latitude=None).exclude(longitude=None).annotate(came=Exists(came))
    dots = {_dot(organisation) for organisation in placed}
    return TookPart(sorted(dots, key=lambda dot: dot.took_part), **totals)


def _dot(organisation):
    """Equirectangular: where the eye expects the city, without a map beneath it."""
    x = round((organisation.longitude + 180) / 360 * WIDTH)
    y = round((NORTH - organisation.latitude) / (NORTH - SOUTH) * HEIGHT)
    return Dot(x, y, organisation.came)
