from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from learning.activities.addresses import path_of
from learning.activities.standing import standing_of
from learning.people.claiming import person_of

from ..authoring import previewing
from ..progress import edition_in, editions_around, mark, outline_of, place_of


def lesson_context(request, page, context):
    """The lesson for those who are enrolled, once it is open, and for who edits it; a free preview for everyone. What it
    is about, and a way in or when it opens, for everyone else."""
    source = page.alias_of if page.alias_of_id else page
    language, person, key = get_language(), person_of(request.user), source.translation_key
    if previewing.is_asked_for(request):
        return _previewed(source)
    editions = list(editions_around(source))
    course = edition_in(editions, language)
    enrolment = place_of(person, course.translation_key)
    outline = outline_of(editions, language)
    here = outline.find(key)
    context = {"course": course, "course_url": path_of(course), "outline": outline, "here": here}
    if enrolment:
        mark(outline, enrolment)
    if enrolment is None and not _may_edit(request, page):
        context |= {"activity": course.activity, "standing": standing_of(course.activity, person)}
        if here is None or not here.is_free or here.opens_later:
            return context
    outline.point_at(key)
    if here and not here.is_open and not _may_edit(request, page):
        return {**context, "is_closed": True}
    previous, following = outline.beside(key)
    _fetch_captions(page)
    return {
        **context,
        "is_open": True,
        "enrolment": enrolment,
        "previous": previous,
        "following": outline.next_to_do(key) if enrolment else following,
    }


def _previewed(page):
    """As someone has it who has just enrolled, with its drafts around it; what isn't open to them is shown and says so."""
    course = page.course
    standing = previewing.standing_in(course.activity)
    outline = previewing.draft_outline(course).mark(standing.enrolment, {})
    outline.point_at(page.translation_key)
    previous, following = outline.beside(page.translation_key)
    _fetch_captions(page)
    return {
        "course": course,
        "course_url": previewing.address_of(course),
        "outline": outline,
        "here": outline.find(page.translation_key),
        "is_open": True,
        "is_previewed": True,
        "enrolment": standing.enrolment,
        "previous": previous,
        "following": following,
    }


def _may_edit(request, page):
    if getattr(request, "is_preview", False):
        return True
    return request.user.has_perm("wagtailadmin.access_admin") and page.permissions_for_user(request.user).can_edit()


def _fetch_captions(page):
    """All captions of all its videos in one query."""
    videos = [block.value["video"] for block in page.body if block.block_type == "video" and block.value["video"]]
    if videos:
        prefetch_related_objects(videos, "captions")
