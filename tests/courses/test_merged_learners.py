"""Learners with merged rows: their pages show what they have done with any of the rows."""

from datetime import UTC, datetime

import pytest

from courses.models import Accommodation, Attempt
from courses.quizzes import accommodations, quiz_pages
from courses.summaries import progress_of
from home.portal.my_learning import my_learning
from learning.activities.assignments import access as submission_access
from learning.activities.assignments import mark_actions, submit
from learning.activities.completion import actions as completion_actions
from learning.activities.completion.steps import Step
from learning.activities.models import Enrolment, Submission
from learning.activities.pages.lookup import speaking_of
from learning.people.duplicates.merges import merge, unmerge
from tests.courses.quizzes.questions import question
from tests.factories import make_assignment, make_course, make_enrolment, make_person, make_quiz, make_user

pytestmark = pytest.mark.django_db

BEFORE = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
def course():
    return make_course("Care", lessons=5)


@pytest.fixture
def lessons(course):
    return [page.specific for page in course.get_children().order_by("path")]


@pytest.fixture
def enrolment(course, official):
    return make_enrolment(course.activity, official.person)


@pytest.fixture
def twin(course):
    return make_enrolment(course.activity, make_person("Twin"))


def complete(row, lessons, required):
    for lesson in lessons:
        completion_actions.complete_step(row, lesson.translation_key, minutes=10, required=required)


@pytest.fixture
def split(course, lessons, enrolment, twin):
    """Lessons 1 and 2 done on one row, 3 to 5 on the other."""
    required = [Step(lesson.translation_key, BEFORE) for lesson in lessons]
    complete(enrolment, lessons[:2], required)
    complete(twin, lessons[2:], required)


def test_lessons_split_over_merged_rows_complete_course_until_unmerged(
    as_official, official, course, split, twin, enrolment
):
    merge(twin.person, official.person)
    outline = as_official.get(f"/en/courses/{course.slug}/").context["outline"]
    assert [bool(lesson.done_at) for lesson in outline.lessons] == [True] * 5
    assert Enrolment.objects.get(activity=course.activity).completed_by == "steps"
    unmerge(twin.person)
    outline = as_official.get(f"/en/courses/{course.slug}/").context["outline"]
    assert [bool(lesson.done_at) for lesson in outline.lessons] == [True, True, False, False, False]
    assert {row.completed_at for row in Enrolment.objects.all()} == {None}


def test_progress_in_lists_counts_all_merged_rows(course, official, split, twin):
    merge(twin.person, official.person)
    row = Enrolment.objects.select_related("activity").get(activity=course.activity)
    pages = speaking_of([course.activity.key])
    assert progress_of([row], pages)[course.activity.pk].done == 5
    assert len(my_learning(official.person).done) == 1


def test_attempts_of_merged_rows_are_counted_and_numbered_together(as_official, official, course, enrolment, twin):
    quiz = make_quiz(course, [question("true_false")], pass_mark=100, attempts=2)
    told = {"quiz_key": quiz.translation_key, "title": "Quiz", "purpose": "quiz", "language": "en", "questions": []}
    told |= {"score": 0, "out_of": 1, "passed": False, "started_at": BEFORE, "submitted_at": BEFORE}
    Attempt.objects.create(enrolment=twin, number=1, **told)
    merge(twin.person, official.person)
    for _time in range(2):
        as_official.post(f"/en/courses/steps/{quiz.translation_key}/begin/")
    row = Enrolment.objects.get(activity=course.activity)
    assert [one.number for one in quiz_pages.attempts_of(row, quiz.translation_key)] == [1, 2]
    assert as_official.get(quiz.url).context["quiz"].left == 0


def test_extra_time_of_one_row_applies_to_all_merged_rows(official, enrolment, twin, staff):
    accommodations.accommodate(twin, extra_time=50)
    merge(twin.person, official.person)
    row = Enrolment.objects.get(pk=enrolment.pk)
    assert quiz_pages.allowance_of(row).extra_time == 50
    accommodations.accommodate(row, extra_time=25, by=staff)
    assert quiz_pages.allowance_of(row).extra_time == 25
    assert set(Accommodation.objects.values_list("enrolment", "extra_time")) == {(enrolment.pk, 25), (twin.pk, 25)}


def test_assignment_handed_in_on_one_row_is_marked_and_improved_for_person(
    course, official, enrolment, twin, django_capture_on_commit_callbacks
):
    assignment = make_assignment(course.activity, pass_points=10)
    submission = submit.submit(assignment, twin, text="A plan")
    merge(twin.person, official.person)
    assert [one.pk for one in submission_access.to_look_at(assignment)] == [submission.pk]
    points = {criterion.pk: 1 for criterion in assignment.criteria.all()}
    trainer = make_user("trainer@example.org", "Learning officers")
    mark_actions.mark(submission, points, feedback="More", seen=submission.submitted_at, by=trainer)
    better = submit.submit(assignment, Enrolment.objects.get(pk=enrolment.pk), text="A better plan")
    assert (better.enrolment_id, better.number) == (enrolment.pk, 2)
    assert [one.pk for one in submission_access.to_look_at(assignment)] == [better.pk]
    assert [one.pk for one in submission_access.before(better)] == [submission.pk]
    counted = submission_access.assignments_of(course.activity).get()
    assert (counted.handed_in, counted.to_mark) == (1, 1)
    assert Submission.objects.count() == 2
