"""A map of dots: organisations where they sit, as large as the number of their people says. The area counts, not the
width. The land beneath is static/img/land.svg (Natural Earth, public domain, drawn by scripts/draw_land.py).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ..figures import SMALLEST_DENOMINATOR as FEWEST
from .projection import HEIGHT, WIDTH, across, down
from .words import number, per_cent, shortened

# Radii in units of the picture: of who didn't come, of fewer than FEWEST people, of the most; that are CALM at least,
# so that a year with few people doesn't shout.
QUIET, SMALL, LARGE, CALM = 5, 6, 24, 25
# What 100 % of a radius is in SVG.
DIAGONAL = ((WIDTH**2 + HEIGHT**2) / 2) ** 0.5
LONGEST = 24
# The most labels, and how wide a picture and its letters are taken to be, on a wide screen and on a phone.
WIDE, PHONE = (8, 1100, 7.6), (3, 320, 7.6)
# Pixels: of a line of letters, and between a dot and its name.
LINE, BESIDE = 18, 4


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
class Label:
    """`on` is "always", or "wide" where a phone has no room for it; `anchor` is SVG's start or end."""

    text: str
    x: str
    y: str
    dx: str
    anchor: str
    on: str


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
    quiet = sorted({_quiet(place) for place in places if not place.people}, key=lambda dot: (dot.x, dot.y))
    shown = _told(came)
    most = max([CALM, *(place.people for place in shown)])
    hidden = _hidden(came)
    # Those whose number is told come first: they are the largest.
    dots = tuple(_dot(place, most, nth < len(shown), hidden) for nth, place in enumerate(came))
    rows = [(place.label, number(place.people)) for place in shown]
    few = len(came) - len(shown)
    if few:
        told = ngettext("%(number)d organisation", "%(number)d organisations", few) % {"number": few}
        rows.append((told, hidden))
    head, named = (_("Organisation"), _("People")), _labels(shown, most) if labels else ()
    return World(name, title, about or summary(came, shown), head, tuple(rows), (*quiet, *dots), named)


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


def _at(place):
    return across(place.longitude) / WIDTH, down(place.latitude) / HEIGHT


def _dot(place, most, is_told, otherwise):
    """One whose number is not told is as small as can be: its area would tell."""
    x, y = _at(place)
    r = radius(place.people, most) if is_told else SMALL
    told = f"{place.label}: {_people(place) if is_told else otherwise}"
    return Dot(per_cent(x), per_cent(y), per_cent(r / DIAGONAL), True, told)


def _quiet(place):
    x, y = _at(place)
    return Dot(per_cent(x), per_cent(y), per_cent(QUIET / DIAGONAL), False)


def _labels(shown, most):
    wide, phone = (_fitting(shown, most, *screen) for screen in (WIDE, PHONE))
    return tuple(label(place, most, "always" if place in phone else "wide") for place in wide)


def label(place, most, on):
    """Beside its dot: after it, or before it near the right edge."""
    x, y = _at(place)
    is_before = x > 0.8
    edge = radius(place.people, most) / WIDTH
    return Label(
        shortened(place.label, LONGEST),
        per_cent(x - edge if is_before else x + edge),
        per_cent(y),
        f"{-BESIDE if is_before else BESIDE}",
        "end" if is_before else "start",
        on,
    )


def _fitting(shown, most, labels, width, letter):
    """The largest, as many as have room for their names in a picture `width` wide; none lies on another."""
    taken, fitting = [], []
    for place in shown:
        box = _box(place, most, width, letter)
        if box[0] < 0 or box[2] > width or any(_overlap(box, other) for other in taken):
            continue
        taken.append(box)
        fitting.append(place)
        if len(fitting) == labels:
            break
    return fitting


def _box(place, most, width, letter):
    told = label(place, most, "")
    x, y = float(told.x[:-1]) / 100 * width + float(told.dx), float(told.y[:-1]) / 100 * width * HEIGHT / WIDTH
    long = len(told.text) * letter
    start = x - long if told.anchor == "end" else x
    return start, y - LINE / 2, start + long, y + LINE / 2


def _overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
