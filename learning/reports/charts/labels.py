"""Short labels in charts."""

from unicodedata import category, east_asian_width

from django.utils.formats import number_format
from django.utils.translation import gettext as _

# The size of words in rem, as drawing.css has it.
SIZE = 0.875
# How wide letters are, as a share of that, where they are narrower or wider than most: as in the widest of the fonts that
# a reader may have.
MOST, CAPITAL, IDEOGRAPH = 0.64, 0.78, 1
WIDTHS = {0.34: "iIjl.,:;'’|!· \xa0\u202f", 0.42: "ftr()[]/-", 1: "mwMW@%…—"}
WIDTH_OF = {letter: width for width, letters in WIDTHS.items() for letter in letters}
WITHOUT_WIDTH = {"Mn", "Cf"}


def number(value):
    """As it is printed in the active language: 1,234; a number that is not to be told has words of its own."""
    return _("not shown") if value is None else number_format(value, use_l10n=True, force_grouping=True)


def length(text):
    """How wide `text` is drawn at most, in rem."""
    return sum(map(_width, text)) * SIZE


def shortened(text, most):
    """`text` in a room of `most` rem, cut where it must be with an ellipsis."""
    if length(text) <= most:
        return text
    while text and length(f"{text}…") > most:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _width(letter):
    if category(letter) in WITHOUT_WIDTH:
        return 0
    if east_asian_width(letter) in "WF":
        return IDEOGRAPH
    return WIDTH_OF.get(letter, CAPITAL if letter.isupper() else MOST)


def per_cent(share):
    """An attribute of SVG: of the width that is there, with a point whatever the language. 0.4321 is "43.21%"."""
    return f"{round(share * 100, 2):g}%"
