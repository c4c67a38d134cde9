"""The question types of quizzes and knowledge checks: one object each, found by its code (docs/how-to/question-type.md)."""

from .base import AnswerPart, Asked, Choice, QuestionField, QuestionType
from .choice import OneChoice, SeveralChoices
from .gaps import Gaps
from .matching import Matching
from .number import Number
from .ordering import Ordering
from .short_text import ShortText
from .true_false import TrueFalse

# In the order in which authors are offered them.
ALL = (OneChoice(), SeveralChoices(), TrueFalse(), ShortText(), Number(), Matching(), Ordering(), Gaps())
TYPES: dict[str, QuestionType] = {one.code: one for one in ALL}
BY_KIND = {one.exchanged_as: one for one in ALL if one.exchanged_as}

__all__ = ["BY_KIND", "TYPES", "AnswerPart", "Asked", "Choice", "QuestionField", "QuestionType"]
