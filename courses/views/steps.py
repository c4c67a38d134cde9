from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning.activities import errors
from learning.activities.completion import actions as completion_actions
from learning.activities.pages.lookup import path_of
from learning.people.accounts.person_of_account import person_of

from ..models import LessonPage
from ..progress import edition_in, editions_around, editions_of, mark, outline_of, place_of
from ..removed_steps import to_course

# The fields of a lesson's form: no share, no score, no time.
TAKEN = {"csrfmiddlewaretoken", "course"}


@require_POST
def complete_step(request, key):
    """Mark a lesson as done and redirect to the next one that is not. Doing it again changes nothing.

    404 unless it is a lesson of a course in which the reader has a place; 403 if it is not open to them yet, and if the
    form has any other field. If the lesson was removed while the reader had it open, redirect to the course.
    """
    if set(request.POST) - TAKEN:
        raise PermissionDenied(_("A lesson is done or not: nothing else can be sent."))
    course, outline = found_course(key)
    if course is None:
        return to_course(course_left(request))
    lesson = outline.find(key)
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': lesson.url})}")
    before = place_of(person_of(request.user), course.translation_key)
    if before is None:
        raise Http404
    if not mark(outline, before).find(key).is_open:
        raise PermissionDenied(_("This lesson is not open yet."))
    try:
        after = completion_actions.complete_step(before, key, minutes=lesson.minutes, required=outline.required)
    except errors.NotEnrolled as refused:
        raise Http404 from refused
    if after.completed_at and not before.completed_at:
        messages.success(request, _("You have completed this course. Well done."))
        return redirect(path_of(course))
    following = mark(outline, after).next_to_do(key)
    return redirect(following.url if following else path_of(course))


def course_left(request):
    """Return the live course that the reader's form names if they have a place in it, else 404. For removed steps."""
    try:
        key = UUID(request.POST.get("course", ""))
    except ValueError:
        raise Http404 from None
    editions = list(editions_of(key)) if place_of(person_of(request.user), key) else []
    if not editions or not edition_in(editions, get_language()).live:
        raise Http404
    return edition_in(editions, get_language())


def course_of(key):
    """Return (the live course of the live lesson of `key` in the reader's language, its outline). 404 if none."""
    course, outline = found_course(key)
    if course is None:
        raise Http404
    return course, outline


def found_course(key):
    """Return the same as `course_of`, but (None, None) if there is none."""
    page = LessonPage.objects.live().filter(translation_key=key, alias_of=None).order_by("pk").first()
    editions = list(editions_around(page)) if page else []
    course = edition_in(editions, get_language()) if editions else None
    outline = outline_of(editions, get_language()) if course and course.live else None
    if outline is None or outline.find(key) is None:
        return None, None
    return course, outline
