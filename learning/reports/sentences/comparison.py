"""Comparison of numbers: the change from the period before, and what is "over" a number."""

from decimal import ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")


def change(this, last):
    """(this − last) ÷ last in per cent, to one decimal, half away from zero; None where last is 0 or not known."""
    if not last or this is None:
        return None
    share = (Decimal(this) - Decimal(last)) * 100 / Decimal(last)
    return share.quantize(TENTH, ROUND_HALF_UP)


def is_over(value, number):
    """ "Over 300" is strictly more than 300."""
    return value > number


def over(value):
    """The number to print after "over": two digits and noughts, strictly less than `value`; None up to 10.

    1423 is over 1400, 301 over 300, exactly 300 over 290.
    """
    step = max(10, 10 ** (len(str(int(value))) - 2))
    return (int(value) - 1) // step * step or None
