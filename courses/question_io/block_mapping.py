"""A question that travels, and the block that a quiz page keeps it in."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.base import get_error_json_data
from wagtail.rich_text import expand_db_html

from ..quizzes.blocks import QuestionsBlock
from . import gap_text, images, text_conversion
from .gap_marks import MARK
from .question import NotTaken, Option, Pair, Picture, Question, QuestionKind

TYPES = {
    QuestionKind.ONE: "one_choice",
    QuestionKind.SEVERAL: "several_choices",
    QuestionKind.TRUTH: "true_false",
    QuestionKind.TEXT: "short_text",
    QuestionKind.NUMBER: "number",
    QuestionKind.MATCHING: "matching",
    QuestionKind.ORDERING: "ordering",
    QuestionKind.GAPS: "gaps",
}
KINDS = {name: kind for kind, name in TYPES.items()}


def to_block(question):
    """(the block's type, its value without the picture, what is lost); NotTaken where no author could save it so."""
    value, losses = WRITERS[question.kind](question)
    value = {"text": question.text, "explanation": question.explanation, "points": question.points, **value}
    if not value["text"]:
        raise NotTaken(_("It has no text."))
    kind = TYPES[question.kind]
    block = QuestionsBlock().child_blocks[kind]
    value = block.to_python(value)
    try:
        block.clean(value)
    except ValidationError as refused:
        raise NotTaken(_("A quiz can't hold it: %(why)s") % {"why": _first_sentence(refused)}) from None
    return kind, value, losses


def _first_sentence(refused):
    return next(_sentences(get_error_json_data(refused)))


def _sentences(told):
    """Every sentence in a block's errors, the block's own first."""
    yield from told.get("messages", [])
    inner = told.get("blockErrors", {})
    for error in inner.values() if isinstance(inner, dict) else filter(None, inner):
        yield from _sentences(error)


def _choice(question):
    options = [
        {"text": option.text, "correct": option.is_right, "feedback": option.feedback} for option in question.options
    ]
    return {"options": options}, []


def _truth(question):
    true, false = question.options
    return {"is_true": true.is_right, "feedback_true": true.feedback, "feedback_false": false.feedback}, []


def _short(question):
    lost = [_("The feedback for right answers is left behind.")] if any(o.feedback for o in question.options) else []
    # In the files that come in, accents matter.
    return {"accepted": [option.text for option in question.options], "forgives_accents": False}, lost


def _number(question):
    return {"answer": str(question.number), "tolerance": str(question.tolerance), "unit": question.unit}, []


def _matching(question):
    pairs = [{"left": pair.left, "right": pair.right} for pair in question.pairs]
    return {"pairs": pairs, "distractors": list(question.spare)}, []


def _ordering(question):
    return {"items": list(question.items)}, []


WRITERS = {
    QuestionKind.ONE: _choice,
    QuestionKind.SEVERAL: _choice,
    QuestionKind.TRUTH: _truth,
    QuestionKind.TEXT: _short,
    QuestionKind.NUMBER: _number,
    QuestionKind.MATCHING: _matching,
    QuestionKind.ORDERING: _ordering,
    QuestionKind.GAPS: gap_text.to_block,
}


def from_block(kind, value):
    """(the Question in a block of a quiz, what is lost)."""
    text, explanation = _html(value["text"]), _html(value["explanation"])
    picture, lost = _picture(value["picture"])
    if value.get("forgives_accents") and not value.get("distractors"):
        lost = [*lost, _("Accents are forgiven here. In the file they matter.")]
    parts = {"text": text, **READERS[kind](value)}
    title = text_conversion.plain(MARK.sub("…", parts["text"]))
    return Question(
        kind=KINDS[kind],
        title=title if len(title) <= 60 else f"{title[:59].rsplit(' ', 1)[0]}…",
        explanation=explanation,
        picture=picture,
        points=value["points"],
        **parts,
    ), lost


def _html(rich):
    return text_conversion.clean(expand_db_html(rich.source)) if rich else ""


def _picture(value):
    image = value and value["image"]
    if not image:
        return None, []
    try:
        with image.file.open("rb") as file:
            content = file.read()
        return Picture(images.proved_kind(content), content, value["alt"]), []
    except (OSError, NotTaken):
        return None, [_("Its picture can't be read.")]


def _options(value):
    found = [(option["text"], bool(option["correct"]), option["feedback"] or "") for option in value["options"]]
    return {"options": tuple(Option(*one) for one in found)}


def _truths(value):
    is_true = bool(value["is_true"])
    true, false = value["feedback_true"] or "", value["feedback_false"] or ""
    return {"options": (Option("true", is_true, true), Option("false", not is_true, false))}


READERS = {
    "one_choice": _options,
    "several_choices": _options,
    "true_false": _truths,
    "short_text": lambda value: {"options": tuple(Option(text, True) for text in value["accepted"])},
    "number": lambda value: {
        "number": value["answer"],
        "tolerance": value["tolerance"] or 0,
        "unit": value["unit"] or "",
    },
    "matching": lambda value: {
        "pairs": tuple(Pair(pair["left"], pair["right"]) for pair in value["pairs"]),
        "spare": tuple(value["distractors"]),
    },
    "ordering": lambda value: {"items": tuple(value["items"])},
    "gaps": lambda value: gap_text.from_block(value, _html(value["text"])),
}
