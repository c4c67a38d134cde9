"""Columns over time, one for each year, quarter or month. Time runs from left to right in every language."""

from dataclasses import dataclass
from itertools import pairwise

from .bars import said
from .labels import length, number, per_cent
from .text_fit import GAP, PHONE, WIDTHS, across, first_with_room

TOP, TALLEST, BELOW = 22, 160, 26
BASELINE = TOP + TALLEST
# Of the room that a column has, how much it fills.
FILLED = 0.68
# One label for so many columns. Each is a multiple of those before: what is labelled in a narrow picture is in a wide one.
EVERY = (1, 2, 4, 12, 24, 48)


@dataclass(frozen=True)
class Words:
    """Above or below a column. `since` is the width from which they are shown, None where they never are."""

    text: str
    x: str
    anchor: str
    since: int | None


@dataclass(frozen=True)
class TimelineColumn:
    x: str
    width: str
    y: str
    height: str
    label: Words
    told: Words
    told_y: str


@dataclass(frozen=True)
class Timeline:
    name: str
    title: str
    about: str
    head: tuple
    rows: tuple
    columns: tuple
    template_name = "reports/charts/timeline.html"
    height = str(BASELINE + BELOW)
    baseline = str(BASELINE)
    label_y = str(BASELINE + 18)

    def __bool__(self):
        return bool(self.columns)


def timeline(name, title, head, values, about=""):
    """`values`: [(label of the table, short label beneath the column, number)] in order of time; None is not told."""
    rows = tuple((label, number(value)) for label, _short, value in values)
    drawn = tuple(_drawn(*zip(*values, strict=True))) if values else ()
    return Timeline(name, title, about or said(rows), tuple(head), rows, drawn)


def _drawn(_labels_of_the_table, labels, values):
    numbers = [value or 0 for value in values]
    tallest = max(numbers)
    told = _told(["–" if value is None else number(value) for value in values], numbers.index(tallest))
    for place, (label, words) in enumerate(zip(_labels(labels), told, strict=True)):
        height, room = round(numbers[place] / (tallest or 1) * TALLEST, 1), 1 / len(values)
        yield TimelineColumn(
            x=per_cent((place + (1 - FILLED) / 2) * room),
            width=per_cent(FILLED * room),
            y=f"{BASELINE - height:g}",
            height=f"{height:g}",
            label=label,
            told=words,
            told_y=f"{BASELINE - height - 6:g}",
        )


def _labels(texts):
    """One for each column or, where that is too many, for every second, fourth … of them."""
    spots = [_Spot(place, len(texts), text) for place, text in enumerate(texts)]
    every = {width: next((step for step in EVERY if _are_apart(spots[::step], width)), len(spots)) for width in WIDTHS}
    return [
        spot.words(first_with_room(lambda width, spot=spot: spot.place % every[width] == 0 and spot.is_within(width)))
        for spot in spots
    ]


def _told(texts, tallest):
    """Where there is no room for all numbers, that of the tallest column, above which nothing stands, is told alone."""
    spots = [_Spot(place, len(texts), text) for place, text in enumerate(texts)]
    longest = max(spot.length for spot in spots)
    # Beside a number that is wider than the room of its column may stand a taller one.
    of_all = first_with_room(lambda width: longest <= width / len(texts) and _are_apart(spots, width))
    return [spot.words(first_with_room(spot.is_within) if spot.place == tallest else of_all) for spot in spots]


def _are_apart(spots, width):
    return all(one.across(width)[1] + GAP <= other.across(width)[0] for one, other in pairwise(spots))


class _Spot:
    """Words in the middle of their column. Those of the first or the last one that would leave the picture of a phone
    begin or end where their column does."""

    def __init__(self, place, columns, text):
        self.place, self.text, self.length = place, text, length(text)
        room = 1 / columns
        self.anchor, self.point = "middle", (place + 0.5) * room
        margin = (1 - FILLED) / 2 * room
        if place == 0 and not self.is_within(PHONE):
            self.anchor, self.point = "start", margin
        elif place == columns - 1 and not self.is_within(PHONE):
            self.anchor, self.point = "end", 1 - margin

    def across(self, width):
        return across(self.point * width, self.anchor, self.length)

    def is_within(self, width):
        start, end = self.across(width)
        return start >= 0 and end <= width

    def words(self, since):
        return Words(self.text, per_cent(self.point), self.anchor, since)
