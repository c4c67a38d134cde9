"""The time of an attempt is kept on the server; what is saved before it counts, what comes after doesn't."""

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
    """Two questions in ten minutes."""
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


def test_the_deadline_is_the_servers_and_told_from_the_start(as_official, quiz, begin):
    assert "10 min" in as_official.get(path_of(quiz, "en")).content.decode()
    attempt = begin(quiz)
    assert attempt.deadline == attempt.started_at + timedelta(minutes=10)
    page = as_official.get(f"/en/courses/attempts/{attempt.key}/")
    assert 590 < page.context["seconds_left"] <= 600
    assert "Time until" in page.content.decode()


def test_in_time_all_counts(as_official, quiz, begin, later):
    attempt = begin(quiz)
    with later(minutes=10, seconds=5):
        post(as_official, attempt, "hand_in", "true", "true")
    assert (attempt.score, attempt.was_late) == (2, False)


def test_after_it_only_what_was_saved_counts_and_the_learner_is_told(as_official, quiz, begin, later):
    attempt = begin(quiz)
    post(as_official, attempt, "save", "true")
    with later(minutes=11):
        page = post(as_official, attempt, "hand_in", "true", "true").content.decode()
    assert (attempt.score, attempt.was_late, attempt.submitted_at) == (1, True, attempt.deadline)
    assert "What you had saved before counts" in page
    assert "what had been saved by then counts" in page


def test_saving_after_it_saves_nothing(as_official, quiz, begin, later):
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


def test_the_timer_hands_in_what_nobody_came_back_for(quiz, begin, later):
    attempt, other = begin(quiz), timezone.now()
    call_command("tick")
    assert Attempt.objects.get().is_under_way
    with later(minutes=11):
        call_command("tick")
    attempt.refresh_from_db()
    assert attempt.submitted_at == attempt.deadline > other
    assert Result.objects.count() == 1


def test_the_timer_keeps_the_result_of_who_has_left_but_no_step(quiz, begin, later, enrolment):
    attempt = begin(quiz)
    quiz_actions.save(attempt, {one["id"]: "true" for one in attempt.questions})
    enrolment_actions.withdraw(enrolment)
    with later(minutes=11):
        quiz_actions.settle_all()
    attempt.refresh_from_db()
    assert (attempt.passed, enrolment.completed_steps.count()) == (True, 0)


def test_beginning_anew_hands_in_the_one_whose_time_is_over(quiz, begin, later):
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


def test_no_attempt_lasts_longer_than_the_quiz_is_open(course, begin):
    closes_at = timezone.now() + timedelta(minutes=4)
    quiz = make_quiz(course, [question("true_false")], time_limit=10, closes_at=closes_at)
    assert begin(quiz).deadline == closes_at
