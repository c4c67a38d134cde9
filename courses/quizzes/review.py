"""What is said of each answer once it is handed in: what was chosen, whether it was right, feedback, explanation.

How much is said is a `Detail`: while attempts are left, what is right would give the next one away.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import IntEnum

from django.utils.translation import gettext as _

from . import grading, shown_questions


class Detail(IntEnum):
    """How much a review says; each step says what those before it say."""

    ANSWERS = 0  # what was answered, and what each question is worth
    VERDICTS = 1  # and which part of an answer is right
    EXPLANATIONS = 2  # and feedback and explanation of each question that was answered
    SOLUTIONS = 3  # and what is right, and every explanation


@dataclass(frozen=True)
class AnswerPart:
    """One part of an answer: `said` of `what` ("" for the whole), how it was, the feedback for it, what is right."""

    said: str
    what: str = ""
    is_right: bool | None = None
    feedback: str = ""
    right: str = ""


@dataclass
class Reviewed:
    """`verdict` is right, part, wrong or left (nothing said)."""

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
    """[Reviewed] of frozen `questions` with `answers`. At most two queries, for the pictures."""
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
    if question["kind"] == "gaps":
        found.gapped = "……".join(question["texts"])
    lines, right = LINES[question["kind"]](question, answer)
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


def _chosen(question, answer):
    """Each option chosen, with the feedback for it."""
    chosen = [option for option in question["options"] if option["key"] in (answer or [])]
    lines = [AnswerPart(option["text"], "", option["correct"], option["feedback"]) for option in chosen]
    return lines, "; ".join(option["text"] for option in question["options"] if option["correct"])


def _one_choice(question, answer):
    return _chosen(question, [answer] if answer else [])


def _true_false(question, answer):
    words = {"true": _("True"), "false": _("False")}
    right = "true" if question["is_true"] else "false"
    lines = [AnswerPart(words[answer], "", answer == right, question[f"feedback_{answer}"])] if answer else []
    return lines, words[right]


def _short_text(question, answer):
    lines = [AnswerPart(answer, "", grading.share(question, answer) == 1)] if answer else []
    return lines, question["accepted"][0]


def _number(question, answer):
    unit = f" {question['unit']}" if question["unit"] else ""
    lines = [AnswerPart(answer, "", grading.share(question, answer) == 1)] if answer else []
    around = f" ± {question['tolerance']}" if Decimal(question["tolerance"]) else ""
    return lines, f"{question['answer']}{around}{unit}"


def _matching(question, answer):
    texts = {right["key"]: right["text"] for right in question["rights"]}
    lines = []
    for left in question["lefts"]:
        said = (answer or {}).get(left["key"])
        lines.append(AnswerPart(texts.get(said, ""), left["text"], said == left["right"], right=texts[left["right"]]))
    return lines, ""


def _ordering(question, answer):
    lines = []
    for item in question["items"]:
        said = (answer or {}).get(item["key"])
        lines.append(AnswerPart(str(said or ""), item["text"], said == item["place"], right=str(item["place"])))
    return lines, ""


def _gaps(question, answer):
    lines = []
    said = answer or [""] * len(question["answers"])
    for gap, (word, accepted) in enumerate(zip(said, question["answers"], strict=True), start=1):
        is_right = grading.is_right_word(question, word, accepted)
        lines.append(AnswerPart(word, _("Gap %(number)d") % {"number": gap}, is_right, right=accepted[0]))
    return lines, ""


LINES = {
    "one_choice": _one_choice,
    "several_choices": _chosen,
    "true_false": _true_false,
    "short_text": _short_text,
    "number": _number,
    "matching": _matching,
    "ordering": _ordering,
    "gaps": _gaps,
}
