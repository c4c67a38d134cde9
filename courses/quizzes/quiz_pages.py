"""Queries of a quiz: its main page, whose rules and questions apply, its page in a language, its attempts."""

from learning.activities.joint.rows import ids_of
from learning.activities.pages.lookup import path_of

from ..models import Accommodation, Attempt, QuizPage
from .state import NO_ALLOWANCE, Allowance


def editions_of(key):
    """Return the live pages of a quiz in every language, the main one first. One query."""
    return list(
        QuizPage.objects.live().filter(translation_key=key, alias_of=None).select_related("locale").order_by("pk")
    )


def edition_in(editions, language):
    """Return the page in `language`, else the main one."""
    return next((page for page in editions if page.locale.language_code == language), editions[0])


def attempts_of(enrolment, key):
    """Return the attempts of the enrolment's person at the quiz of `key`, in order."""
    return Attempt.objects.filter(enrolment__in=ids_of(enrolment), quiz_key=key).order_by("started_at", "number")


def allowance_of(enrolment):
    """Return the Allowance that an officer has given the person beyond the rules. One query."""
    given = list(Accommodation.objects.filter(enrolment__in=ids_of(enrolment)))
    if not given:
        return NO_ALLOWANCE
    return Allowance(max(one.extra_time for one in given), max(one.extra_attempts for one in given))


def path_to(key, language):
    """Return the address of the quiz, or "" if it is not live any more."""
    editions = editions_of(key)
    return path_of(edition_in(editions, language), language) if editions else ""
