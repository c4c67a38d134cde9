"""Blocks of the questions of a quiz, and of a knowledge check inside a lesson.

A question is known by the id of its block, which a translation keeps: in every language it is the same question.
Nothing here is shown to learners: `frozen_questions` takes what they are asked out of it.
"""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

from .types import TYPES


class QuestionsBlock(blocks.StreamBlock):
    """Questions of all types."""

    vars().update({code: question_type.block() for code, question_type in TYPES.items()})

    class Meta:
        icon = "help"
        label = _("Questions")


class PoolBlock(blocks.StructBlock):
    """Pool of questions, from which each attempt gets some at random."""

    draw = blocks.IntegerBlock(label=_("how many are drawn"), min_value=1, default=1)
    questions = QuestionsBlock(label=_("questions"), min_num=1)

    class Meta:
        icon = "resubmit"
        label = _("Draw from a pool")

    def clean(self, value):
        value = super().clean(value)
        if value["draw"] > len(value["questions"]):
            sentence = _("There are fewer questions than are to be drawn.")
            raise StructBlockValidationError({"draw": ValidationError(sentence)})
        return value


class QuizBlock(QuestionsBlock):
    """The questions that everyone gets, and pools of which each attempt gets some."""

    pool = PoolBlock()
