"""The question type "short text": an answer of a few words, typed."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from courses.question_io.question import Option, QuestionKind

from .base import AnswerPart, QuestionBlock, QuestionType, name_of, typed
from .typed_text import ForgivesAccentsBlock, forgives_accents, is_accepted


class ShortTextBlock(QuestionBlock):
    accepted = blocks.ListBlock(
        blocks.CharBlock(label=gettext_lazy("answer"), max_length=200),
        label=gettext_lazy("accepted answers"),
        min_num=1,
        help_text=gettext_lazy("Capitals and spaces around are forgiven."),
    )
    forgives_accents = ForgivesAccentsBlock()

    class Meta:
        icon = "pilcrow"
        label = gettext_lazy("Short text")


class ShortText(QuestionType):
    """An answer is what was typed."""

    code, block, exchanged_as = "short_text", ShortTextBlock, QuestionKind.TEXT
    template = "courses/quizzes/types/short_text.html"

    def freeze(self, value, chance, shuffle):
        return {"accepted": list(value["accepted"]), "forgives_accents": value["forgives_accents"]}

    def ask(self, asked, question, answer):
        asked.typed = answer or ""

    def read(self, question, post):
        return typed(post, name_of(question))

    def share(self, question, answer):
        return Fraction(is_accepted(answer, question["accepted"], forgives_accents=forgives_accents(question)))

    def review(self, question, answer):
        parts = [AnswerPart(answer, "", self.share(question, answer) == 1)] if answer else []
        return parts, question["accepted"][0]

    def from_question(self, question):
        has_feedback = any(option.feedback for option in question.options)
        lost = [_("The feedback for right answers is left behind.")] if has_feedback else []
        # In the files that come in, accents matter.
        return {"accepted": [option.text for option in question.options], "forgives_accents": False}, lost

    def to_question(self, value, text):
        return {"options": tuple(Option(text, True) for text in value["accepted"])}
