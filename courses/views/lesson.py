from django.urls import reverse
from django.utils.translation import get_language

from learning.activities.attendance.player_reports import player_for, viewings_of
from learning.activities.enrolment.state import enrolment_state_of
from learning.activities.pages.lookup import path_of
from learning.people.accounts import access
from learning.people.accounts.person_of_account import person_of

from ..authoring import course_preview
from ..models import LessonPage, Note
from ..progress import edition_in, editions_around, mark, outline_of, place_of
from ..recording_rules import recordings_of


def lesson_context(request, page, context):
    """Return the template context of a lesson.

    The lesson is for enrolled people once it is open, and for its editors; a free preview is for everyone. All others
    get its summary, and a way to enrol or the date when it opens.
    """
    source = page.alias_of if page.alias_of_id else page
    language, person, key = get_language(), person_of(request.user), source.translation_key
    if course_preview.is_asked_for(request):
        return _previewed(request, source)
    editions = list(editions_around(source))
    course = edition_in(editions, language)
    enrolment = place_of(person, course.translation_key)
    outline = outline_of(editions, language)
    here = outline.find(key)
    context = {"course": course, "course_url": path_of(course), "outline": outline, "here": here}
    if enrolment:
        mark(outline, enrolment)
    if enrolment is None and not _may_edit(request, page, asks=not is_free_now(here)):
        context |= {"activity": course.activity, "standing": enrolment_state_of(course.activity, person)}
        if not is_free_now(here):
            return context
    outline.point_at(key)
    if here and not here.is_open and not _may_edit(request, page):
        return {**context, "is_closed": True}
    previous, following = outline.beside(key)
    return {
        **context,
        "players": _players(request, page, key, enrolment, person),
        "is_open": True,
        "enrolment": enrolment,
        "may_check": enrolment or is_free_now(here),
        "note": _note(page, person, key) if enrolment else None,
        "longest_note": Note.LONGEST,
        "previous": previous,
        "following": outline.next_to_do(key) if enrolment else following,
    }


def _note(page, person, key):
    """Return the person's note on a lesson; None for a quiz, which has no notes."""
    if not isinstance(page, LessonPage):
        return None
    return Note.objects.of(person).filter(step_key=key).order_by("id").first()


def is_free_now(here):
    """Return whether everyone may read the lesson `here`, which is a line of the outline or None."""
    return here is not None and here.is_free and not here.opens_later


def _previewed(request, page):
    """Return the context for the preview as a newly enrolled learner, with the drafts around the page.

    A page that is not open to such a learner is shown, with a notice.
    """
    course = page.course
    standing = course_preview.standing_in(course.activity)
    outline = course_preview.draft_outline(course).mark(standing.enrolment, {})
    outline.point_at(page.translation_key)
    previous, following = outline.beside(page.translation_key)
    return {
        "players": _players(request, page, page.translation_key, None, None),
        "course": course,
        "course_url": course_preview.address_of(course),
        "outline": outline,
        "here": outline.find(page.translation_key),
        "is_open": True,
        "is_previewed": True,
        "enrolment": standing.enrolment,
        "previous": previous,
        "following": following,
    }


def _may_edit(request, page, *, asks=True):
    """Return whether the reader sees the page as its editor does.

    If it `asks`, an editor who has not confirmed their second factor is sent to do so.
    """
    if getattr(request, "is_preview", False):
        return True
    return access.ask_to_look_after(request, page) if asks else access.may_look_after(request, page)


def _players(request, page, key, enrolment, person):
    """Return {recording id: data for its block}; what a learner sees of the recording is stored."""
    recordings = recordings_of(page) if isinstance(page, LessonPage) else []
    learner = person if enrolment else None
    viewings = viewings_of(enrolment.activity, learner, recordings) if learner and recordings else {}
    addresses = (reverse("lesson_watched", args=[key]), reverse("lesson_read", args=[key]))
    return {one.pk: player_for(request, one, learner, viewings.get(one.key), *addresses) for one in recordings}
