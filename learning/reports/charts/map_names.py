"""Names of places on the map: as many as have room, those of the largest first.

A name lies on no other, and on no dot.
"""

from dataclasses import dataclass

from .labels import length, per_cent, shortened
from .projection import HEIGHT, WIDTH
from .text_fit import BESIDE_ANOTHER, LINE, PAGE, PHONE, SCREEN, Box, across

# How many names there are at most from each width on, and among how many places they are looked for.
MOST = {PHONE: 3, BESIDE_ANOTHER: 5, SCREEN: 8, PAGE: 12}
AMONG = 24
# In rem: of a name, between a dot and its name, and of the line around a dot.
LONGEST, BESIDE, EDGE = 13, 0.3, 0.06
# Names are bold: so much wider.
BOLD = 1.12


@dataclass(frozen=True)
class Spot:
    """A dot, in units of the picture. One rem is so many of them as its box is asked for."""

    x: float
    y: float
    r: float

    def box(self, rem):
        r = self.r + EDGE * rem
        return Box(self.x - r, self.y - r, self.x + r, self.y + r)


@dataclass(frozen=True)
class Side:
    """Where a name stands: so many radii from the middle of its dot, by SVG's anchor and shifts."""

    right: int
    down: int
    anchor: str
    dx: str
    dy: str


# In the order in which they are tried: after the dot, before it, above and below.
SIDES = (
    Side(1, 0, "start", f"{BESIDE}rem", ".35em"),
    Side(-1, 0, "end", f"-{BESIDE}rem", ".35em"),
    Side(0, -1, "middle", "0", "-.35em"),
    Side(0, 1, "middle", "0", "1.05em"),
)


@dataclass(frozen=True)
class Label:
    """`since` is the width from which it is shown."""

    text: str
    spot: Spot
    side: Side
    since: int

    @property
    def x(self):
        return per_cent(self._across / WIDTH)

    @property
    def y(self):
        return per_cent(self._down / HEIGHT)

    @property
    def _across(self):
        return self.spot.x + self.side.right * self.spot.r

    @property
    def _down(self):
        return self.spot.y + self.side.down * self.spot.r

    def box(self, rem):
        beside = length(self.text) * BOLD + (0 if self.side.anchor == "middle" else BESIDE - EDGE)
        start, end = across(self._across + self.side.right * EDGE * rem, self.side.anchor, beside * rem)
        middle = self._down + self.side.down * (EDGE + LINE / 2) * rem
        return Box(start, middle - LINE / 2 * rem, end, middle + LINE / 2 * rem)


def names_of(named, spots):
    """The Labels of `named`, [(name, Spot)] with the largest first. `spots` are all the dots there are."""
    found = {}
    for width, most in MOST.items():
        rem = WIDTH / width
        dots = {spot: spot.box(rem) for spot in spots}
        for name, spot in named[:AMONG]:
            if len(found) < most and spot not in found:
                own = dots[spot]
                others = [*(box for box in dots.values() if box is not own), *(one.box(rem) for one in found.values())]
                label = _beside(name, spot, width, others)
                found |= {spot: label} if label else {}
    return tuple(found.values())


def _beside(name, spot, width, others):
    """The Label on the first side of its dot that has room for it among the boxes `others`, or None."""
    text = shortened(name, LONGEST / BOLD)
    for side in SIDES:
        label = Label(text, spot, side, width)
        box = label.box(WIDTH / width)
        if box.is_within(WIDTH, HEIGHT) and not any(map(box.overlaps, others)):
            return label
    return None
