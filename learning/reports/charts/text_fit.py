"""Which texts have room in a chart of a given width, in rem. Texts without room are left out; the table has them.

What has room in a narrow picture has it in every wider one: the places of a picture are shares of its width, words keep
their size. So each is said to be there from one width on, and the style sheet (drawing.css) shows it from that width on.
"""

from dataclasses import dataclass

# Widths: of a picture on the smallest phone, on most others, beside another one, and on a screen. The world alone grows
# beyond, over the whole of a page.
PHONE, LARGE_PHONE, BESIDE_ANOTHER, SCREEN = WIDTHS = (17, 20, 28, 40)
PAGE = 60
# Of a line of words, and the least between two of them.
LINE, GAP = 1.1, 0.4


@dataclass(frozen=True)
class Box:
    """`end` and `bottom` are those nearer to the right and to the bottom edge, in every language."""

    start: float
    top: float
    end: float
    bottom: float

    def overlaps(self, other):
        return self.start < other.end and other.start < self.end and self.top < other.bottom and other.top < self.bottom

    def is_within(self, width, height):
        return self.start >= 0 and self.top >= 0 and self.end <= width and self.bottom <= height


def across(point, anchor, length):
    """(start, end) of words so long, `anchor`ed at the point as SVG has it."""
    start = point - {"start": 0, "middle": length / 2, "end": length}[anchor]
    return start, start + length


def first_with_room(has_room):
    """The narrowest of the WIDTHS that `has_room`, or None."""
    return next(filter(has_room, WIDTHS), None)
