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
    """The lesson for those who are enrolled, once it is open, and for who edits it; a free preview for everyone. What it
    is about, and a way in or when it opens, for everyone else."""
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
    """What they noted on a lesson; nobody notes anything on a quiz."""
    if not isinstance(page, LessonPage):
        return None
    return Note.objects.of(person).filter(step_key=key).order_by("id").first()


def is_free_now(here):
    """Whether anyone may read the lesson of the outline's line `here`, or None."""
    return here is not None and here.is_free and not here.opens_later


def _previewed(request, page):
    """As someone has it who has just enrolled, with its drafts around it; what isn't open to them is shown and says so."""
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
    """Whether the reader sees the page as its editor does. Where it `asks`, an editor who has not shown their second
    factor is sent to show it."""
    if getattr(request, "is_preview", False):
        return True
    return access.ask_to_look_after(request, page) if asks else access.may_look_after(request, page)


def _players(request, page, key, enrolment, person):
    """{recording id: what its block shows}; what a learner sees of it is kept."""
    recordings = recordings_of(page) if isinstance(page, LessonPage) else []
    learner = person if enrolment else None
    viewings = viewings_of(enrolment.activity, learner, recordings) if learner and recordings else {}
    addresses = (reverse("lesson_watched", args=[key]), reverse("lesson_read", args=[key]))
    return {one.pk: player_for(request, one, learner, viewings.get(one.key), *addresses) for one in recordings}
