"""Deadlines of attempts, kept on the server: answers saved before the deadline count, later ones do not."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from courses.models import Accommodation, Attempt
from courses.quizzes import actions as quiz_actions
from courses.quizzes import errors
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.models import Result
from learning.activities.pages.lookup import path_of
from tests.courses.quizzes.questions import question
from tests.factories import make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(course):
    """A quiz with two questions and ten minutes."""
    return make_quiz(course, [question("true_false"), question("true_false")], time_limit=10, pass_mark=50, attempts=3)


@pytest.fixture
def later():
    def go(**time):
        return time_machine.travel(timezone.now() + timedelta(**time))

    return go


def said(attempt, *answers):
    return dict(zip((f"q-{one['id']}" for one in attempt.questions), answers, strict=False))


def post(client, attempt, do, *answers):
    response = client.post(f"/en/courses/attempts/{attempt.key}/", {"do": do, **said(attempt, *answers)}, follow=True)
    attempt.refresh_from_db()
    return response


def test_deadline_is_set_by_server_and_shown_from_the_start(as_official, quiz, begin):
    assert "10 min" in as_official.get(path_of(quiz, "en")).content.decode()
    attempt = begin(quiz)
    assert attempt.deadline == attempt.started_at + timedelta(minutes=10)
    page = as_official.get(f"/en/courses/attempts/{attempt.key}/")
    assert 590 < page.context["seconds_left"] <= 600
    assert "Time until" in page.content.decode()


def test_answers_within_grace_period_count(as_official, quiz, begin, later):
    attempt = begin(quiz)
    with later(minutes=10, seconds=5):
        post(as_official, attempt, "hand_in", "true", "true")
    assert (attempt.score, attempt.was_late) == (2, False)


def test_only_saved_answers_count_after_deadline(as_official, quiz, begin, later):
    attempt = begin(quiz)
    post(as_official, attempt, "save", "true")
    with later(minutes=11):
        page = post(as_official, attempt, "hand_in", "true", "true").content.decode()
    assert (attempt.score, attempt.was_late, attempt.submitted_at) == (1, True, attempt.deadline)
    assert "What you had saved before counts" in page
    assert "what had been saved by then counts" in page


def test_saving_after_deadline_stores_nothing(as_official, quiz, begin, later):
    attempt = begin(quiz)
    with later(minutes=11):
        post(as_official, attempt, "save", "true", "true")
        with pytest.raises(errors.HandedIn):
            quiz_actions.save(attempt, {attempt.questions[0]["id"]: "true"})
    assert (attempt.score, attempt.answers) == (0, {})


def test_return_after_deadline_hands_in_saved_answers(as_official, quiz, begin, later):
    attempt = begin(quiz)
    post(as_official, attempt, "save", "true")
    with later(hours=3):
        assert as_official.get(path_of(quiz, "en")).context["quiz"].code == "time_over"
        page = as_official.get(f"/en/courses/attempts/{attempt.key}/").content.decode()
        assert "Time was over at" in page
        assert "Trees need water" not in page
        post(as_official, attempt, "hand_in")
    assert (attempt.score, attempt.passed) == (1, True)


def test_timer_hands_in_attempt_after_deadline(quiz, begin, later):
    attempt, other = begin(quiz), timezone.now()
    call_command("tick")
    assert Attempt.objects.get().is_under_way
    with later(minutes=11):
        call_command("tick")
    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.deadline > other
    assert Result.objects.count() == 1


def test_timer_stores_result_of_withdrawn_learner_but_no_step(quiz, begin, later, enrolment):
    attempt = begin(quiz)
    quiz_actions.save(attempt, {one["id"]: "true" for one in attempt.questions})
    enrolment_actions.withdraw(enrolment)
    with later(minutes=11):
        quiz_actions.settle_all()
    attempt.refresh_from_db()
    assert (attempt.passed, enrolment.completed_steps.count()) == (True, 0)


def test_beginning_an_attempt_hands_in_one_whose_time_is_over(quiz, begin, later):
    first = begin(quiz)
    with later(minutes=11):
        second = begin(quiz)
    first.refresh_from_db()
    assert (first.was_late, second.number) == (True, 2)


def test_extra_time_moves_the_deadline(quiz, begin, enrolment, as_official):
    Accommodation.objects.create(enrolment=enrolment, extra_time=50)
    attempt = begin(quiz)
    assert attempt.deadline - attempt.started_at == timedelta(minutes=15)
    page = as_official.get(path_of(quiz, "en")).content.decode()
    assert "with your extra time" in page


def test_deadline_is_not_after_quiz_closes(course, begin):
    closes_at = timezone.now() + timedelta(minutes=4)
    quiz = make_quiz(course, [question("true_false")], time_limit=10, closes_at=closes_at)
    assert begin(quiz).deadline == closes_at
