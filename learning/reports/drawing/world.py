"""A map of dots: organisations where they sit, as large as the number of their people says. The area counts, not the
width. The land beneath is static/img/land.svg (Natural Earth, public domain, drawn by scripts/draw_land.py).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..figures import SMALLEST_DENOMINATOR as FEWEST
from .naming import Spot, names_of
from .projection import HEIGHT, WIDTH, across, down
from .words import number, per_cent

# Radii in units of the picture: of who didn't come, of fewer than FEWEST people, of the most; that are CALM at least,
# so that a year with few people doesn't shout.
QUIET, SMALL, LARGE, CALM = 5, 6, 24, 25
# What 100 % of a radius is in SVG.
DIAGONAL = ((WIDTH**2 + HEIGHT**2) / 2) ** 0.5


@dataclass(frozen=True)
class Place:
    """An organisation. `people` is 0 for one that is only shown to be there."""

    label: str
    longitude: float
    latitude: float
    people: int = 0


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    r: str
    took_part: bool
    # The tool tip: never a number under FEWEST.
    told: str = ""


@dataclass(frozen=True)
class World:
    name: str
    title: str
    about: str
    head: tuple
    rows: tuple
    dots: tuple
    labels: tuple
    template_name = "drawing/world.html"
    view_box = f"0 0 {WIDTH} {HEIGHT}"

    def __bool__(self):
        return bool(self.dots)


def world(name, title, places, about="", labels=True):
    """The smaller dots lie above the larger ones, so that none hides another."""
    came = sorted((place for place in places if place.people), key=lambda place: (-place.people, place.label))
    quiet = sorted({_spot(place, QUIET) for place in places if not place.people}, key=lambda spot: (spot.x, spot.y))
    # Those whose number is told come first: they are the largest.
    shown, hidden = _told(came), _hidden(came)
    spots = _spots(came, shown)
    told = [f"{place.label}: {_people(place) if nth < len(shown) else hidden}" for nth, place in enumerate(came)]
    named = [(place.label, spot) for place, spot in zip(shown, spots, strict=False)] if labels else []
    return World(
        name,
        title,
        about or summary(came, shown),
        head=(_("Organisation"), _("People")),
        rows=_rows(shown, len(came) - len(shown), hidden),
        dots=(*map(_dot, quiet), *map(_dot, spots, told)),
        labels=names_of(named, [*quiet, *spots]),
    )


def _rows(shown, few, hidden):
    rows = [(place.label, number(place.people)) for place in shown]
    if few:
        rows.append((ngettext("%(number)d organisation", "%(number)d organisations", few) % {"number": few}, hidden))
    return tuple(rows)


def _spots(came, shown):
    """One whose number is not told is as small as can be: its area would tell."""
    most = max([CALM, *(place.people for place in shown)])
    radii = [radius(place.people, most) for place in shown] + [SMALL] * (len(came) - len(shown))
    return [_spot(place, r) for place, r in zip(came, radii, strict=True)]


def _told(came):
    """Those whose number is told: of at least FEWEST people and, where a single one has fewer, without the next
    smallest, so that the single one is not the rest of the total.
    """
    told = [place for place in came if place.people >= FEWEST]
    return told[:-1] if len(came) - len(told) == 1 else told


def _hidden(came):
    """What is said of the others."""
    is_single = sum(place.people < FEWEST for place in came) == 1
    return _("not shown") if is_single else _("fewer than %(number)d each") % {"number": FEWEST}


def summary(came, shown):
    """The picture in one sentence."""
    if not came:
        return _("Nobody took part yet.")
    told = ngettext(
        "%(number)d organisation, as a dot where it sits in the world.",
        "%(number)d organisations, as dots where they sit in the world: the more people, the larger.",
        len(came),
    ) % {"number": len(came)}
    if not shown:
        return told
    largest = _("The largest is %(name)s with %(people)s.") % {"name": shown[0].label, "people": _people(shown[0])}
    return f"{told} {largest}"


def _people(place):
    return ngettext("%(number)s person", "%(number)s people", place.people) % {"number": number(place.people)}


def radius(people, most):
    """In units of the picture, by the area."""
    return max(SMALL, LARGE * (people / most) ** 0.5)


def _spot(place, r):
    return Spot(across(place.longitude), down(place.latitude), r)


def _dot(spot, told=""):
    return Dot(per_cent(spot.x / WIDTH), per_cent(spot.y / HEIGHT), per_cent(spot.r / DIAGONAL), bool(told), told)
