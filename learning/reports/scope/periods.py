"""Periods of days, both ends included; an end that is None is open."""

from calendar import monthrange
from datetime import UTC, date, timedelta

from django.utils import timezone

from learning.activities.choices import Precision

DAY = timedelta(days=1)


def of_year(year):
    return date(year, 1, 1), date(year, 12, 31)


def years_of(first, last):
    """How many whole years the period is, 0 where it isn't whole years."""
    whole = first and last and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
    return last.year - first.year + 1 if whole else 0


def year_of(first, last):
    return first.year if years_of(first, last) == 1 else None


def is_running(first, last):
    """Whether today, in UTC, is one of its days but not the last."""
    return first is not None and last is not None and first <= _today() < last


def before(first, last):
    """The period before of the same length, in years where it is whole years; None without two ends. A period that is
    still running has before it only the days up to the same day."""
    if first is None or last is None:
        return None
    years = years_of(first, last)
    if years:
        last = _today() if is_running(first, last) else last
        return first.replace(year=first.year - years), years_before(last, years)
    start = first - (last - first) - DAY
    return start, start + (_today() - first) if is_running(first, last) else first - DAY


def years_before(day, years):
    """The same day so many years before; 28 February for 29 February where there is none."""
    year = day.year - years
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))


def _today():
    return timezone.now().astimezone(UTC).date()


def whole(precision, first, last):
    """The part of the period that is whole months or years, where days are known no better than that.

    What is known to have happened "in 2023" is no figure of June 2023.
    """
    if precision == Precision.DAY:
        return first, last
    if first and first != _start(precision, first):
        first = _end(precision, first) + DAY
    if last and last != _end(precision, last):
        last = _start(precision, last) - DAY
    return first, last


def _start(precision, day):
    return day.replace(day=1) if precision == Precision.MONTH else day.replace(month=1, day=1)


def _end(precision, day):
    if precision == Precision.MONTH:
        return day.replace(day=monthrange(day.year, day.month)[1])
    return day.replace(month=12, day=31)
