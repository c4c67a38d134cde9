"""The page of a quiz: its rules, the reader's state, and the next thing to do."""

from random import SystemRandom

from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from learning.activities import errors as activity_errors
from learning.activities.completion.learning_gain import gain_of
from learning.activities.models import Result
from learning.activities.pages.lookup import path_of
from learning.core.errors import BusinessError
from learning.people.accounts.person_of_account import person_of

from ..progress import edition_in, editions_around, mark, outline_of, place_of
from ..quizzes import actions as quiz_actions
from ..quizzes import quiz_pages
from ..quizzes.frozen_questions import freeze
from ..quizzes.shown_questions import ask
from ..quizzes.state import quiz_state_of
from ..removed_steps import to_course
from .lesson import lesson_context
from .steps import course_left

TESTS = (Result.Purpose.PRE_TEST, Result.Purpose.POST_TEST)


def quiz_context(request, page, context):
    """Return the template context of a quiz: for people with a place in the course, and for its editors.

    Editors see its questions, without the right answers.
    """
    found = lesson_context(request, page, context)
    if not found.get("is_open") or found.get("standing"):
        # A quiz is never a free preview: its questions are for enrolled people.
        return {**found, "is_open": False}
    enrolment = found["enrolment"]
    if enrolment is None or getattr(request, "is_preview", False):
        return {**found, "rules": page, "asked": _sample(page), "question_count": count(page.questions)}
    key = (page.alias_of if page.alias_of_id else page).translation_key
    rules, allowance = next(iter(quiz_pages.editions_of(key)), page), quiz_pages.allowance_of(enrolment)
    standing = quiz_state_of(
        rules,
        quiz_pages.attempts_of(enrolment, key).defer("questions", "answers"),
        timezone.now(),
        allowance=allowance,
        activity=enrolment.activity,
    )
    return {
        **found,
        "rules": rules,
        "question_count": count(rules.questions),
        "quiz": standing,
        "quiz_key": key,
        "own_minutes": own_minutes(rules, allowance),
        "gain": gain_of(enrolment) if rules.purpose in TESTS and standing.handed_in else None,
    }


def own_minutes(rules, allowance):
    """Return the time limit in minutes with the reader's extra time."""
    return rules.time_limit and round(rules.time_limit * (100 + allowance.extra_time) / 100)


def count(questions):
    """Return how many questions one attempt has."""
    return sum(block.value["draw"] if block.block_type == "pool" else 1 for block in questions)


def _sample(page):
    """Return the questions as one attempt might have them."""
    return ask(freeze(page.questions, SystemRandom(), shuffle_options=page.shuffle_options), {})


@require_POST
def begin(request, key):
    """Begin an attempt, or go on with the one under way.

    404 unless it is a quiz of a course in which the reader has a place, 403 with the quiz's page if no attempt can
    begin now. If the quiz was removed while the reader had it open, redirect to the course.
    """
    editions, course, outline = _quiz_of(key)
    if outline is None:
        return to_course(course_left(request))
    page = quiz_pages.edition_in(editions, get_language())
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': path_of(page)})}")
    enrolment = place_of(person_of(request.user), course.translation_key)
    if enrolment is None:
        raise Http404
    if not mark(outline, enrolment).find(key).is_open:
        return _refused(request, page)
    try:
        attempt = quiz_actions.begin(enrolment, editions[0], shown=page)
    except activity_errors.NotEnrolled as refused:
        raise Http404 from refused
    except BusinessError:
        return _refused(request, page)
    return redirect("attempt", attempt.key)


def _refused(request, page):
    """Answer with 403 and the quiz's page, which says why."""
    return TemplateResponse(request, page.get_template(request), page.get_context(request), status=403)


def _quiz_of(key):
    """Return (the live pages of the quiz of `key`, the live course that has it among its steps, its outline).

    The main page is first. Return three times None if there is none.
    """
    editions = quiz_pages.editions_of(key)
    courses = list(editions_around(editions[0])) if editions else []
    course = edition_in(courses, get_language()) if courses else None
    outline = outline_of(courses, get_language()) if course and course.live else None
    if outline is None or outline.find(key) is None:
        return None, None, None
    return editions, course, outline
