"""Mapping between an imported or exported question and the block of a quiz page."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.blocks.base import get_error_json_data
from wagtail.rich_text import expand_db_html

from ..quizzes.blocks import QuestionsBlock
from ..quizzes.types import BY_KIND, TYPES
from . import images, text_conversion
from .gap_marks import MARK
from .question import NotTaken, Picture, Question


def to_block(question):
    """(the block's type, its value without the picture, what is lost); NotTaken where no author could save it so."""
    question_type = BY_KIND[question.kind]
    value, losses = question_type.from_question(question)
    value = {"text": question.text, "explanation": question.explanation, "points": question.points, **value}
    if not value["text"]:
        raise NotTaken(_("It has no text."))
    block = QuestionsBlock().child_blocks[question_type.code]
    value = block.to_python(value)
    try:
        block.clean(value)
    except ValidationError as refused:
        raise NotTaken(_("A quiz can't hold it: %(why)s") % {"why": _first_sentence(refused)}) from None
    return question_type.code, value, losses


def _first_sentence(refused):
    return next(_sentences(get_error_json_data(refused)))


def _sentences(told):
    """Yield every sentence in a block's errors, the block's own first."""
    yield from told.get("messages", [])
    inner = told.get("blockErrors", {})
    for error in inner.values() if isinstance(inner, dict) else filter(None, inner):
        yield from _sentences(error)


def from_block(kind, value):
    """Return (the Question in a block of a quiz, conversion warnings)."""
    text, explanation = _html(value["text"]), _html(value["explanation"])
    picture, lost = _picture(value["picture"])
    if value.get("forgives_accents") and not value.get("distractors"):
        lost = [*lost, _("Accents are forgiven here. In the file they matter.")]
    question_type = TYPES[kind]
    parts = {"text": text, **question_type.to_question(value, text)}
    title = text_conversion.plain(MARK.sub("…", parts["text"]))
    return Question(
        kind=question_type.exchanged_as,
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
