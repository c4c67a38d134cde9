"""Questions as a page may show them, without what is right: templates get these, never a frozen question."""

from wagtail.images import get_image_model

from .types import TYPES, Asked
from .types.base import name_of

RENDITIONS = ("width-400|format-webp", "width-800|format-webp")


def ask(questions, answers, *, first=1):
    """Return [Asked] of frozen `questions`, numbered from `first`, with the answers so far.

    At most two queries, for the pictures.
    """
    images = pictures(questions)
    return [_ask_one(question, answers, number, images) for number, question in enumerate(questions, start=first)]


def pictures(questions):
    """Return {id: image} of the questions' pictures; those deleted since are left out."""
    wanted = {question["picture"]["image"] for question in questions if question["picture"]}
    if not wanted:
        return {}
    images = get_image_model().objects.filter(pk__in=wanted)
    return {image.pk: image for image in images.prefetch_renditions(*RENDITIONS)}


def _ask_one(question, answers, number, images):
    answer = answers.get(question["id"])
    question_type = TYPES[question["kind"]]
    asked = Asked(
        number=number,
        kind=question_type.code,
        template=question_type.template,
        name=name_of(question),
        text=question["text"],
        points=question["points"],
        is_complete=question_type.is_complete(question, answer),
    )
    if question["picture"]:
        asked.image, asked.alt = images.get(question["picture"]["image"]), question["picture"]["alt"]
    question_type.ask(asked, question, answer)
    return asked
