"""How far someone is in several courses at once, for lists: three queries, however many courses."""

from dataclasses import dataclass

from django.db.models import Q

from learning.activities.models import CompletedStep

from .models import CoursePage, LessonPage


@dataclass(frozen=True)
class Progress:
    """The dots of one course in the order of its lessons: "done", "here" (the next one) or ""."""

    states: tuple

    @property
    def done(self):
        return self.states.count("done")

    @property
    def total(self):
        return len(self.states)


def progress_of(enrolments):
    """{activity id: Progress} for the courses among `enrolments` (with their activity), by the main language's lessons."""
    by_key = {enrolment.activity.key: enrolment for enrolment in enrolments}
    courses = {}
    for course in CoursePage.objects.filter(translation_key__in=by_key, alias_of=None).order_by("-pk"):
        courses[course.translation_key] = course
    if not courses:
        return {}
    below = Q()
    for course in courses.values():
        below |= Q(path__startswith=course.path)
    lessons = list(LessonPage.objects.live().filter(below).order_by("path").only("path", "translation_key", "first_published_at"))
    done = set(CompletedStep.objects.filter(enrolment__in=by_key.values()).values_list("enrolment_id", "step_key"))
    return {
        by_key[key].activity_id: _progress(by_key[key], [lesson for lesson in lessons if lesson.path.startswith(course.path)], done)
        for key, course in courses.items()
    }


def _progress(enrolment, lessons, done):
    states = ["done" if (enrolment.pk, lesson.translation_key) in done else "" for lesson in lessons]
    if "" in states:
        states[states.index("")] = "here"
    return Progress(tuple(states))
