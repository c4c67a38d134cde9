"""Who may see the recordings in lessons."""

from django.db.models import prefetch_related_objects

from learning.media.access.documents import may_read_page
from learning.media.access.recordings import EVERYONE, NOBODY, READER, audience_of_page
from learning.media.page_usage import places_of
from learning.people.accounts import access
from learning.people.accounts.person_of_account import person_of

from .models import LessonPage
from .progress import edition_in, editions_around, mark, outline_of, place_of


def recordings_of(lesson):
    """Return the recordings in the lesson's body, in order, with their captions. One additional query."""
    recordings = lesson.recordings_shown()
    prefetch_related_objects(recordings, "captions")
    return recordings


def lessons_with(recording):
    """Return the live lessons that contain the recording, from Wagtail's reference index."""
    pages = [page for _recording, page in places_of([recording.pk])]
    return LessonPage.objects.live().filter(pk__in=pages)


def audience(request, recording):
    """Return who may see the recording: of all lessons that contain it, the widest audience.

    A lesson's recording is for people with a place in its course, once the lesson is open to them; that of a free
    preview is for everyone. On a private page both are only for people who may read the page.
    """
    person = person_of(request.user)
    return max(
        (min(audience_of_page(request, lesson), _of_lesson(person, lesson)) for lesson in lessons_with(recording)),
        default=NOBODY,
    )


def may_download_document(request, step):
    """Return whether the reader may download documents that the lesson or quiz links to.

    They may if they may open the step, or are a trainer of its course.
    """
    if not may_read_page(request, step):
        return False
    person = person_of(request.user)
    return _of_lesson(person, step) != NOBODY or access.may_look_after(request, step.course.activity)


def _of_lesson(person, lesson):
    editions = list(editions_around(lesson))
    if not editions or not edition_in(editions, lesson.locale.language_code).live:
        return NOBODY
    outline = outline_of(editions, lesson.locale.language_code)
    here, place = outline.find(lesson.translation_key), place_of(person, editions[0].translation_key)
    if here is None:
        return NOBODY
    if here.is_free and not here.opens_later:
        return EVERYONE
    return READER if place and mark(outline, place).find(here.key).is_open else NOBODY
