"""A map of dots: organisations where they sit, as large as the number of their people says. The area counts, not the
width. The land beneath is static/img/land.svg (Natural Earth, public domain, drawn by scripts/draw_land.py).

Numbers that must not be told are None here already: no order, size or text of the drawing can depend on them.
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .labels import number, per_cent
from .map_names import Spot, names_of
from .projection import HEIGHT, WIDTH, across, down

# Radii in units of the picture: of who didn't come, of a number that is not told, of the most; that are CALM at least,
# so that a year with few people doesn't shout.
QUIET, SMALL, LARGE, CALM = 5, 6, 24, 25
# What 100 % of a radius is in SVG.
DIAGONAL = ((WIDTH**2 + HEIGHT**2) / 2) ** 0.5


@dataclass(frozen=True)
class Place:
    """An organisation. `people` is 0 for one that is only shown to be there, None for a number that is not told."""

    label: str
    longitude: float
    latitude: float
    people: int | None = 0


@dataclass(frozen=True)
class Dot:
    x: str
    y: str
    r: str
    took_part: bool
    # The tool tip.
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
    template_name = "reports/charts/world.html"
    view_box = f"0 0 {WIDTH} {HEIGHT}"

    def __bool__(self):
        return bool(self.dots)


def world(name, title, places, about="", labels=True):
    """The smaller dots lie above the larger ones, so that none hides another; those not told lie on top, by name."""
    shown = sorted((place for place in places if place.people), key=lambda place: (-place.people, place.label))
    hidden = sorted((place for place in places if place.people is None), key=_by_name)
    quiet = sorted({_spot(place, QUIET) for place in places if place.people == 0}, key=lambda spot: (spot.x, spot.y))
    came = [*shown, *hidden]
    spots = _spots(came, shown)
    told = [f"{place.label}: {number(None) if place.people is None else _people(place)}" for place in came]
    named = [(place.label, spot) for place, spot in zip(shown, spots, strict=False)] if labels else []
    return World(
        name,
        title,
        about or summary(came, shown),
        head=(_("Organisation"), _("People")),
        rows=_rows(shown, len(hidden)),
        dots=(*map(_dot, quiet), *map(_dot, spots, told)),
        labels=names_of(named, [*quiet, *spots]),
    )


def _by_name(place):
    return (place.label, place.longitude, place.latitude)


def _rows(shown, hidden):
    rows = [(place.label, number(place.people)) for place in shown]
    if hidden:
        others = ngettext("%(number)d organisation", "%(number)d organisations", hidden) % {"number": hidden}
        rows.append((others, number(None)))
    return tuple(rows)


def _spots(came, shown):
    """One whose number is not told is as small as can be: its area would tell."""
    most = max([CALM, *(place.people for place in shown)])
    radii = [radius(place.people, most) for place in shown] + [SMALL] * (len(came) - len(shown))
    return [_spot(place, r) for place, r in zip(came, radii, strict=True)]


def summary(came, shown):
    """The picture in one sentence."""
    if not came:
        return _("No one has taken part yet.")
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
