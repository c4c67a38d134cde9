"""Reports of the player in lessons: stretches watched, transcripts read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning.activities.attendance import viewing_actions
from learning.activities.attendance.player_reports import PlayerReportForm, StretchForm, keep, viewings_of
from learning.activities.completion import actions as completion_actions
from learning.people.accounts.person_of_account import person_of

from ..models import LessonPage
from ..progress import mark, place_of
from ..recording_rules import recordings_of
from ..removed_steps import to_course
from .steps import course_left, course_of, found_course


@require_POST
def lesson_watched(request, key):
    """Store a stretch that the learner has just seen. 404 without a place or for a recording not in the lesson."""
    course, outline = course_of(key)
    place = _place(request, course, outline, key)
    form = StretchForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    recording, _beside = _recording(key, form.cleaned_data["recording"])
    return keep(form.cleaned_data, place.activity, place.person.canonical, recording)


@require_POST
def lesson_read(request, key):
    """Store that the learner has read the transcript: the recording is done.

    The lesson is done once all its recordings are. If the lesson was removed while the reader had it open, redirect to
    the course.
    """
    course, outline = found_course(key)
    if course is None:
        return to_course(course_left(request))
    place, lesson = _place(request, course, outline, key), outline.find(key)
    form = PlayerReportForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    recording, all_there = _recording(key, form.cleaned_data["recording"])
    viewing_actions.read(place.activity, place.person, recording.key, length=recording.seconds)
    viewings = viewings_of(place.activity, place.person.canonical, all_there)
    if all(one.key in viewings and viewings[one.key].is_done for one in all_there):
        completion_actions.complete_step(place, key, minutes=lesson.minutes, required=outline.required)
        messages.success(request, _("Thank you: it is kept that you have read it, and this lesson is done."))
    else:
        messages.success(request, _("Thank you: it is kept that you have read it."))
    return redirect(lesson.url)


def _place(request, course, outline, key):
    """Return the reader's enrolment. 404 without one, 403 if the lesson of `key` is not open to them yet."""
    place = place_of(person_of(request.user), course.translation_key)
    if place is None:
        raise Http404
    if not mark(outline, place).find(key).is_open:
        raise PermissionDenied(_("This lesson is not open yet."))
    return place


def _recording(key, recording_key):
    """Return (recording, all recordings on the same page): a translation of the lesson may have its own recordings."""
    for lesson in LessonPage.objects.live().filter(translation_key=key, alias_of=None).order_by("pk"):
        there = recordings_of(lesson)
        found = next((one for one in there if one.key == recording_key), None)
        if found:
            return found, there
    raise Http404
