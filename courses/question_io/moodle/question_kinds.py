"""A reader for each kind of question in Moodle XML."""

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .. import fractions, ordering
from ..gap_marks import numbered
from ..question import GapAnswer, NotTaken, Option, Pair, Question, QuestionKind
from . import cloze, conversion_warnings

MOST_POINTS = 100
# Answers, pairs, choices, hints, tags …
MOST_PARTS = 100
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
    """Return the Question in `item`. Raise NotTaken."""
    reader = READERS.get(item.kind)
    if reader is None:
        unknown = _("Its kind, “%(kind)s”, is not known here.") % {"kind": item.kind[:40] or "?"}
        raise NotTaken(str(UNKNOWN.get(item.kind, unknown)))
    if len(item.element) > MOST_PARTS:
        raise NotTaken(_("It has more than %(most)d parts.") % {"most": MOST_PARTS})
    text, picture = item.html("questiontext")
    explanation = item.explanation("generalfeedback")
    kind, parts, lost = reader(item, text)
    if not parts.get("text", text) and not picture:
        raise NotTaken(_("It has no text."))
    points, rounded = _points(item, parts.pop("gives", 1))
    whole = {"title": item.title, "text": text, "picture": picture, "explanation": explanation, "points": points}
    item.texts.lose(*lost, *rounded, *conversion_warnings.of(item))
    return Question(kind=kind, losses=tuple(item.texts.lost), **{**whole, **parts})


def _points(item, otherwise):
    """Return (points, conversion warnings).

    `otherwise` applies if the file gives no points for the question as a whole.
    """
    told = fractions.decimal(item.element.findtext("defaultgrade") or str(otherwise))
    points = min(MOST_POINTS, max(1, round(told)))
    rounded = _("Points are whole numbers from 1 to 100 here: %(points)d (in the file: %(told)s).")
    told_as = number_format(f"{told.quantize(fractions.CENT).normalize():f}")
    return points, [rounded % {"points": points, "told": told_as}] if points != told else []


def _multichoice(item, text):
    if item.is_so("single", True):
        options, lost = fractions.one_right(item.weighed())
        return QuestionKind.ONE, {"options": options}, lost
    options, lost = fractions.several_right(item.weighed())
    return QuestionKind.SEVERAL, {"options": options}, lost


def _truefalse(item, text):
    weighed = item.weighed()
    told = {words.strip().lower(): (share, feedback) for words, share, feedback in weighed}
    if set(told) != {"true", "false"} or (told["true"][0] > 0) == (told["false"][0] > 0):
        raise NotTaken(_("It isn't clear whether it is true or false."))
    options = tuple(Option(name, told[name][0] > 0, told[name][1]) for name in ("true", "false"))
    rights = [share for share, _feedback in told.values() if 0 < share != fractions.ALL]
    whole = _("Its right answer gives all the points here (in the file: %(shares)s).")
    lost = [whole % {"shares": fractions.said(rights)}] if rights else []
    return (
        QuestionKind.TRUTH,
        {"options": options},
        lost + fractions.lost_weights([one for one in weighed if one[1] < 0]),
    )


def _shortanswer(item, text):
    options, lost = fractions.accepted(item.weighed(item.bare))
    if item.is_so("usecase"):
        lost = [*lost, _("Capitals no longer matter in the answer.")]
    return QuestionKind.TEXT, {"options": options}, lost


def _numerical(item, text):
    answer, lost = fractions.one_number(item.weighed(lambda answer: answer))
    number = fractions.number(item.bare(answer))
    tolerance = fractions.number(answer.findtext("tolerance") or "0")
    if tolerance < 0:
        raise NotTaken(_("Its tolerance is below nothing."))
    unit, others = _unit(item.every("units/unit"))
    return QuestionKind.NUMBER, {"number": number, "tolerance": tolerance, "unit": unit}, lost + others


def _unit(units):
    """Return (the unit of the number, conversion warnings): of several units, the one with the multiplier 1."""
    own = [unit for unit in units if fractions.decimal(unit.findtext("multiplier") or "1") == 1]
    if not units:
        return "", []
    if not own:
        raise NotTaken(_("None of its units is the one that its number is in."))
    name = own[0].findtext("unit_name", "").strip()
    return name, [_("Only the unit of its number comes along.")] if len(units) > 1 else []


def _matching(item, text):
    pairs, spare, lost = [], [], []
    for element in item.every("subquestion"):
        left, right = item.plain(element), item.bare(element.find("answer"))
        if left and right:
            pairs.append(Pair(left, right))
        elif right:
            spare.append(right)
        elif left:
            lost = [_("A side that goes with nothing is left behind.")]
    if len(pairs) < 2:
        raise NotTaken(_("It has fewer than two pairs."))
    return QuestionKind.MATCHING, {"pairs": tuple(pairs), "spare": tuple(spare)}, lost


def _ordering(item, text):
    answers = sorted(item.every("answer"), key=lambda answer: fractions.decimal(answer.get("fraction", "0")))
    items = tuple(item.plain(answer) for answer in answers)
    if len(items) < 2 or not all(items):
        raise NotTaken(_("It has fewer than two things to order."))
    selection, grading, count = (
        item.element.findtext(name) or "" for name in ("selecttype", "gradingtype", "selectcount")
    )
    asked = int(fractions.decimal(count or "0", fractions.decimal("0")))
    return QuestionKind.ORDERING, {"items": items}, ordering.lost(selection, asked, grading, len(items))


def _gapselect(item, text):
    """Read gaps that name a choice by its number; each gap also offers the other choices of the same group."""
    listed = item.every("selectoption") or item.every("dragbox")
    choices = [(item.plain(element), (element.findtext("group") or "1").strip()) for element in listed]
    markup, numbers = numbered(text)
    if not numbers or any(not 1 <= number <= len(choices) for number in numbers):
        raise NotTaken(_("Its gaps and its choices don't fit together."))
    gaps = [
        GapAnswer((right,), tuple(dict.fromkeys(word for word, other in choices if other == group and word != right)))
        for right, group in (choices[number - 1] for number in numbers)
    ]
    return QuestionKind.GAPS, {"text": markup, "gaps": tuple(gaps)}, []


def _cloze(item, text):
    """Read embedded answers. Moodle adds up the points of the gaps."""
    found = cloze.read(text)
    return QuestionKind.GAPS, {"text": found.text, "gaps": found.gaps, "gives": sum(found.weights)}, found.lost


READERS = {
    "multichoice": _multichoice,
    "truefalse": _truefalse,
    "shortanswer": _shortanswer,
    "numerical": _numerical,
    "matching": _matching,
    "match": _matching,
    "ordering": _ordering,
    "gapselect": _gapselect,
    "ddwtos": _gapselect,
    "cloze": _cloze,
    "multianswer": _cloze,
}
