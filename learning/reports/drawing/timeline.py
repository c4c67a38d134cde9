"""Columns over time, one for each year, quarter or month. Time runs from left to right in every language."""

from dataclasses import dataclass

from .bars import said
from .words import number, per_cent

TOP, TALLEST, BELOW = 22, 160, 26
BASELINE = TOP + TALLEST
# Of the room that a column has, how much it fills.
FILLED = 0.68
# As many labels as a phone has room for, and as many numbers as a wide screen has.
NARROW, WIDE = 6, 14


@dataclass(frozen=True)
class Column:
    x: str
    middle: str
    width: str
    y: str
    height: str
    label: str
    told: str
    told_y: str
    # Where label and number have room: "always", "wide" (not on a phone) or "never" (in the table only).
    label_on: str
    told_on: str


@dataclass(frozen=True)
class Timeline:
    name: str
    title: str
    about: str
    head: tuple
    rows: tuple
    columns: tuple
    template_name = "drawing/timeline.html"
    height = str(BASELINE + BELOW)
    baseline = str(BASELINE)
    label_y = str(BASELINE + 18)

    def __bool__(self):
        return bool(self.columns)


def timeline(name, title, head, values, about=""):
    """`values`: [(label of the table, short label beneath the column, number)] in order of time; None is not told."""
    rows = tuple((label, number(value)) for label, _short, value in values)
    numbers = [value or 0 for _label, _short, value in values]
    tallest = max(numbers, default=0)
    every = -(-len(values) // NARROW)
    drawn = tuple(
        _column(place, len(values), short, value, tallest or 1)
        | {
            "label_on": "always" if place % every == 0 else "wide" if len(values) <= 2 * WIDE else "never",
            "told_on": _told_on(len(values), is_tallest=numbers.index(tallest) == place),
        }
        for place, (_label, short, value) in enumerate(values)
    )
    return Timeline(name, title, about or said(rows), tuple(head), rows, tuple(Column(**one) for one in drawn))


def _column(place, columns, short, value, tallest):
    room, height = 1 / columns, round((value or 0) / tallest * TALLEST, 1)
    return {
        "x": per_cent((place + (1 - FILLED) / 2) * room),
        "middle": per_cent((place + 0.5) * room),
        "width": per_cent(FILLED * room),
        "y": f"{BASELINE - height:g}",
        "height": f"{height:g}",
        "label": short,
        "told": "–" if value is None else number(value),
        "told_y": f"{BASELINE - height - 6:g}",
    }


def _told_on(columns, is_tallest):
    if columns <= NARROW or is_tallest:
        return "always"
    return "wide" if columns <= WIDE else "never"
