"""The answers between the braces of a GIFT question."""

import re

from django.utils.translation import gettext as _

from .. import fractions, ordering
from ..question import GapAnswer, NotTaken, Option, Pair, QuestionKind

SHARE = re.compile(r"%(-?[\d.,]+)%\s*")
TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
# Moodle's ordering: the parts of the header in their order, each optional. The items follow, one per line.
ORDER = re.compile(r">\s{0,9}(\d{1,9})(?!\S)")
SELECTIONS = {"ALL", "EXACT", "RANDOM", "REL", "CONTIGUOUS", "CONTIG"}
LAYOUTS = {"HORIZONTAL", "HORI", "H", "1", "VERTICAL", "VERT", "V", "0"}
GRADINGS = {
    *("ALL_OR_NOTHING", "ABSOLUTE_POSITION", "ABSOLUTE", "ABS", "RELATIVE", "REL", "RELATIVE_TO_CORRECT"),
    *("RELATIVE_NEXT_EXCLUDE_LAST", "RELATIVE_NEXT_INCLUDE_LAST", "RELATIVE_ONE_PREVIOUS_AND_NEXT"),
    *("RELATIVE_ALL_PREVIOUS_AND_NEXT", "LONGEST_ORDERED_SUBSET", "LONGEST_CONTIGUOUS_SUBSET"),
}
SHOWN = {"SHOW", "TRUE", "YES", "1", "HIDE", "FALSE", "NO", "0"}
NUMBERINGS = {"none", "123", "abc", "ABC", "ABCD", "iii", "III", "IIII"}
WORD = re.compile(r"[ \t]*(\S{1,40})(?!\S)")


def read(asked, spoken):
    """Return (QuestionKind, fields of the Question, conversion warnings) of `asked`, the text between the braces.

    `spoken` converts the texts.
    """
    if not asked:
        raise NotTaken(_("It is an essay: nobody but a person can mark it. Make it an assignment."))
    if asked.startswith("#"):
        return _number(asked[1:], spoken)
    if order := ORDER.match(asked):
        return _ordering(order, spoken)
    if _first_word(asked) in TRUTHS:
        return _truth(asked, spoken)
    if "~" in asked:
        return _choice(asked, spoken)
    if "->" in asked:
        return _matching(asked, spoken)
    weighed, odd = _weighed(asked if "=" in asked else f"={asked}", spoken)
    options, lost = fractions.accepted(weighed)
    return QuestionKind.TEXT, {"options": options}, lost + odd


def gap_of(options, wrong=()):
    return GapAnswer(tuple(option.text for option in options if option.is_right), wrong)


def _first_word(asked):
    return asked.partition("#")[0].strip().upper()


def _truth(asked, spoken):
    """Read {T#feedback to a wrong answer#feedback to a right answer}."""
    is_true = TRUTHS[_first_word(asked)]
    wrong, right = [*asked.split("#")[1:3], "", ""][:2]
    told = {is_true: spoken.feedback(right), not is_true: spoken.feedback(wrong)}
    options = tuple(Option(name, value == is_true, told[value]) for name, value in (("true", True), ("false", False)))
    return QuestionKind.TRUTH, {"options": options}, []


def _weighed(asked, spoken):
    """Return ([(text, per cent, feedback)], conversion warnings): = is right, ~ is wrong, %50% gives the share."""
    before, *_signs = re.split(r"[=~]", asked, maxsplit=1)
    if before.strip():
        raise NotTaken(_("Words stand before its first answer. Each answer begins with = or ~."))
    found, odd = [], []
    for sign, written in re.findall(r"([=~])([^=~]*)", asked):
        share = fractions.ALL if sign == "=" else fractions.decimal("0")
        told = written.strip()
        weight = SHARE.match(told)
        if weight:
            share, told = fractions.decimal(weight[1]), told[weight.end() :]
        text, feedback, sentence = _text_of(told)
        said = spoken.plain(text)
        if said:
            found.append((said, share, spoken.feedback(feedback)))
        odd.append(sentence if said else _("An answer without words is left behind."))
    return found, list(filter(None, odd))


def _text_of(told):
    """Return (text, feedback, conversion warning) of one answer.

    An answer that begins with # is all text, for example the colour "#00ff00": there is no feedback without an answer.
    """
    text, _mark, feedback = told.partition("#")
    if text.strip():
        return text, feedback, ""
    if not feedback.strip():
        return "", "", ""
    return told, "", _("An answer begins with #: what follows is taken as the answer, not as feedback.")


def _choice(asked, spoken):
    """Read choices: with an = one is chosen; without, several are, and each gives its share."""
    weighed, odd = _weighed(asked, spoken)
    if "=" in asked:
        options, lost = fractions.one_right(weighed)
        if len(options) < 2:
            raise NotTaken(_("It has fewer than two answers to choose from."))
        return QuestionKind.ONE, {"options": options}, lost + odd
    options, lost = fractions.several_right(weighed)
    return QuestionKind.SEVERAL, {"options": options}, lost + odd


def _matching(asked, spoken):
    pairs, spare, lost = [], [], []
    for written in re.findall(r"=([^=]*)", asked):
        left, arrow, right = written.partition("->")
        left, right = spoken.plain(left), spoken.bare(right)
        if left and right:
            pairs.append(Pair(left, right))
        elif arrow and right:
            spare.append(right)
        elif left:
            lost = [_("A side that goes with nothing is left behind.")]
    if len(pairs) < 2:
        raise NotTaken(_("It has fewer than two pairs."))
    return QuestionKind.MATCHING, {"pairs": tuple(pairs), "spare": tuple(spare)}, lost


def _ordering(order, spoken):
    """Read {>3 ALL VERTICAL ABSOLUTE_POSITION SHOW none, and the items in their order, one per line}."""
    asked, at, told = order.string, order.end(), []
    for known in (SELECTIONS, LAYOUTS, GRADINGS, SHOWN, NUMBERINGS):
        word = WORD.match(asked, at)
        is_known = bool(word) and word[1] in known
        told.append(word[1] if is_known else "")
        at = word.end() if is_known else at
    items = tuple(filter(None, (spoken.plain(line) for line in asked[at:].split("\n"))))
    if len(items) < 2:
        raise NotTaken(_("It has fewer than two things to order."))
    return QuestionKind.ORDERING, {"items": items}, ordering.lost(told[0], int(order[1]), told[2], len(items))


def _number(asked, spoken):
    """Read {#3}, {#3:0.5}, {#1..5}, or several of them with = and weights, of which one may give all the points.

    The feedback for every other number follows a ~.
    """
    asked, _mark, others = asked.partition("~")
    weighed = [("", fractions.decimal("0"), spoken.feedback(others.partition("#")[2]))]
    for written in re.findall(r"=([^=]*)", asked) or [asked]:
        told, _mark, feedback = written.strip().partition("#")
        weight = SHARE.match(told)
        share = fractions.decimal(weight[1]) if weight else fractions.ALL
        weighed.append((told[weight.end() :] if weight else told, share, spoken.feedback(feedback)))
    told, lost = fractions.one_number(weighed)
    number, tolerance = _range(told)
    return QuestionKind.NUMBER, {"number": number, "tolerance": tolerance}, lost


def _range(told):
    """Return (middle, tolerance) of a range such as 1..5, or of a number such as 3:0.5."""
    if ".." in told:
        low, high = (fractions.number(end) for end in told.split("..", 1))
        if low > high:
            raise NotTaken(_("The range of its numbers is upside down."))
        return (low + high) / 2, (high - low) / 2
    number, _mark, tolerance = told.partition(":")
    return fractions.number(number), abs(fractions.number(tolerance or "0"))
