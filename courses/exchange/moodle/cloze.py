"""Moodle's "embedded answers": {1:SHORTANSWER:=Paris~%50%Lyon#feedback} in the middle of a text."""

import re

from django.utils.translation import gettext as _

from .. import words
from ..fractions import ALL, decimal
from ..question import Gap, NotTaken

TYPED = {"SHORTANSWER", "SA", "MW", "SHORTANSWER_C", "SAC", "MWC"}
CHOSEN = {
    *("MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"),
    *("MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"),
}
GAP = re.compile(r"\{\s*(\d*)\s*:\s*([A-Z_]+)\s*:((?:\\.|[^}\\])*)\}")
PARTED = re.compile(r"((?:\\.|[^~\\])*)(?:~|$)", re.DOTALL)
HASH = re.compile(r"(\\.)|#")
STAR = re.compile(r"(?<!\\)\*")
SHARE = re.compile(r"%(-?[\d.,]+)%")


def read(text):
    """(`text`, clean HTML, with [[1]] for its gaps, the gaps, what is lost)."""
    gaps, lost = [], []

    def mark(found):
        gap, losses = _gap(found[2], found[3])
        gaps.append(gap)
        lost.extend(loss for loss in losses if loss not in lost)
        return f"[[{len(gaps)}]]"

    if "[[" in text:
        raise NotTaken(_("Its text has [[ in it, which stands for a gap here."))
    marked = GAP.sub(mark, text)
    if not gaps:
        raise NotTaken(_("It has no gap that can be read."))
    return marked, tuple(gaps), lost


def _gap(kind, written):
    if kind not in TYPED | CHOSEN:
        raise NotTaken(_("One of its gaps is a “%(kind)s”: only words and choices fit a gap here.") % {"kind": kind})
    rights, wrong, lost = [], [], []
    for text, share, feedback in _answers(written):
        if kind in TYPED and share == ALL and STAR.search(text):
            raise NotTaken(_("One of its gaps has a * that stands for any words."))
        (rights if share == ALL else wrong).append(_bare(text))
        if feedback:
            lost.append(_("The feedback in its gaps is left behind."))
        if 0 < share < ALL:
            lost.append(_("An answer that gave part of the points is wrong here."))
    if not rights:
        raise NotTaken(_("One of its gaps has no right answer."))
    return Gap(tuple(rights), tuple(wrong) if kind in CHOSEN else ()), lost


def _answers(written):
    """[(text, per cent, feedback)], escaped as they were written."""
    found = []
    for part in filter(None, (part.strip() for part in PARTED.findall(written))):
        weight = SHARE.match(part)
        if part.startswith("="):
            share, rest = ALL, part[1:]
        else:
            share, rest = (decimal(weight[1]), part[weight.end() :]) if weight else (decimal("0"), part)
        text, _mark, feedback = HASH.sub(lambda sign: sign[1] or "\0", rest).partition("\0")
        found.append((text, share, feedback))
    return found


def _bare(text):
    return words.plain(re.sub(r"\\(.)", r"\1", text))
