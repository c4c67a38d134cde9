"""The recordings in lessons: which stand in one, and who may see them."""

from django.contrib.contenttypes.models import ContentType
from django.db.models import prefetch_related_objects
from wagtail.models import Page, ReferenceIndex

from learning.media.models import Recording
from learning.media.seeing import NOBODY, READER
from learning.people.claiming import person_of

from .models import CoursePage, LessonPage
from .progress import place_of


def recordings_of(lesson):
    """The recordings in its body, in order, with their captions: one query more."""
    recordings = lesson.recordings_shown()
    prefetch_related_objects(recordings, "captions")
    return recordings


def lessons_with(recording):
    """The live, public lessons in whose text it stands, as Wagtail's index of references knows them."""
    references = ReferenceIndex.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        to_content_type=ContentType.objects.get_for_model(Recording),
        to_object_id=str(recording.pk),
    )
    pages = [int(reference.object_id) for reference in references.only("object_id")]
    return LessonPage.objects.live().public().filter(pk__in=pages)


def audience(user, recording):
    """A lesson's recording is for those who have a place in its course."""
    person = person_of(user)
    return READER if person and any(_may_read(person, lesson) for lesson in lessons_with(recording)) else NOBODY


def _may_read(person, lesson):
    courses = CoursePage.objects.live().ancestor_of(lesson)
    return any(place_of(person, course.translation_key) for course in courses)
