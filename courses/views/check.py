from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from learning.activities.pages.lookup import path_of
from learning.people.accounts.person_of_account import person_of

from ..models import LessonPage
from ..progress import edition_in, editions_around, mark, outline_of, place_of
from ..quizzes import grading, posted_answers
from ..quizzes.knowledge_checks import edition_of, questions_of
from ..quizzes.review import review
from ..removed_steps import to_course
from .lesson import is_free_now
from .steps import course_left


@never_cache
@require_POST
def check(request, key, block):
    """Show what was right in a lesson's knowledge check. Nothing is stored.

    404 unless it is a check of a free preview, or of a lesson of a course in which the reader has a place; 403 if that
    lesson is not open to them yet. If the lesson was removed while the reader had it open, redirect to the course.
    """
    lesson, course, outline = _lesson_of(key)
    if lesson is None:
        return to_course(course_left(request))
    if not is_free_now(outline.find(key)):
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': path_of(lesson)})}")
        _look_whether_open(request.user, course, outline, key)
    found = next((one for one in lesson.body if one.id == block and one.block_type == "check"), None)
    if found is None:
        raise Http404
    questions, back = questions_of(found.value, block, str(request.user.pk)), f"{path_of(lesson)}#check-{block}"
    if request.POST.get("edition") != edition_of(questions):
        messages.warning(
            request, _("The questions have changed since you opened the lesson. Here is how they are now.")
        )
        return redirect(back)
    answers = posted_answers.read(questions, request.POST)
    return render(
        request,
        "courses/check.html",
        {
            "page": lesson,
            "course": course,
            "course_url": path_of(course),
            "back": back,
            "score": grading.score(questions, answers),
            "reviewed": review(questions, answers),
        },
    )


def _look_whether_open(user, course, outline, key):
    place = place_of(person_of(user), course.translation_key)
    if place is None:
        raise Http404
    if not mark(outline, place).find(key).is_open:
        raise PermissionDenied(_("This lesson is not open yet."))


def _lesson_of(key):
    """Return (live lesson of `key`, live course that has it, its outline) for the reader, or three times None."""
    pages = LessonPage.objects.live().filter(translation_key=key, alias_of=None).select_related("locale").order_by("pk")
    pages = list(pages)
    courses = list(editions_around(pages[0])) if pages else []
    course = edition_in(courses, get_language()) if courses else None
    outline = outline_of(courses, get_language()) if course and course.live else None
    if outline is None or outline.find(key) is None:
        return None, None, None
    return edition_in(pages, get_language()), course, outline
