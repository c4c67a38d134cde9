"""The panel of quizzes on the page of a course's activity: results, and the learning gain."""

from dataclasses import dataclass

from django.db.models import Avg, Count, F, Q
from django.urls import reverse
from wagtail.admin.ui.components import Component

from learning.activities.admin.access import SEE_PEOPLE, may
from learning.activities.completion.learning_gain import average_gain
from learning.activities.joint.rows import leading_id
from learning.activities.models import Result
from learning.people.canonical import canonical_id

from ..models import Accommodation, Attempt, CoursePage, QuizPage


@dataclass(frozen=True)
class QuizFigures:
    """Figures of one quiz: attempts handed in, people who handed in and who passed, average score in whole per cent.

    `passed` is None if no attempt had a pass mark, `average` is None without attempts.
    """

    title: str
    key: str
    purpose: str
    attempts: int
    people: int
    passed: int | None
    average: int | None


class QuizzesPanel(Component):
    template_name = "courses/admin/quizzes/panel.html"

    def __init__(self, activity, quizzes, user):
        self.activity, self.quizzes, self.user = activity, quizzes, user

    def get_context_data(self, parent_context):
        sees_people = may(self.user, SEE_PEOPLE, self.activity)
        given = Accommodation.objects.filter(enrolment__activity=self.activity).order_by()
        return {
            "quizzes": self.quizzes,
            "gain": average_gain(self.activity),
            "extra": given.values(lead=leading_id("enrolment")).distinct().count(),
            "url": reverse("quiz_attempts", args=[self.activity.pk]) if sees_people else "",
        }


def quizzes_panel(activity, request):
    """Return the panel of `activity`, or None if it has no quiz, now or in the past."""
    quizzes = figures_of(activity)
    return QuizzesPanel(activity, quizzes, request.user) if quizzes else None


def figures_of(activity):
    """Return [QuizFigures] of the quizzes in the course, then of removed quizzes that have attempts. Three queries."""
    done = Attempt.objects.filter(enrolment__activity=activity, submitted_at__isnull=False).order_by()
    person = canonical_id("enrolment__person")
    rows = done.values("quiz_key").annotate(
        attempts=Count("pk"),
        people=Count(person, distinct=True),
        passers=Count(person, distinct=True, filter=Q(passed=True)),
        graded=Count("pk", filter=Q(passed__isnull=False)),
        average=Avg(F("score") * 100 / F("out_of")),
    )
    found = {row["quiz_key"]: row for row in rows}
    titles = {key: (title, purpose) for key, title, purpose in _standing(activity)}
    for key, title, purpose in done.values_list("quiz_key", "title", "purpose").distinct():
        titles.setdefault(key, (title, purpose))
    return [_figures(key, *told, found.get(key)) for key, told in titles.items()]


def _standing(activity):
    course = CoursePage.objects.filter(translation_key=activity.key, alias_of=None).order_by("pk").first()
    if course is None:
        return []
    pages = QuizPage.objects.live().descendant_of(course).filter(alias_of=None).order_by("path")
    return pages.values_list("translation_key", "title", "purpose")


def _figures(key, title, purpose, row):
    label = Result.Purpose(purpose).label
    if row is None:
        return QuizFigures(title, str(key), label, 0, 0, None, None)
    passed = row["passers"] if row["graded"] else None
    return QuizFigures(title, str(key), label, row["attempts"], row["people"], passed, round(row["average"]))
