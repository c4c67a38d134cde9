"""The question type "number": a number, typed, with a tolerance and perhaps a unit."""

import re
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from courses.question_io.question import QuestionKind

from .base import AnswerPart, QuestionBlock, QuestionType, name_of, typed

LONGEST_NUMBER = 40
# Signs that people write beside a number that is asked without a unit.
SIGNS = ("%", "€", "$", "£", "¥", "°")
PERCENT = ("%", "percent", "per cent", "pct", "por ciento", "pour cent")
# Thousands set apart: "1,234.5" and "1.234,5".
GROUPED = {
    # With pairs above the last three digits, as in India: "1,00,000".
    ",": re.compile(r"[-+]?\d{1,3}(,\d{2,3})*,\d{3}(\.\d*)?"),
    ".": re.compile(r"[-+]?\d{1,3}(\.\d{3})+(,\d*)?"),
}


class NumberBlock(QuestionBlock):
    answer = blocks.DecimalBlock(label=_("answer"))
    tolerance = blocks.DecimalBlock(
        label=_("tolerance"), default=Decimal(0), min_value=0, help_text=_("How far off is still right, either way.")
    )
    unit = blocks.CharBlock(
        label=_("unit"), required=False, default="", max_length=30, help_text=_("Shown beside the field.")
    )

    class Meta:
        icon = "order"
        label = _("Number")


class Number(QuestionType):
    """An answer is what was typed."""

    code, block, exchanged_as = "number", NumberBlock, QuestionKind.NUMBER
    template = "courses/quizzes/types/number.html"

    def freeze(self, value, chance, shuffle):
        return {"answer": str(value["answer"]), "tolerance": str(value["tolerance"] or 0), "unit": value["unit"]}

    def ask(self, asked, question, answer):
        asked.typed, asked.unit = answer or "", question["unit"]

    def read(self, question, post):
        return typed(post, name_of(question))

    def share(self, question, answer):
        wanted, tolerance = Decimal(question["answer"]), Decimal(question["tolerance"])
        numbers = numbers_in(_without_unit(answer, question["unit"]))
        return Fraction(any(abs(number - wanted) <= tolerance for number in numbers))

    def review(self, question, answer):
        unit = f" {question['unit']}" if question["unit"] else ""
        parts = [AnswerPart(answer, "", self.share(question, answer) == 1)] if answer else []
        around = f" ± {question['tolerance']}" if Decimal(question["tolerance"]) else ""
        return parts, f"{question['answer']}{around}{unit}"

    def from_question(self, question):
        return {"answer": str(question.number), "tolerance": str(question.tolerance), "unit": question.unit}, []

    def to_question(self, value, text):
        return {"number": value["answer"], "tolerance": value["tolerance"] or 0, "unit": value["unit"] or ""}


def numbers_in(text: str) -> set[Decimal]:
    """Return every number that `text` may mean: "1,234" is one and a bit in some languages, a thousand and more in
    others."""
    bare = "".join(text.split()).replace("\N{MINUS SIGN}", "-").replace("’", "").replace("'", "")
    if len(bare) > LONGEST_NUMBER:
        return set()
    readings = [bare, *(bare.replace(sign, "") for sign, grouped in GROUPED.items() if grouped.fullmatch(bare))]
    return {number for reading in readings if (number := _number(reading.replace(",", "."))) is not None}


def _number(text):
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() and abs(number.adjusted()) < LONGEST_NUMBER else None


def _without_unit(answer, unit):
    """Return `answer` without the unit that is asked for; without a sign beside the number where none is."""
    bare, unit = answer.strip(), unit.strip()
    forms = (unit,) if unit else SIGNS
    if not unit or unit == "%":
        forms += PERCENT
    for form in forms:
        if bare[-len(form) :].casefold() == form.casefold():
            return bare[: -len(form)]
        if form in SIGNS and bare.startswith(form):
            return bare[len(form) :]
    return bare
