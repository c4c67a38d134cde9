"""Attempts at a course's quizzes as officers see them: list, export, one attempt, figures and gain."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from courses.admin.panel import QuizFigures, figures_of
from courses.models import Attempt
from courses.quizzes import actions as quiz_actions
from learning.activities.completion import scores
from learning.activities.completion.learning_gain import Gain, average_gain, gain_of
from learning.people.duplicates import merges
from learning.people.models import AuditEntry
from tests.courses.quizzes.questions import each_type, question
from tests.factories import make_course, make_enrolment, make_person, make_quiz, make_webinar

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_course("Care")


@pytest.fixture
def quiz(course):
    return make_quiz(course, [question("true_false")], title="Check what you know", pass_mark=100, attempts=3)


def take(quiz, enrolment, *, rightly):
    attempt = quiz_actions.begin(enrolment, quiz)
    return quiz_actions.submit(attempt, {one["id"]: "true" if rightly else "false" for one in attempt.questions})


def enrol(course, **fields):
    return make_enrolment(course.activity, make_person(**fields))


def test_list_shows_attempts_and_filters_by_outcome(as_staff, course, quiz):
    ana, eva = enrol(course, name="Ana"), enrol(course, name="Eva")
    take(quiz, ana, rightly=False)
    take(quiz, ana, rightly=True)
    quiz_actions.begin(eva, quiz)
    page = as_staff.get(f"/admin/quizzes/{course.activity.pk}/")
    rows = [(str(row.enrolment.person), row.number, row.passed) for row in page.context["object_list"]]
    assert sorted(rows, key=str) == [("Ana", 1, False), ("Ana", 2, True), ("Eva", 1, None)]
    for asked, expected in {"passed": 1, "failed": 1, "done": 2, "open": 1}.items():
        found = as_staff.get(f"/admin/quizzes/{course.activity.pk}/?outcome={asked}&quiz={quiz.translation_key}")
        assert len(found.context["object_list"]) == expected
    assert len(as_staff.get(f"/admin/quizzes/{course.activity.pk}/?q=Eva").context["object_list"]) == 1


def test_export_of_list_is_audited(as_staff, course, quiz):
    take(quiz, enrol(course, name="Ana"), rightly=True)
    response = as_staff.get(f"/admin/quizzes/{course.activity.pk}/?export=csv")
    rows = b"".join(response.streaming_content).decode().splitlines()
    assert len(rows) == 2
    assert "Ana,Check what you know,1," in rows[1]
    entry = AuditEntry.objects.get(action="people_exported")
    assert entry.details == {
        "rows": 1,
        "format": "csv",
        "filters": [],
        "list": "attempts",
        "activity": course.activity.pk,
    }


def test_attempt_page_shows_questions_and_answers_once_handed_in(as_staff, course):
    quiz = make_quiz(course, each_type(), pass_mark=50)
    enrolment = enrol(course, name="Ana")
    attempt = quiz_actions.begin(enrolment, quiz)
    address = f"/admin/quizzes/{course.activity.pk}/attempts/{attempt.pk}/"
    assert "until it is handed in" in as_staff.get(address).text
    quiz_actions.submit(attempt, {attempt.questions[3]["id"]: "Lima"})
    page = as_staff.get(address).text
    for words in ("Ana", "Lima", "Right is: Bogotá", "0 / 8, 50 % are needed"):
        assert words in page
    assert as_staff.get(f"/admin/quizzes/{make_course().activity.pk}/attempts/{attempt.pk}/").status_code == 404


def test_learner_is_refused_list_of_attempts(as_official, course, quiz):
    assert as_official.get(f"/admin/quizzes/{course.activity.pk}/").status_code == 403


@pytest.mark.parametrize("count", [1, 30])
def test_list_takes_same_queries_for_one_attempt_and_thirty(as_staff, course, quiz, django_assert_num_queries, count):
    for _number in range(count):
        quiz_actions.begin(enrol(course), quiz)
    as_staff.get(f"/admin/quizzes/{course.activity.pk}/")
    with django_assert_num_queries(12):
        as_staff.get(f"/admin/quizzes/{course.activity.pk}/")


def test_activity_page_shows_figures_of_each_quiz(as_staff, course, quiz):
    ana, eva = enrol(course), enrol(course)
    take(quiz, ana, rightly=False)
    take(quiz, ana, rightly=True)
    take(quiz, eva, rightly=False)
    assert figures_of(course.activity) == [
        QuizFigures("Check what you know", str(quiz.translation_key), "Quiz", 3, 2, 1, 33)
    ]
    assert "Check what you know" in as_staff.get(f"/admin/activities/{course.activity.pk}/").text
    quiz.delete()
    assert [quiz.title for quiz in figures_of(course.activity)] == ["Check what you know"]


def test_activity_without_quizzes_has_no_figures(as_staff):
    assert figures_of(make_webinar().activity) == []


def results(enrolment, *rows):
    """Store results from `rows` of (purpose, score of ten), a day apart."""
    start = timezone.now() - timedelta(days=30)
    for day, (purpose, score) in enumerate(rows):
        taken_at = start + timedelta(days=day)
        scores.keep_result(enrolment, purpose, None, score=score, out_of=10, taken_at=taken_at)


def test_gain_is_from_first_pre_test_to_last_post_test(course):
    enrolment = enrol(course)
    results(enrolment, ("pre_test", 3), ("pre_test", 9), ("post_test", 5), ("quiz", 10), ("post_test", 8))
    gain = gain_of(enrolment)
    assert (gain.before_per_cent, gain.after_per_cent, gain.points) == (30, 80, 50)


def test_gain_rounds_shares_like_scores_of_attempts(course):
    enrolment = enrol(course)
    results(enrolment, ("pre_test", Decimal("4.17")), ("post_test", Decimal("6.69")))
    gain = gain_of(enrolment)
    assert (gain.before_per_cent, gain.after_per_cent, gain.points) == (42, 67, 25)


@pytest.mark.parametrize("rows", [[("pre_test", 3)], [("post_test", 3)], [("post_test", 8), ("pre_test", 3)], []])
def test_gain_is_none_without_pre_test_followed_by_post_test(course, rows):
    enrolment = enrol(course)
    results(enrolment, *rows)
    assert gain_of(enrolment) is None
    assert average_gain(course.activity) is None


def test_average_gain_counts_only_people_with_both_tests(as_staff, course):
    results(enrol(course), ("pre_test", 2), ("post_test", 6))
    results(enrol(course), ("pre_test", 5), ("post_test", 7))
    results(enrol(course), ("pre_test", 0))
    gain = average_gain(course.activity)
    assert (gain.people, gain.before_per_cent, gain.after_per_cent, gain.points) == (2, 35, 65, 30)


def test_average_gain_counts_merged_rows_as_one_person(course, staff):
    one, same = enrol(course, name="Ana"), enrol(course, name="Ana")
    results(one, ("pre_test", 2))
    results(same, ("post_test", 6))
    assert average_gain(course.activity) is None
    merges.merge(same.person, one.person, by=staff)
    gain = average_gain(course.activity)
    assert isinstance(gain, Gain)
    assert (gain.people, gain.points) == (1, 40)


def test_gain_is_shown_to_learner_and_officer(client, official, staff, course):
    before = make_quiz(course, [question("true_false")], purpose="pre_test", attempts=1)
    after = make_quiz(course, [question("true_false")], purpose="post_test", attempts=1)
    enrolment = make_enrolment(course.activity, official.person)
    take(before, enrolment, rightly=False)
    last = take(after, enrolment, rightly=True)
    client.force_login(official)
    assert "you gained 100 points" in client.get(f"/en/courses/attempts/{last.key}/").text
    client.force_login(staff)
    assert "1 person took both tests" in client.get(f"/admin/activities/{course.activity.pk}/").text
    assert Attempt.objects.count() == 2
