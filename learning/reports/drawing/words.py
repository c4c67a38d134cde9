"""Short words beside what is drawn."""

from unicodedata import east_asian_width

from django.utils.formats import number_format
from django.utils.translation import gettext as _


def number(value):
    """As it is printed in the active language: 1,234; a number that is not to be told has words of its own."""
    return _("not shown") if value is None else number_format(value, use_l10n=True, force_grouping=True)


def shortened(text, most):
    """`text` in at most `most` narrow letters, cut where it must be with an ellipsis; ideographs are twice as wide."""
    if _width(text) <= most:
        return text
    while text and _width(text) > most - 1:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _width(text):
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def per_cent(share):
    """An attribute of SVG: of the width that is there, with a point whatever the language. 0.4321 is "43.21%"."""
    return f"{round(share * 100, 2):g}%"
