"""Periods of membership: (since, until), both days included, `until` None while it lasts."""

from datetime import date
from itertools import pairwise


def first_overlap(stretches):
    """The first two, by their beginning, that cover a day both, or None: nobody is a member twice."""
    ordered = sorted(stretches, key=lambda stretch: stretch[0])
    for earlier, later in pairwise(ordered):
        if later[0] <= (earlier[1] or date.max):
            return earlier, later
    return None


def told(stretch):
    """As 2019-01-01 – 2021-12-31."""
    since, until = stretch
    return f"{since} – {until or ''}".strip()
