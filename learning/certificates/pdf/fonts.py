"""The letters of certificates and records: one serif for what is read, and a family for each script that it lacks."""

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
# One character, four forms: which is right depends on where its reader learned to write.
HAN = {"JP": "Noto Sans JP", "KR": "Noto Sans KR", "TW": "Noto Sans TC", "HK": "Noto Sans TC", "MO": "Noto Sans TC"}
ALL_HAN = ("Noto Sans SC", "Noto Sans TC", "Noto Sans JP", "Noto Sans KR")


@cache
def library():
    """The same for all threads, which may set pages at once."""
    folders = [str(files(package)) for package in PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def families(text, country=""):
    """Serif, in order of preference, for `text` by someone from `country` (ISO code): {"serif": […], "sans": […]}."""
    first = HAN.get("JP" if _has_kana(text) else country)
    han = [*filter(None, [first]), *(family for family in ALL_HAN if family != first)]
    return {
        "serif": ["EB Garamond", "Noto Serif", *SCRIPTS, *han, "Noto Sans"],
        "sans": ["Noto Sans", *SCRIPTS, *han],
    }


def _has_kana(text):
    return any(name_of(c, "").startswith(("HIRAGANA", "KATAKANA")) for c in text)


def direction(text):
    """As the first letter that has one says: "rtl" for Arabic or Hebrew, else "ltr"."""
    strong = (bidirectional(c) for c in text)
    return "rtl" if next((kind for kind in strong if kind in {"L", "R", "AL"}), "L") != "L" else "ltr"


def settable(text):
    """`text` with Latin letters for a word of which no family has all letters: better spelt out than a row of boxes."""
    return " ".join(word if _has(word) else _spelt_out(word) for word in text.split(" "))


def _has(word):
    return all(ord(c) in _covered() for c in word)


def _spelt_out(word):
    """Pictures go; what comes without a capital gets one, as names have."""
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
