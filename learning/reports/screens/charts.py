"""Charts of the screens."""

from dataclasses import replace

from django.utils import formats
from django.utils.translation import gettext as _

from .. import charts
from ..queries.map_points import placed
from ..small_numbers.suppression import shown_numbers_by_key

# Beyond these a picture is no quicker to read than the table.
MOST_BARS, MOST_COLUMNS = 12, 24


def world(came):
    """The organisations that took part ({organisation: people}), where they sit. One query."""
    return charts.world("where", _("Organisations that took part"), placed(came))


def members(rows):
    """The `members.Member`s of the listing: a full dot for who took part, a hollow one for who did not."""
    placed = [row for row in rows if None not in {row.organisation.latitude, row.organisation.longitude}]
    told = shown_numbers_by_key({row.organisation.pk: row.people for row in placed}, bool)
    places = [
        charts.Place(
            row.name,
            row.organisation.longitude,
            row.organisation.latitude,
            told.get(row.organisation.pk) if row.people else 0,
        )
        for row in placed
    ]
    return _above(charts.world("where", _("Members: a full dot took part, a hollow one did not"), places))


def bars(title, head, rows):
    """The largest of [(label, number)], above the listing of all."""
    largest = sorted((row for row in rows if row[1]), key=lambda row: -row[1])[:MOST_BARS]
    return _above(charts.bars("how-many", title, head, largest))


def funnel(title, steps):
    return _above(charts.funnel("steps", title, steps))


def timeline(title, head, stretches, measure):
    """The latest of `trends.Stretch`es, the oldest first. One alone is no line of time."""
    columns = [(one.name, _short(one), getattr(one, measure)) for one in reversed(stretches[:MOST_COLUMNS])]
    return _above(charts.timeline("over-time", title, head, columns if len(columns) > 1 else []))


def _short(stretch):
    if stretch.step == "year":
        return stretch.name
    if stretch.step == "quarter":
        return _("Q%(number)d") % {"number": (stretch.start.month + 2) // 3} + f" {stretch.start:%y}"
    return formats.date_format(stretch.start, "M y")


def _above(picture):
    return replace(picture, rows=())
