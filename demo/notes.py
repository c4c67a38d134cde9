"""Notes of the demo's official, and a change in their course."""

from datetime import timedelta
from uuid import uuid5

from courses.models import CoursePage, LessonPage
from courses.notes import actions as note_actions
from courses.outline import Lesson
from learning.activities.completion import requirement_changes
from learning.activities.models import Activity
from learning.people.models import Person

SLUG = "care-as-city-infrastructure"
NOTE = (
    "Our own count of kindergarten places stops at the city limits. Ask the suburbs for theirs before the meeting in March.\n"
    "Mamadou in the statistics office has the household survey."
)
TAKEN_OUT = {
    "en": "A worked example: one district, one morning",
    "es": "Un ejemplo paso a paso: un distrito, una mañana",
    "fr": "Un exemple pas à pas : un quartier, un matin",
}


def load(now):
    course = CoursePage.objects.get(slug=SLUG, locale__language_code="en")
    person = Person.objects.get(email="official@demo.example")
    first, second = LessonPage.objects.child_of(course).order_by("path")[:2]
    note_actions.keep(person, _read(first), course, True)
    note_actions.write(person, _read(second), course, NOTE)
    _take_out(Activity.objects.get(key=course.translation_key), now)


def _read(page):
    return Lesson(page.translation_key, 0, page.title, "", page.minutes, "en", "", "", "", page.first_published_at)


def _take_out(activity, now):
    """Record that a lesson which existed a month ago was removed."""
    key = uuid5(activity.key, "one district, one morning")
    requirement_changes.steps_removed(activity, [(key, *told, now - timedelta(days=30)) for told in TAKEN_OUT.items()])
