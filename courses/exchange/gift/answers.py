"""What stands between the braces of a GIFT question."""

import re

from django.utils.translation import gettext as _

from .. import fractions, ordering
from ..question import Gap, Kind, NotTaken, Option, Pair

SHARE = re.compile(r"%(-?[\d.,]+)%\s*")
TRUTHS = {"T": True, "TRUE": True, "F": False, "FALSE": False}
ASKED = {"ALL", "EXACT", "RANDOM", "REL", "CONTIGUOUS", "CONTIG"}
COUNTED = re.compile(r"\w{1,40}_\w{1,40}|ABS(?:OLUTE)?|RELATIVE", re.IGNORECASE)
SHOWN = "VERTICAL|VERT|V|HORIZONTAL|HORI|H|SHOW|HIDE|none|123|abc|ABCD?|iii|IIII?"
ORDER = re.compile(
    rf">\s{{0,9}}\d{{0,9}}\s{{0,9}}(?:(?:{'|'.join(sorted(ASKED))}|{COUNTED.pattern}|{SHOWN})(?:[ \t]+|(?=\n)))*\n"
)


def read(asked, spoken):
    """(Kind, its parts, what is lost) of what stands between the braces; `spoken` turns it into words."""
    if not asked:
        raise NotTaken(_("It is an essay: nobody but a person can mark it. Make it an assignment."))
    if asked.startswith("#"):
        return _number(asked[1:], spoken)
    if order := ORDER.match(asked):
        return _ordering(order[0], asked[order.end() :], spoken)
    if _first_word(asked) in TRUTHS:
        return _truth(asked, spoken)
    if "~" in asked:
        return _choice(asked, spoken)
    if "->" in asked:
        return _matching(asked, spoken)
    options, lost = fractions.accepted(_weighed(asked if "=" in asked else f"={asked}", spoken))
    return Kind.TEXT, {"options": options}, lost


def gap_of(options, wrong=()):
    return Gap(tuple(option.text for option in options if option.is_right), wrong)


def _first_word(asked):
    return asked.partition("#")[0].strip().upper()


def _truth(asked, spoken):
    """{T#shown where it is answered wrongly#shown where it is answered rightly}"""
    is_true = TRUTHS[_first_word(asked)]
    wrong, right = [*asked.split("#")[1:3], "", ""][:2]
    told = {is_true: spoken.feedback(right), not is_true: spoken.feedback(wrong)}
    options = tuple(Option(name, value == is_true, told[value]) for name, value in (("true", True), ("false", False)))
    return Kind.TRUTH, {"options": options}, []


def _weighed(asked, spoken):
    """[(text, per cent, feedback)]: = is right, ~ is wrong, %50% says how much."""
    found = []
    for sign, written in re.findall(r"([=~])([^=~]*)", asked):
        share = fractions.ALL if sign == "=" else fractions.decimal("0")
        told, _mark, feedback = written.strip().partition("#")
        weight = SHARE.match(told)
        if weight:
            share, told = fractions.decimal(weight[1]), told[weight.end() :]
        found.append((spoken.plain(told), share, spoken.feedback(feedback)))
    return [one for one in found if one[0]]


def _choice(asked, spoken):
    """With an = one is chosen; without, several are, each worth its share."""
    weighed = _weighed(asked, spoken)
    if "=" in asked:
        options, lost = fractions.one_right(weighed)
        return Kind.ONE, {"options": options}, lost
    options, lost = fractions.several_right(weighed)
    return Kind.SEVERAL, {"options": options}, lost


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
    return Kind.MATCHING, {"pairs": tuple(pairs), "spare": tuple(spare)}, lost


def _ordering(order, asked, spoken):
    """`order` is its first line: >3 ALL VERTICAL ABSOLUTE_POSITION SHOW none"""
    items = tuple(filter(None, (spoken.plain(line) for line in asked.splitlines())))
    if len(items) < 2:
        raise NotTaken(_("It has fewer than two things to order."))
    named = order.upper().split()
    chosen = next((name for name in named if name in ASKED), "")
    counted = next((name for name in named if COUNTED.fullmatch(name)), "")
    return Kind.ORDERING, {"items": items}, ordering.lost(chosen, counted)


def _number(asked, spoken):
    """{#3}, {#3:0.5}, {#1..5}, or several of them with = and weights, of which one may give all the points; behind a ~
    stands the feedback for every other number.
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
    return Kind.NUMBER, {"number": number, "tolerance": tolerance}, lost


def _range(told):
    """(the middle, how far from it is still right)"""
    if ".." in told:
        low, high = (fractions.decimal(end) for end in told.split("..", 1))
        if low > high:
            raise NotTaken(_("The range of its numbers is upside down."))
        return (low + high) / 2, (high - low) / 2
    number, _mark, tolerance = told.partition(":")
    return fractions.decimal(number), abs(fractions.decimal(tolerance or "0"))
