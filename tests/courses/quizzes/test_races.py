"""Races at one quiz: many threads, each with a database connection of its own, on the configured database."""

import threading
from contextlib import suppress

import pytest
from django.db import IntegrityError, connection

from courses.models import Attempt
from courses.quizzes import actions as quiz_actions
from courses.quizzes import errors, grading
from learning.activities.models import Activity, CompletedStep, Result
from tests.activities.enrolment.test_races import at_once
from tests.courses.quizzes.questions import question
from tests.factories import make_course, make_enrolment, make_quiz

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("tree")]


def make(attempts=3):
    course = make_course("Care")
    return make_enrolment(course.activity), make_quiz(course, [question("true_false")], attempts=attempts)


def submissions(failures=()):
    return Attempt.objects.exclude(submitted_at=None).count(), Result.objects.count(), list(failures)


def test_hundred_submissions_against_three_attempts_store_three():
    enrolment, quiz = make()

    def begin_and_submit(_number):
        with suppress(errors.NoneLeft):
            quiz_actions.submit(quiz_actions.begin(enrolment, quiz))

    failures = at_once(begin_and_submit, range(100))
    # Many of the hundred may have shared one attempt: this uses up those that are left of the three.
    for number in range(3):
        begin_and_submit(number)
    assert submissions(failures) == (3, 3, [])
    assert sorted(Attempt.objects.values_list("number", flat=True)) == [1, 2, 3]


def test_attempt_submitted_fifty_times_at_once_counts_once():
    enrolment, quiz = make()
    attempt = quiz_actions.begin(enrolment, quiz)
    assert submissions(at_once(lambda _click: quiz_actions.submit(attempt), range(50))) == (1, 1, [])
    assert CompletedStep.objects.count() == 1


def test_twenty_concurrent_begins_make_one_attempt():
    enrolment, quiz = make()
    assert at_once(lambda _click: quiz_actions.begin(enrolment, quiz), range(20)) == []
    assert Attempt.objects.count() == 1


@pytest.fixture
def graded_together(monkeypatch):
    """Make each grading wait for the others before it writes.

    Under the lock no other grading gets there: the wait then ends after half a second, once for all.
    """
    score, barrier = grading.score, threading.Barrier(10, timeout=0.5)

    def wait_and_score(questions, answers):
        with suppress(threading.BrokenBarrierError):
            barrier.wait()
        return score(questions, answers)

    monkeypatch.setattr(grading, "score", wait_and_score)


@pytest.fixture
def unguarded(monkeypatch):
    """The actions without what guards them: on PostgreSQL the row locks, on SQLite the transaction."""
    if connection.vendor == "postgresql":
        monkeypatch.setattr(quiz_actions, "lock", lambda activity: Activity.objects.get(pk=activity.pk))
        monkeypatch.setattr(quiz_actions, "locked", lambda attempt: Attempt.objects.get(pk=attempt.pk))
        return quiz_actions.begin, quiz_actions.submit
    return quiz_actions.begin.__wrapped__, quiz_actions.submit.__wrapped__


def test_concurrent_hand_ins_store_one_result(graded_together):
    enrolment, quiz = make()
    attempt = quiz_actions.begin(enrolment, quiz)
    assert submissions(at_once(lambda _click: quiz_actions.submit(attempt), range(10))) == (1, 1, [])


def test_simultaneous_grading_without_guard_stores_ten_results(graded_together, unguarded):
    enrolment, quiz = make()
    attempt = quiz_actions.begin(enrolment, quiz)
    _begin, submit = unguarded
    assert submissions(at_once(lambda _click: submit(attempt), range(10))) == (1, 10, [])


def test_simultaneous_begin_without_guard_is_stopped_by_database(monkeypatch, unguarded):
    enrolment, quiz = make()
    begin, _submit = unguarded
    freeze, barrier = quiz_actions.freeze, threading.Barrier(5, timeout=2)

    def wait_and_freeze(*args, **kwargs):
        barrier.wait()
        return freeze(*args, **kwargs)

    monkeypatch.setattr(quiz_actions, "freeze", wait_and_freeze)
    failures = at_once(lambda _click: begin(enrolment, quiz), range(5))
    assert [type(failure) for failure in failures] == [IntegrityError] * 4
    assert Attempt.objects.count() == 1
