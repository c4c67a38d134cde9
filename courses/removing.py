"""A lesson that goes: unpublished, moved away, deleted or made optional, it is asked of nobody any more."""

from functools import partial

from django.db import transaction
from django.shortcuts import redirect

from learning.activities.addresses import path_of
from learning.activities.completing import reevaluate
from learning.activities.models import Activity

from .models import CoursePage
from .progress import editions_of, outline_of

# In the address of a course: the reader comes from a lesson that is no more.
GONE = "lesson-is-gone"


def to_course(course):
    """Who reads a lesson while it is removed goes on in its course, which says so."""
    return redirect(f"{path_of(course)}?{GONE}")


def on_gone(sender, instance, **kwargs):
    """Unpublished or deleted. The course is found now, while the page still has a place in the tree."""
    _look_again_later(CoursePage.objects.ancestor_of(instance))


def on_published(sender, instance, **kwargs):
    """What has become optional is asked of nobody any more either."""
    if instance.is_optional:
        on_gone(sender, instance)


def on_moved(sender, instance, parent_page_before, parent_page_after, **kwargs):
    before = CoursePage.objects.ancestor_of(parent_page_before, inclusive=True)
    if not before.ancestor_of(parent_page_after, inclusive=True).exists():
        _look_again_later(before)


def _look_again_later(courses):
    for pk in courses.values_list("pk", flat=True):
        transaction.on_commit(partial(look_again, pk))


def look_again(course_pk):
    """Whoever has done all that is left of the course has completed it.

    Lessons of a translation ask nothing of anybody, and a course that goes as a whole completes nobody.
    """
    course = CoursePage.objects.live().filter(pk=course_pk).first()
    editions = list(editions_of(course.translation_key)) if course else []
    if editions and editions[0].pk == course_pk:
        required = outline_of(editions, editions[0].locale.language_code).required
        reevaluate(Activity.objects.get(key=course.translation_key), required)
