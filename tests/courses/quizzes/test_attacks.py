"""Forged POSTs to quizzes: they change nothing, and are answered with 403 or 404."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from courses.models import Attempt, QuizPage
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.models import Activity, CompletedStep, Result
from tests.courses.quizzes.questions import each_type, question, right
from tests.factories import make_course, make_enrolment, make_quiz, make_user

pytestmark = pytest.mark.django_db


def begin_at(client, key):
    return client.post(f"/en/courses/steps/{key}/begin/").status_code


def nothing_is_kept():
    return (Attempt.objects.count(), Result.objects.count(), CompletedStep.objects.count()) == (0, 0, 0)


@pytest.fixture
def another(course):
    """Client of another person in the same course."""
    user, client = make_user("other@example.org"), Client()
    make_enrolment(course.activity, user.person)
    client.force_login(user)
    return client


def test_attempt_of_another_person_is_not_found_and_unchanged(begin, quiz, another):
    attempt = begin(quiz)
    address = f"/en/courses/attempts/{attempt.key}/"
    for do in ("save", "hand_in"):
        assert another.post(address, {"do": do, "sure": "1", **right(attempt.questions)}).status_code == 404
    assert another.get(address).status_code == 404
    assert Client().post(address).url.startswith("/accounts/login/")
    attempt.refresh_from_db()
    assert (attempt.answers, attempt.is_under_way) == ({}, True)


def test_quiz_that_has_not_opened_is_forbidden(as_official, course, enrolment):
    quiz = make_quiz(course, each_type(), opens_at=timezone.now() + timedelta(hours=1))
    response = as_official.post(f"/en/courses/steps/{quiz.translation_key}/begin/")
    assert response.status_code == 403
    assert "Lesson 1 opens on" in response.content.decode()
    assert nothing_is_kept()


def test_quiz_that_has_closed_or_was_cancelled_is_forbidden(as_official, course, enrolment):
    quiz = make_quiz(course, each_type(), closes_at=timezone.now() - timedelta(hours=1))
    assert begin_at(as_official, quiz.translation_key) == 403
    QuizPage.objects.update(closes_at=None)
    Activity.objects.update(status="cancelled")
    assert begin_at(as_official, quiz.translation_key) == 403
    assert nothing_is_kept()


def test_quiz_of_another_course_draft_and_unknown_key_are_not_found(as_official, course, enrolment):
    elsewhere = make_quiz(make_course(), each_type())
    draft = make_quiz(course, each_type())
    draft.unpublish()
    for key in (elsewhere.translation_key, draft.translation_key, course.translation_key, uuid4()):
        assert begin_at(as_official, key) == 404
    assert nothing_is_kept()


def test_quiz_without_questions_is_forbidden(as_official, course, enrolment):
    assert begin_at(as_official, make_quiz(course, []).translation_key) == 403
    assert nothing_is_kept()


def test_quiz_can_not_be_marked_as_done(as_official, quiz, enrolment):
    assert as_official.post(f"/en/courses/steps/{quiz.translation_key}/done/").status_code == 404
    assert nothing_is_kept()


def test_person_without_place_can_not_begin_attempt(as_official, quiz):
    assert begin_at(as_official, quiz.translation_key) == 404
    assert nothing_is_kept()


def test_withdrawn_learner_can_not_hand_in_attempt(as_official, quiz, begin, enrolment):
    attempt = begin(quiz)
    enrolment_actions.withdraw(enrolment)
    address = f"/en/courses/attempts/{attempt.key}/"
    assert as_official.post(address, {"do": "hand_in", **right(attempt.questions)}).status_code == 404
    attempt.refresh_from_db()
    assert attempt.is_under_way


def test_withdrawn_learner_reads_results_but_no_attempt_under_way(as_official, enrolment, quiz, begin, hand_in):
    done = hand_in(begin(quiz), {})
    attempt = begin(quiz)
    enrolment_actions.withdraw(enrolment)
    address = f"/en/courses/attempts/{attempt.key}/"
    assert [as_official.get(address + query).status_code for query in ("", "?page=1", "?sure=1")] == [404] * 3
    assert as_official.get(f"/en/courses/attempts/{done.key}/").status_code == 200


def test_attempt_handed_in_twice_counts_once_and_is_unchanged(as_official, quiz, begin, hand_in):
    attempt = hand_in(begin(quiz), right(begin(quiz).questions) | {})
    before = (attempt.score, attempt.submitted_at, attempt.answers)
    address = f"/en/courses/attempts/{attempt.key}/"
    for do in ("hand_in", "save", "next"):
        assert as_official.post(address, {"do": do}).url == address
    attempt.refresh_from_db()
    assert (attempt.score, attempt.submitted_at, attempt.answers) == before
    assert Result.objects.count() == 1


MADE_UP = [
    {"do": "hand_in", "sure": "1", "score": "100", "passed": "on", "pass_mark": "0", "number": "9"},
    {"do": "own", "page": "-7"},
    {"do": "save", "page": "99999999999999999999"},
    {"do": "´; --", "page": "٣"},
]


@pytest.mark.parametrize("fields", MADE_UP)
def test_forged_fields_are_ignored(as_official, quiz, begin, fields):
    attempt = begin(quiz)
    assert as_official.post(f"/en/courses/attempts/{attempt.key}/", fields).status_code == 302
    attempt.refresh_from_db()
    assert (attempt.score or 0, bool(attempt.passed), attempt.number, attempt.pass_mark) == (0, False, 1, 60)


def test_forged_answers_count_as_not_sent(as_official, quiz, begin, hand_in):
    attempt = begin(quiz)
    names = right(attempt.questions)
    for junk in ("\0", "99", "true; drop", "x" * 100_000, "-1", "٣", "NaN", "1e999999"):
        as_official.post(f"/en/courses/attempts/{attempt.key}/", {"do": "save", **dict.fromkeys(names, junk)})
    attempt.refresh_from_db()
    assert len(str(attempt.answers)) < 4000
    assert hand_in(attempt, {}).score == 0


def test_get_begins_no_attempt(as_official, quiz, enrolment):
    assert as_official.get(f"/en/courses/steps/{quiz.translation_key}/begin/").status_code == 405
    assert nothing_is_kept()


def test_beginning_an_attempt_requires_csrf_token(official, quiz, enrolment):
    client = Client(enforce_csrf_checks=True)
    client.force_login(official)
    assert begin_at(client, quiz.translation_key) == 403
    assert nothing_is_kept()


def test_admin_paths_refuse_questions_to_learner(as_official, quiz):
    for path in (f"/admin/pages/{quiz.pk}/edit/", "/admin/api/main/pages/", f"/admin/pages/{quiz.pk}/view_draft/"):
        assert as_official.get(path).status_code == 403


def test_answer_is_stored_only_in_attempt_it_is_posted_to(as_official, easy, begin, hand_in):
    """Questions have the ids of their blocks, the same in each attempt: an answer is stored only where it is posted."""
    first = hand_in(begin(easy), {f"q-{easy.questions[0].id}": "false"})
    second = begin(easy)
    hand_in(first, {f"q-{easy.questions[0].id}": "true"})
    second.refresh_from_db()
    assert (first.score, second.answers) == (0, {})
    assert question("true_false")[0] == second.questions[0]["kind"]
