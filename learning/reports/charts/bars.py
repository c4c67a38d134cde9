"""Horizontal bars, the label above each: it may be long, and screens may be narrow."""

from dataclasses import dataclass
from itertools import pairwise

from .labels import length, number, per_cent, shortened
from .text_fit import GAP, WIDTHS

ROW, LABEL, TOP, THICK = 46, 15, 23, 13


@dataclass(frozen=True)
class Bar:
    """`labels`, `told` and the bar stand below each other; a hollow one is what was aimed at, not what came.

    `labels`: [(the label as far as it has room, the width from which it is shown, that from which the next one is)], the
    shortest first; "" is no bound. It is one alone where it has room on every screen.
    """

    labels: tuple
    told: str
    width: str
    label_y: str
    y: str
    is_hollow: bool = False


@dataclass(frozen=True)
class Bars:
    """`rows` are those of the table beneath: the first cell heads its row."""

    name: str
    title: str
    about: str
    head: tuple
    rows: tuple
    bars: tuple
    template_name = "reports/charts/bars.html"
    thickness = str(THICK)

    @property
    def height(self):
        return str(len(self.bars) * ROW)

    def __bool__(self):
        return bool(self.bars)


def bars(name, title, head, values, about=""):
    """`values`: [(label, number)], drawn in that order; None is a number that is not to be told.

    `name` is its id on the page, `head` the heads of the table's two columns.
    """
    rows = tuple((label, number(value)) for label, value in values)
    drawn = stacked([(label, value, number(value), False) for label, value in values])
    return Bars(name, title, about or said(rows), tuple(head), rows, drawn)


def stacked(rows):
    """The bars of [(label, number, what is told of it, whether it is hollow)], the longest over the whole width."""
    longest = max((value or 0 for _label, value, _told, _hollow in rows), default=0) or 1
    return tuple(
        Bar(
            _labels(label, told),
            told,
            per_cent((value or 0) / longest),
            str(place * ROW + LABEL),
            str(place * ROW + TOP),
            is_hollow,
        )
        for place, (label, value, told, is_hollow) in enumerate(rows)
    )


def _labels(label, told):
    """What is told at the other end of the line is never cut."""
    cut = {shortened(label, width - length(told) - GAP): width for width in reversed(WIDTHS)}
    since = ["", *sorted(cut.values())[1:], ""]
    return tuple((text, *both) for text, both in zip(reversed(cut), pairwise(since), strict=True))


def said(rows):
    """The picture in words, for those who don't see it: "Africa: 12; Europe: 30"."""
    return "; ".join(f"{label}: {told}" for label, told, *_more in rows)
