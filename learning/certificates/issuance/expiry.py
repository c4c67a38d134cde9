"""Expiry date of certificates."""

from calendar import monthrange
from datetime import date


def last_day(issued_on, months):
    """Return the last day of `months` months from `issued_on`; None: no expiry.

    31 January and one month is 28 February.
    """
    if not months:
        return None
    year, month = divmod(issued_on.month - 1 + months, 12)
    year, month = issued_on.year + year, month + 1
    return date(year, month, min(issued_on.day, monthrange(year, month)[1]))
