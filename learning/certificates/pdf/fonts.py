"""Fonts of certificates and records: a serif for text, and a family for each script that it lacks."""

from functools import cache, lru_cache
from importlib.resources import files
from unicodedata import bidirectional, category
from unicodedata import name as name_of

import typst
from anyascii import anyascii
from fontTools.ttLib import TTFont

PACKAGES = (
    "fontpkg_eb_garamond",
    "fontpkg_noto_serif",
    "fontpkg_noto_sans",
    "fontpkg_amiri",
    "justmytype_intl_africa",
    "justmytype_intl_cjk",
    "justmytype_intl_rtl",
    "justmytype_intl_sea",
    "justmytype_intl_south_asia",
)
SCRIPTS = (
    "Amiri",
    "Noto Sans Devanagari",
    "Noto Sans Bengali",
    "Noto Sans Tamil",
    "Noto Sans Telugu",
    "Noto Sans Thai",
    "Noto Sans Khmer",
    "Noto Sans Lao",
    "Noto Sans Myanmar",
    "Noto Sans Hebrew",
    "Noto Sans Ethiopic",
)
# One Han character has four forms: the right one depends on the reader's country.
HAN = {"JP": "Noto Sans JP", "KR": "Noto Sans KR", "TW": "Noto Sans TC", "HK": "Noto Sans TC", "MO": "Noto Sans TC"}
ALL_HAN = ("Noto Sans SC", "Noto Sans TC", "Noto Sans JP", "Noto Sans KR")


@cache
def library():
    """Return the fonts; all threads share them and may typeset at the same time."""
    folders = [str(files(package)) for package in PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def families(text, country=""):
    """Return the font families for `text` by someone from `country` (ISO code): {"serif": […], "sans": […]}.

    Each list is in order of preference.
    """
    first = HAN.get("JP" if _has_kana(text) else country)
    han = [*filter(None, [first]), *(family for family in ALL_HAN if family != first)]
    return {
        "serif": ["EB Garamond", "Noto Serif", *SCRIPTS, *han, "Noto Sans"],
        "sans": ["Noto Sans", *SCRIPTS, *han],
    }


def _has_kana(text):
    return any(name_of(c, "").startswith(("HIRAGANA", "KATAKANA")) for c in text)


def direction(text):
    """Return the direction of the first strong character: "rtl" for Arabic or Hebrew, else "ltr"."""
    strong = (bidirectional(c) for c in text)
    return "rtl" if next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"


def settable(text):
    """Return `text` with each word that no font covers in Latin letters instead of empty boxes."""
    return " ".join(word if _has(word) else _spelt_out(word) for word in text.split(" "))


def _has(word):
    return all(ord(c) in _covered() for c in word)


def _spelt_out(word):
    """Transliterate a word to Latin letters, without pictograms. A word without capitals gets one, as names have."""
    letters = "".join(c for c in word if category(c)[0] not in "SC")
    spelt = anyascii(letters)
    return spelt.capitalize() if spelt.islower() else spelt


@lru_cache(maxsize=1)
def _covered():
    covered = set()
    for font in library().fonts():
        if font.path:
            with TTFont(font.path, lazy=True) as opened:
                covered.update(opened.getBestCmap())
    return covered
