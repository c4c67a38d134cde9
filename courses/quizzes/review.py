"""The review of answers after an attempt: what was chosen, whether it was right, feedback, explanation.

A `Detail` says how much is shown: while attempts are left, the right answers would give the next attempt away.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum

from . import grading, shown_questions
from .types import TYPES, AnswerPart


class Detail(IntEnum):
    """How much a review shows; each level includes those before it."""

    ANSWERS = 0  # what was answered, and what each question is worth
    VERDICTS = 1  # and which part of an answer is right
    EXPLANATIONS = 2  # and feedback and explanation of each question that was answered
    SOLUTIONS = 3  # and what is right, and every explanation


@dataclass
class Reviewed:
    """Review of one question. `verdict` is right, part, wrong or left (not answered)."""

    number: int
    text: str
    verdict: str
    won: Decimal
    points: int
    lines: list = field(default_factory=list)
    explanation: str = ""
    right: str = ""
    image: object = None
    # The text with gaps, as it was asked.
    gapped: str = ""
    alt: str = ""


def review(questions, answers, detail=Detail.SOLUTIONS):
    """Return [Reviewed] of frozen `questions` with `answers`. At most two queries, for the pictures."""
    images = shown_questions.pictures(questions)
    return [
        _review_one(question, answers.get(question["id"]), number, images, detail)
        for number, question in enumerate(questions, start=1)
    ]


def _review_one(question, answer, number, images, detail):
    share = grading.share(question, answer)
    verdict = _verdict(share, answer)
    found = Reviewed(
        number=number,
        text=question["text"],
        verdict=verdict,
        won=grading.points(question["points"] * share),
        points=question["points"],
    )
    if question["picture"]:
        found.image, found.alt = images.get(question["picture"]["image"]), question["picture"]["alt"]
    question_type = TYPES[question["kind"]]
    found.gapped = question_type.gapped_text(question)
    lines, right = question_type.review(question, answer)
    found.lines = [_line(line, detail) for line in lines]
    if detail == Detail.SOLUTIONS or (detail == Detail.EXPLANATIONS and verdict != "left"):
        found.explanation = question["explanation"]
    found.right = right if detail == Detail.SOLUTIONS and share < 1 else ""
    return found


def _line(line, detail):
    return AnswerPart(
        line.said,
        line.what,
        line.is_right if detail >= Detail.VERDICTS else None,
        line.feedback if detail >= Detail.EXPLANATIONS else "",
        line.right if detail == Detail.SOLUTIONS else "",
    )


def _verdict(share, answer):
    if share == grading.ALL:
        return "right"
    if share > 0:
        return "part"
    return "wrong" if answer and (not isinstance(answer, list) or any(answer)) else "left"
