"""Reader of Moodle's "embedded answers": {1:SHORTANSWER:=Paris~%50%Lyon#feedback} in the middle of a text."""

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from .. import linear_scan, text_conversion
from ..fractions import ALL, decimal, lost_weights
from ..question import GapAnswer, NotTaken

OF_CASE = {"SHORTANSWER_C", "SAC", "MWC"}
TYPED = {"SHORTANSWER", "SA", "MW"} | OF_CASE
CHOSEN = {
    *("MULTICHOICE", "MC", "MULTICHOICE_V", "MCV", "MULTICHOICE_H", "MCH"),
    *("MULTICHOICE_S", "MCS", "MULTICHOICE_VS", "MCVS", "MULTICHOICE_HS", "MCHS"),
}
HEAD = re.compile(r"\{\s*(\d{0,3})\s*:\s*([A-Z_]+)\s*:")
BODY = re.compile(r"((?:\\.|[^}\\])*)\}", re.DOTALL)
MOST_GAPS, MOST_ANSWERS = 100, 300
PARTED = re.compile(r"((?:\\.|[^~\\])*)(?:~|$)", re.DOTALL)
HASH = re.compile(r"(\\.)|#")
STAR = re.compile(r"(?<!\\)\*")
SHARE = re.compile(r"%(-?[\d.,]+)%")


@dataclass
class Cloze:
    """A text with gaps: `text` is clean HTML with [[1]] for its `gaps`, `weights` are the points of each gap.

    `lost` are the conversion warnings.
    """

    text: str
    gaps: tuple
    weights: tuple
    lost: list


def read(text):
    if "[[" in text:
        raise NotTaken(_("Its text has [[ in it, which stands for a gap here."))
    found = list(_found(text))
    if not found:
        raise NotTaken(_("It has no gap that can be read."))
    if len(found) > MOST_GAPS:
        raise NotTaken(_("It has more than %(most)d gaps.") % {"most": MOST_GAPS})
    written = [(int(head[1] or 1), head[2], _answers(body[1])) for head, body in found]
    if sum(len(answers) for _weight, _kind, answers in written) > MOST_ANSWERS:
        raise NotTaken(_("It has more than %(most)d answers.") % {"most": MOST_ANSWERS})
    gaps = tuple(_gap(kind, answers) for _weight, kind, answers in written)
    marks = [(head.start(), body.end(), f"[[{number}]]") for number, (head, body) in enumerate(found, 1)]
    marked = linear_scan.replaced(text, marks)
    return Cloze(marked, gaps, tuple(weight for weight, _kind, _answers in written), _lost(written))


def _found(text):
    """Yield (head, body) of each gap, as regex matches."""
    after = 0
    for head in HEAD.finditer(text):
        if head.start() < after:
            continue
        body = BODY.match(text, head.end())
        if not body:
            return
        after = body.end()
        yield head, body


def _gap(kind, answers):
    if kind not in TYPED | CHOSEN:
        raise NotTaken(_("One of its gaps is a “%(kind)s”: only words and choices fit a gap here.") % {"kind": kind})
    if kind in TYPED and any(share == ALL and STAR.search(text) for text, share, _feedback in answers):
        raise NotTaken(_("One of its gaps has a * that stands for any words."))
    rights = tuple(_bare(text) for text, share, _feedback in answers if share == ALL)
    wrongs = tuple(_bare(text) for text, share, _feedback in answers if share != ALL)
    if not rights:
        raise NotTaken(_("One of its gaps has no right answer."))
    return GapAnswer(rights, wrongs if kind in CHOSEN else ())


def _lost(written):
    weights = [weight for weight, _kind, _answers in written]
    answers = [answer for _weight, _kind, answers in written for answer in answers]
    told = (
        (any(feedback for _text, _share, feedback in answers), _("The feedback in its gaps is left behind.")),
        (any(kind in OF_CASE for _weight, kind, _answers in written), _("Capitals no longer matter in the answer.")),
        (
            len(set(weights)) > 1,
            _("Its gaps give the same points here (in the file: %(weights)s).")
            % {"weights": ", ".join(str(weight) for weight in weights)},
        ),
    )
    return [*lost_weights(answers), *(sentence for is_lost, sentence in told if is_lost)]


def _answers(written):
    """Return [(text, per cent, feedback)], with escapes as they were written."""
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
    return text_conversion.plain(re.sub(r"\\(.)", r"\1", text))
