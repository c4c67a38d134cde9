"""Numbers as they are printed in sentences, in the active language.

The rule: English runs four figures together, as the report does ("1400"), and sets a comma from five on ("31,998");
Spanish runs four together too and sets a narrow space from five on ("31 998"); French sets it from four on ("1 400").
The spaces don't break. English sets none before "%" ("63%"). Tables follow the site's formats instead.
"""

from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import get_language, gettext

NARROW, HARD = "\u202f", "\xa0"
# By language: from how many figures on thousands are set apart, with what; the decimal sign; what stands before "%".
STYLES = {"en": (5, ",", ".", ""), "es": (5, NARROW, ",", HARD), "fr": (4, NARROW, ",", HARD)}


def _style():
    return STYLES.get((get_language() or "en")[:2], STYLES["en"])


def printed(value):
    """A whole number or one with decimals: "1400", "31,998", "9.3"."""
    figures, separator, point, _before = _style()
    digits, _dot, rest = f"{abs(Decimal(value)):f}".partition(".")
    rest = rest.rstrip("0")
    if len(digits) >= figures:
        digits = f"{int(digits):,}".replace(",", separator)
    return f"{'−' if value < 0 else ''}{digits}{point + rest if rest else ''}"


def whole(value):
    """The nearest whole number; half a one is rounded away from zero, as people expect."""
    return int(Decimal(value).quantize(Decimal(1), ROUND_HALF_UP))


def percent(value, *, signed=False):
    """ "54%"; with `signed`, to one decimal, "+10.3%". What is nothing to one decimal has no sign: "0%"."""
    point, before = _style()[2:]
    text = printed(value)
    if signed:
        share = Decimal(value).quantize(Decimal("0.1"), ROUND_HALF_UP)
        sign = "+" if share > 0 else "−"
        text = f"{sign}{abs(share)}".replace(".", point) if share else "0"
    return f"{text}{before}%"


def change_in_print(change):
    """ "+10.3%", or "n/a" where the last value was 0 or is not known."""
    return gettext("n/a") if change is None else percent(change, signed=True)


class Quantity(int):
    """A number in a sentence: it decides singular or plural, and says itself with its qualifier, "over 300"."""

    def __new__(cls, value, qualifier="exact"):
        made = super().__new__(cls, whole(value))
        made.qualifier = qualifier
        return made

    def __str__(self):
        return qualified(printed(int(self)), self.qualifier)


def qualified(number, qualifier):
    """What is printed of a number, with its qualifier: "over 300", "less than 2%"."""
    if qualifier == "over":
        return gettext("over %(number)s") % {"number": number}
    if qualifier == "less_than":
        return gettext("less than %(number)s") % {"number": number}
    if qualifier == "rounded":
        return gettext("about %(number)s") % {"number": number}
    return number
