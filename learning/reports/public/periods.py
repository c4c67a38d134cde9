"""A span of years cut into columns: each a scope of its own, so that it is counted by the same rules as any other."""

from calendar import monthrange
from datetime import date

from django.utils import formats, timezone
from django.utils.translation import gettext as _

from .choices import MONTH, QUARTER, YEAR

MOST = 12
MONTHS = {YEAR: 12, QUARTER: 3, MONTH: 1}


def columns(first, last, step):
    """How many there would be."""
    return (last - first + 1) * 12 // MONTHS[step]


def cut(scope, first, last, step):
    """[(label, short label, scope)] of the years `first` to `last`, oldest first, at most the MOST latest.

    What has not begun yet has no column, unless nothing has.
    """
    starts = [date(year, month, 1) for year in range(first, last + 1) for month in range(1, 13, MONTHS[step])]
    starts = [start for start in starts if start <= timezone.localdate()] or starts
    return [(*_labels(start, step), scope.narrowed(first=start, last=_end(start, step))) for start in starts[-MOST:]]


def _end(start, step):
    month = start.month + MONTHS[step] - 1
    return date(start.year, month, monthrange(start.year, month)[1])


def _labels(start, step):
    year = str(start.year)
    if step == YEAR:
        return year, year
    if step == QUARTER:
        short = _("Q%(number)d") % {"number": (start.month + 2) // 3}
        return f"{short} {year}", f"{short} {year[2:]}"
    return formats.date_format(start, "YEAR_MONTH_FORMAT"), formats.date_format(start, "M")
