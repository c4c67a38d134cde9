"""One reader for each kind of question that Moodle's file names and we know."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import fractions
from ..gaps import numbered
from ..question import Gap, Kind, NotTaken, Option, Pair, Question
from . import cloze

UNKNOWN = {
    "essay": gettext_lazy("It is an essay: nobody but a person can mark it. Make it an assignment."),
    "description": gettext_lazy("It is a text that asks nothing. Put it into a lesson."),
    "calculated": gettext_lazy("It is calculated from a formula."),
    "calculatedsimple": gettext_lazy("It is calculated from a formula."),
    "calculatedmulti": gettext_lazy("It is calculated from a formula."),
    "randomsamatch": gettext_lazy("It is made of other questions at random."),
    "random": gettext_lazy("It is made of other questions at random. Draw from the quiz's pool instead."),
    "ddimageortext": gettext_lazy("Things are dragged onto a picture."),
    "ddmarker": gettext_lazy("Markers are dragged onto a picture."),
}


def read(item):
    """The Question in `item`; raises NotTaken."""
    reader = READERS.get(item.kind)
    if reader is None:
        unknown = _("Its kind, “%(kind)s”, is not known here.") % {"kind": item.kind[:40] or "?"}
        raise NotTaken(str(UNKNOWN.get(item.kind, unknown)))
    text, picture, losses = item.html("questiontext")
    explanation, another, more = item.html("generalfeedback")
    losses += more + ([_("The picture in its explanation is left behind.")] if another else [])
    kind, parts, lost = reader(item, text)
    if not parts.get("text", text) and not picture:
        raise NotTaken(_("It has no text."))
    points = fractions.decimal(item.element.findtext("defaultgrade") or "1")
    whole = {"points": min(100, max(1, round(points)))}
    whole |= {"title": item.title, "text": text, "picture": picture, "explanation": explanation, **parts}
    return Question(kind=kind, losses=tuple(losses + lost + _general_losses(item)), **whole)


def _general_losses(item):
    hints = any(item.plain(hint) for hint in item.every("hint"))
    return [_("Its hints are left behind.")] if hints else []


def _multichoice(item, text):
    if item.is_so("single", True):
        options, lost = fractions.one_right(item.weighed())
        return Kind.ONE, {"options": options}, lost
    options, lost = fractions.several_right(item.weighed())
    return Kind.SEVERAL, {"options": options}, lost


def _truefalse(item, text):
    told = {words.strip().lower(): (share, feedback) for words, share, feedback in item.weighed()}
    if set(told) != {"true", "false"} or (told["true"][0] > 0) == (told["false"][0] > 0):
        raise NotTaken(_("It isn't clear whether it is true or false."))
    options = tuple(Option(name, told[name][0] > 0, told[name][1]) for name in ("true", "false"))
    return Kind.TRUTH, {"options": options}, []


def _shortanswer(item, text):
    options, lost = fractions.accepted(item.weighed(item.bare))
    if item.is_so("usecase"):
        lost = [*lost, _("Capitals no longer matter in the answer.")]
    return Kind.TEXT, {"options": options}, lost


def _numerical(item, text):
    answers = item.every("answer")
    full = [answer for answer in answers if fractions.decimal(answer.get("fraction", "0")) == fractions.ALL]
    if len(full) != 1:
        raise NotTaken(_("Not exactly one number gives all the points."))
    number = fractions.decimal(item.bare(full[0]))
    tolerance = fractions.decimal(full[0].findtext("tolerance") or "0")
    if tolerance < 0:
        raise NotTaken(_("Its tolerance is below nothing."))
    lost = []
    if any(0 < fractions.decimal(one.get("fraction", "0")) < fractions.ALL for one in answers):
        lost.append(_("A number that gave part of the points is wrong here."))
    units = [unit.findtext("unit_name", "").strip() for unit in item.every("units/unit")]
    if len(units) > 1:
        lost.append(_("Only its first unit comes along."))
    return Kind.NUMBER, {"number": number, "tolerance": tolerance, "unit": next(iter(units), "")}, lost


def _matching(item, text):
    pairs, spare = [], []
    for element in item.every("subquestion"):
        left, right = item.plain(element), item.bare(element.find("answer"))
        if left and right:
            pairs.append(Pair(left, right))
        elif right:
            spare.append(right)
    if len(pairs) < 2:
        raise NotTaken(_("It has fewer than two pairs."))
    return Kind.MATCHING, {"pairs": tuple(pairs), "spare": tuple(spare)}, []


def _ordering(item, text):
    answers = sorted(item.every("answer"), key=lambda answer: fractions.decimal(answer.get("fraction", "0")))
    items = tuple(item.plain(answer) for answer in answers)
    if len(items) < 2 or not all(items):
        raise NotTaken(_("It has fewer than two things to order."))
    chosen = (item.element.findtext("selecttype") or "ALL").strip().upper() not in {"ALL", "0"}
    return Kind.ORDERING, {"items": items}, [_("All of its things are asked, not a selection.")] if chosen else []


def _gapselect(item, text):
    """Its gaps name a choice by number; the other choices of the same group are offered beside it."""
    listed = item.every("selectoption") or item.every("dragbox")
    choices = [(item.plain(element), (element.findtext("group") or "1").strip()) for element in listed]
    markup, numbers = numbered(text)
    if not numbers or any(not 1 <= number <= len(choices) for number in numbers):
        raise NotTaken(_("Its gaps and its choices don't fit together."))
    gaps = [
        Gap((right,), tuple(dict.fromkeys(word for word, other in choices if other == group and word != right)))
        for right, group in (choices[number - 1] for number in numbers)
    ]
    return Kind.GAPS, {"text": markup, "gaps": tuple(gaps)}, []


def _cloze(item, text):
    markup, gaps, lost = cloze.read(text)
    return Kind.GAPS, {"text": markup, "gaps": gaps}, lost


READERS = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "ordering": _ordering,
    "gapselect": _gapselect,
    "ddwtos": _gapselect,
    "cloze": _cloze,
    "multianswer": _cloze,
}
