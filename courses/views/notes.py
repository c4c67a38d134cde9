"""Writing a note on a lesson, from its page, by people enrolled in the course.

Nobody else sees the note. A note that was being written while the lesson was removed is stored too.
"""

from functools import wraps

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning.people.accounts.person_of_account import person_of

from ..notes import actions as note_actions
from ..notes.forms import TextForm
from ..progress import mark, place_of
from ..removed_steps import gone_from
from .steps import course_left, found_course

# A lesson is long: messages on the note are shown beside it, not at the top of the page.
BESIDE_THE_NOTE = "beside-the-note"


def for_learners(view):
    """Wrap `view(request, person, lesson, course)` as a POST view for people with a place in the course.

    404 for everyone else, 403 for a lesson that is not open to them yet.
    """

    @require_POST
    @wraps(view)
    def answer(request, key):
        course, outline = found_course(key)
        course = course or course_left(request)
        person = person_of(request.user)
        place = place_of(person, course.translation_key)
        lesson = outline.find(key) if outline else gone_from(course, place.activity, key, get_language())
        if lesson is None:
            raise Http404
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': lesson.url})}")
        if place is None:
            raise Http404
        if outline and not mark(outline, place).find(key).is_open:
            raise PermissionDenied(_("This lesson is not open yet."))
        return view(request, person, lesson, course)

    return answer


@for_learners
def write_note(request, person, lesson, course):
    """Store the note. A text that is too long is returned in full, with an error message."""
    form = TextForm(request.POST)
    if not form.is_valid():
        return render(request, "home/portal/note.html", {"form": form, "title": lesson.title, "back": lesson.url})
    note = note_actions.write(person, lesson, course, form.cleaned_data["text"])
    has_text = note and note.text
    said = _("Your note is saved. Only you see it.") if has_text else _("Your note is gone.")
    messages.success(request, said, extra_tags=BESIDE_THE_NOTE)
    return redirect(f"{lesson.url}#note")


@for_learners
def keep_page(request, person, lesson, course):
    is_kept = request.POST.get("keep") == "yes"
    note_actions.keep(person, lesson, course, is_kept)
    if is_kept:
        said = _("This page is kept: you find it under “My notes”.")
        messages.success(request, said, extra_tags=BESIDE_THE_NOTE)
    return redirect(f"{lesson.url}#note")
