"""Confusable names: stored as typed, isolated where they are shown, pointed out to staff."""

import unicodedata
from itertools import groupby

from django.utils.translation import gettext_lazy as _

ISOLATING, POP = "\u2066\u2067\u2068", "\u2069"
TURNING = f"\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e{ISOLATING}{POP}"
FIRST_STRONG = "\u2068"
# Format signs that words in Persian or in the scripts of India are spelled with.
JOINERS = "\u200c\u200d"
# Latin letters by Unicode's reckoning of compatibility that people do write: Mª José, Nº.
ORDINALS = "ªº"
ONE_SCRIPT = {"HIRAGANA": "CJK", "KATAKANA": "CJK", "HANGUL": "CJK", "BOPOMOFO": "CJK", "IDEOGRAPHIC": "CJK"}
# Letters of Cyrillic and Greek that can't be told from Latin ones.
LOOK_LATIN = set("АВЕЅІЈКМНОРСТУХаеорсухіјѕԁһԛԝ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοϲν")
MOST_MARKS = 3


def name_warnings(name):
    """Why `name` may not be what it looks like: sentences for staff, none for nearly everybody."""
    checks = (
        (_turns, _("It has invisible signs that turn the direction of writing round.")),
        (_hides, _("It has invisible signs.")),
        (_mixes, _("A word of it mixes letters of several alphabets.")),
        (_imitates, _("It has letters that only look like others.")),
        (_piles, _("Marks are piled up on its letters.")),
    )
    return [sentence for is_so, sentence in checks if is_so(name)]


def shown(name):
    """`name` for a sentence, its signs of direction closed in: what comes after it reads as ever."""
    if not any(c in TURNING for c in name):
        return name
    kept, is_open = [], 0
    for c in name:
        if c == POP and not is_open:
            continue
        is_open += (c in ISOLATING) - (c == POP)
        kept.append(c)
    return FIRST_STRONG + "".join(kept) + POP * (is_open + 1)


def _turns(name):
    return any(c in TURNING for c in name)


def _hides(name):
    return any(unicodedata.category(c) == "Cf" and c not in TURNING + JOINERS for c in name)


def _mixes(name):
    return any(len(_scripts(word)) > 1 for word in _words(name))


def _imitates(name):
    """Letters in fancy dress (𝐀, Ａ), or a whole word of look-alikes beside words in Latin."""
    if any(
        c not in ORDINALS and c.isalpha() and unicodedata.normalize("NFKC", c) != unicodedata.normalize("NFC", c)
        for c in name
    ):
        return True
    words = _words(name)
    in_latin = any(_scripts(word) == {"LATIN"} for word in words)
    return in_latin and any(set(word) <= LOOK_LATIN for word in words)


def _piles(name):
    runs = groupby(unicodedata.normalize("NFD", name), lambda c: unicodedata.category(c) == "Mn")
    return any(is_mark and len(list(run)) > MOST_MARKS for is_mark, run in runs)


def _words(name):
    letters = "".join(c if c.isalpha() or unicodedata.category(c).startswith("M") else " " for c in name)
    return letters.split()


def _scripts(word):
    """{"LATIN"}: the scripts of a word's letters, as the names of the letters begin."""
    firsts = {unicodedata.name(c, "?").split()[0] for c in word if c.isalpha() and c not in ORDINALS}
    return {ONE_SCRIPT.get(first, first) for first in firsts if first != "MODIFIER"}
