"""Grading: pure functions over frozen questions (`frozen_questions`) and answers (`posted_answers`).

Where a question has several parts, each right part is worth its share; the question types say how (`types`).
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from .types import TYPES

CENT = Decimal("0.01")
NOTHING, ALL = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Score:
    """Score of an attempt. `share` is exact and decides whether it is passed; the points are rounded to hundredths."""

    share: Fraction
    points: Decimal
    out_of: Decimal

    def reaches(self, per_cent):
        return self.share * 100 >= per_cent


def score(questions, answers):
    """Return the Score of all `questions` together. Without questions the share is 1."""
    out_of = sum(question["points"] for question in questions)
    won = sum((question["points"] * share(question, answers.get(question["id"])) for question in questions), NOTHING)
    return Score(won / out_of if out_of else ALL, points(won), Decimal(out_of))


def share(question, answer):
    """Return from 0 to 1 how much of `question` is answered rightly. No answer (None or empty) is worth nothing."""
    return TYPES[question["kind"]].share(question, answer) if answer else NOTHING


def points(share):
    """Return points rounded to hundredths."""
    return (Decimal(share.numerator) / Decimal(share.denominator)).quantize(CENT, ROUND_HALF_UP)
