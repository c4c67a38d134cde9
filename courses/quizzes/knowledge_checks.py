"""Knowledge checks in lessons: the questions of a quiz, ungraded and not stored.

The seed of the shuffle is keyed: the order is the same for one reader each time, and nobody else can predict it.
"""

from random import Random

from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from .blocks import QuestionsBlock
from .frozen_questions import freeze
from .shown_questions import ask


class CheckBlock(QuestionsBlock):
    class Meta:
        icon = "help"
        label = _("Knowledge check")
        template = "courses/blocks/check.html"
        min_num = 1

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        request = context.get("request")
        reader = str(request.user.pk) if request else ""
        questions = questions_of(value, context.get("id"), reader)
        return {**context, "asked": ask(questions, {}), "edition": edition_of(questions)}


def questions_of(questions, block_id, reader):
    """Return the check's frozen questions as `reader` gets them."""
    seed = salted_hmac("courses.check", f"{block_id} {reader}", algorithm="sha256").digest()
    return freeze(questions, Random(seed))  # noqa: S311 - keyed, so that nobody can draw the same


def edition_of(questions):
    """Return a hash of the questions: it changes with them and reveals nothing about them."""
    return salted_hmac("courses.check.edition", repr(questions), algorithm="sha256").hexdigest()[:16]
