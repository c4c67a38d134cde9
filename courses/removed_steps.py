"""Removed steps: unpublished, moved, deleted or made optional, and no longer required."""

from dataclasses import dataclass
from functools import partial
from uuid import UUID

from django.db import transaction
from django.shortcuts import redirect

from learning.activities.completion import requirement_changes
from learning.activities.completion.actions import reevaluate
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.models import Activity
from learning.activities.pages.lookup import path_of

from .models import CoursePage, StepPage, step_models
from .notes import actions as note_actions
from .progress import editions_of, outline_of

# Query string of the course page for a reader who comes from a removed lesson.
GONE = "lesson-is-gone"


@dataclass(frozen=True)
class Gone:
    """A lesson that was removed from a course, its title, and the address where its reader goes on."""

    key: UUID
    title: str
    url: str


def address_of_what_is_left(course):
    return f"{path_of(course)}?{GONE}"


def to_course(course):
    """Redirect the reader of a removed lesson to its course, which shows a notice."""
    return redirect(address_of_what_is_left(course))


def gone_from(course, activity, key, language):
    """Return the lesson of `key` that was removed from `course` of `activity`, titled in `language`, or None."""
    kept = [
        one for one in activity.changes if one["what"] == requirement_changes.STEP_REMOVED and one["key"] == str(key)
    ]
    if not kept:
        return None
    titles = kept[0]["titles"]
    return Gone(key, titles.get(language) or next(iter(titles.values())), address_of_what_is_left(course))


def on_gone(sender, instance, **kwargs):
    """Receiver for unpublished and deleted pages. It finds the course now, while the page still has a path."""
    _look_again_later(CoursePage.objects.ancestor_of(instance), instance)


def on_published(sender, instance, **kwargs):
    """A step that became optional is no longer required either."""
    if instance.is_optional:
        on_gone(sender, instance)


def on_moved(sender, instance, parent_page_before, parent_page_after, **kwargs):
    before = CoursePage.objects.ancestor_of(parent_page_before, inclusive=True)
    if not before.ancestor_of(parent_page_after, inclusive=True).exists():
        _look_again_later(before, instance)


def _look_again_later(courses, gone):
    steps = list(_steps(gone))
    for pk in courses.values_list("pk", flat=True):
        transaction.on_commit(partial(look_again, pk, steps))


def _steps(page):
    """Yield (key, language, title, live since) of each step that is removed with `page`, if it was ever published."""
    steps = [page] if isinstance(page, StepPage) else _below(page)
    for step in steps:
        if step.first_published_at and step.alias_of_id is None:
            yield step.translation_key, page.locale.language_code, step.title, step.first_published_at


def _below(page):
    for model in step_models():
        yield from model.objects.descendant_of(page).live().defer_streamfields()


@transaction.atomic
def look_again(course_pk, gone=()):
    """Store that the steps of `gone` were removed, and complete the course for people who have done all that is left.

    Lessons of a translation are not required of anybody, and removing a whole course completes nobody.
    """
    course = CoursePage.objects.live().filter(pk=course_pk).first()
    editions = list(editions_of(course.translation_key)) if course else []
    if not editions:
        return
    activity = enrolment_actions.lock(Activity.objects.get(key=course.translation_key))
    requirement_changes.steps_removed(activity, gone)
    note_actions.remember_titles(gone)
    if editions[0].pk == course_pk:
        reevaluate(activity, outline_of(editions, editions[0].locale.language_code).required)
