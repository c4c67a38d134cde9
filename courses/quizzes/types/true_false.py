"""The question type "true or false"."""

from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import blocks

from courses.question_io.question import Option, QuestionKind

from .base import AnswerPart, Choice, QuestionBlock, QuestionType, name_of, one_of


class TrueFalseBlock(QuestionBlock):
    is_true = blocks.BooleanBlock(label=gettext_lazy("it is true"), required=False)
    feedback_true = blocks.CharBlock(label=gettext_lazy("feedback for the answer “true”"), required=False, default="")
    feedback_false = blocks.CharBlock(label=gettext_lazy("feedback for the answer “false”"), required=False, default="")

    class Meta:
        icon = "check"
        label = gettext_lazy("True or false")


class TrueFalse(QuestionType):
    """An answer is "true", "false" or ""."""

    code, block, exchanged_as = "true_false", TrueFalseBlock, QuestionKind.TRUTH
    template = "courses/quizzes/types/choices.html"

    def freeze(self, value, chance, shuffle):
        return {name: value[name] for name in ("is_true", "feedback_true", "feedback_false")}

    def ask(self, asked, question, answer):
        asked.choices = [Choice("true", _("True"), answer == "true"), Choice("false", _("False"), answer == "false")]

    def read(self, question, post):
        return one_of(post, name_of(question), {"true", "false"})

    def share(self, question, answer):
        return Fraction((answer == "true") == question["is_true"])

    def review(self, question, answer):
        words = {"true": _("True"), "false": _("False")}
        right = "true" if question["is_true"] else "false"
        parts = [AnswerPart(words[answer], "", answer == right, question[f"feedback_{answer}"])] if answer else []
        return parts, words[right]

    def from_question(self, question):
        true, false = question.options
        return {"is_true": true.is_right, "feedback_true": true.feedback, "feedback_false": false.feedback}, []

    def to_question(self, value, text):
        is_true = bool(value["is_true"])
        true, false = value["feedback_true"] or "", value["feedback_false"] or ""
        return {"options": (Option("true", is_true, true), Option("false", not is_true, false))}
