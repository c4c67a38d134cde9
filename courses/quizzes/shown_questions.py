"""A question as a page may show it. Nothing here knows what is right: templates get this, never a frozen question."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from wagtail.images import get_image_model

from . import posted_answers

RENDITIONS = ("width-400|format-webp", "width-800|format-webp")


@dataclass(frozen=True)
class Choice:
    key: str
    text: str
    is_chosen: bool


@dataclass(frozen=True)
class QuestionField:
    """One field of a question that has several: `text` stands before it and, in a text with gaps, `after` behind it."""

    name: str
    label: str
    text: str
    choices: list
    typed: str = ""


@dataclass
class Asked:
    """`choices` of a question with one field, `parts` of one with several, `typed` into a text field."""

    number: int
    kind: str
    name: str
    text: str
    points: int
    choices: list = field(default_factory=list)
    parts: list = field(default_factory=list)
    typed: str = ""
    unit: str = ""
    tail: str = ""
    is_complete: bool = False
    image: object = None
    alt: str = ""


def ask(questions, answers, *, first=1):
    """`questions` (frozen) numbered from `first`, as answered so far. At most two queries, for the pictures."""
    images = pictures(questions)
    return [_ask_one(question, answers, number, images) for number, question in enumerate(questions, start=first)]


def pictures(questions):
    """{id: image} of all of them; one that has gone since is not in it."""
    wanted = {question["picture"]["image"] for question in questions if question["picture"]}
    if not wanted:
        return {}
    images = get_image_model().objects.filter(pk__in=wanted)
    return {image.pk: image for image in images.prefetch_renditions(*RENDITIONS)}


def _ask_one(question, answers, number, images):
    answer = answers.get(question["id"])
    asked = Asked(
        number=number,
        kind=question["kind"],
        name=posted_answers.name_of(question),
        text=question["text"],
        points=question["points"],
        is_complete=posted_answers.is_complete(question, answer),
    )
    if question["picture"]:
        asked.image, asked.alt = images.get(question["picture"]["image"]), question["picture"]["alt"]
    FILLERS[question["kind"]](asked, question, answer)
    return asked


def _choices(asked, question, answer):
    chosen = answer or []
    asked.choices = [
        Choice(
            option["key"],
            option["text"],
            option["key"] in chosen if isinstance(chosen, list) else option["key"] == chosen,
        )
        for option in question["options"]
    ]


def _true_false(asked, question, answer):
    asked.choices = [Choice("true", _("True"), answer == "true"), Choice("false", _("False"), answer == "false")]


def _typed(asked, question, answer):
    asked.typed, asked.unit = answer or "", question.get("unit", "")


def _matching(asked, question, answer):
    for left in question["lefts"]:
        chosen = (answer or {}).get(left["key"])
        choices = [Choice(right["key"], right["text"], right["key"] == chosen) for right in question["rights"]]
        asked.parts.append(
            QuestionField(posted_answers.name_of(question, left["key"]), left["text"], left["text"], choices)
        )


def _ordering(asked, question, answer):
    for item in question["items"]:
        chosen = (answer or {}).get(item["key"])
        places = range(1, len(question["items"]) + 1)
        choices = [Choice(str(place), str(place), place == chosen) for place in places]
        asked.parts.append(
            QuestionField(posted_answers.name_of(question, item["key"]), item["text"], item["text"], choices)
        )


def _gaps(asked, question, answer):
    *texts, asked.tail = question["texts"]
    for gap, text in enumerate(texts, start=1):
        typed = answer[gap - 1] if answer else ""
        choices = [Choice(word, word, word == typed) for word in question["words"]]
        label = _("Gap %(number)d") % {"number": gap}
        asked.parts.append(QuestionField(posted_answers.name_of(question, str(gap)), label, text, choices, typed))


FILLERS = {
    "one_choice": _choices,
    "several_choices": _choices,
    "true_false": _true_false,
    "short_text": _typed,
    "number": _typed,
    "matching": _matching,
    "ordering": _ordering,
    "gaps": _gaps,
}
