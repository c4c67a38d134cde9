"""A quiz from its page to its result, as a learner takes it, without JavaScript."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from courses.models import Accommodation, Attempt, CoursePage, QuizPage
from learning.activities.models import CompletedStep, Result
from learning.activities.pages.lookup import path_of
from learning.people.privacy import erasure
from tests.courses.quizzes.questions import question, right
from tests.factories import make_lesson, make_quiz

pytestmark = pytest.mark.django_db


def read(client, page, language="en"):
    return client.get(path_of(page, language))


def text(response):
    return response.content.decode()


def test_all_types_are_asked_answered_graded_and_explained(as_official, quiz, begin, hand_in, enrolment):
    page = read(as_official, quiz)
    assert page.context["quiz"].code == "new"
    assert "60 % of the points" in text(page)
    attempt = begin(quiz)
    assert "Which is a capital?" in text(as_official.get(f"/en/courses/attempts/{attempt.key}/"))
    hand_in(attempt)
    assert (attempt.score, attempt.out_of, attempt.passed) == (8, 8, True)
    result = text(as_official.get(f"/en/courses/attempts/{attempt.key}/"))
    for words in (
        "Passed",
        "8 of 8 points",
        "Capitals are seats of government.",
        "They do indeed.",
        "A metre has …… centimetres of …….",
    ):
        assert words in result
    step, kept = CompletedStep.objects.get(), Result.objects.get()
    assert (step.step_key, step.minutes) == (quiz.translation_key, 10)
    assert (kept.purpose, kept.step_key, kept.score, kept.out_of) == ("quiz", quiz.translation_key, 8, 8)
    assert read(as_official, quiz).context["quiz"].code == "passed"


def test_passing_the_last_step_completes_the_course(as_official, easy, begin, hand_in, enrolment):
    hand_in(begin(easy))
    enrolment.refresh_from_db()
    assert (enrolment.completed_by, bool(enrolment.completed_at)) == ("steps", True)


def test_course_is_completed_without_optional_quiz(as_official, course, enrolment):
    lesson, quiz = make_lesson(course), make_quiz(course, [question("true_false")], is_optional=True)
    assert "Quiz · 10 min · optional" in text(read(as_official, quiz))
    as_official.post(f"/en/courses/steps/{lesson.translation_key}/done/")
    enrolment.refresh_from_db()
    assert enrolment.completed_by == "steps"


def test_lesson_in_order_waits_until_quiz_before_it_is_passed(as_official, course, easy, enrolment, begin, hand_in):
    CoursePage.objects.update(opening="in_order")
    lesson = make_lesson(course)
    hand_in(begin(easy), {})
    assert read(as_official, lesson).status_code == 403
    hand_in(begin(easy))
    assert read(as_official, lesson).status_code == 200


def test_lesson_in_order_does_not_wait_for_closed_quiz(as_official, course, easy, enrolment):
    CoursePage.objects.update(opening="in_order")
    lesson = make_lesson(course)
    further_on = make_quiz(course, [question("true_false")])
    QuizPage.objects.update(closes_at=timezone.now() - timedelta(minutes=1))
    assert read(as_official, lesson).status_code == 200
    assert read(as_official, further_on).context["quiz"].code == "closed"
    page = read(as_official, course)
    assert page.context["outline"].resume.title == lesson.title
    assert "2 quizzes are closed: they can&#x27;t be taken any more." in page.content.decode()
    assert "still to take" not in page.content.decode()


def test_quiz_is_a_step_among_lessons(as_official, course, easy, enrolment, begin, hand_in):
    make_lesson(course)
    outline = read(as_official, course).context["outline"]
    assert [(step.is_quiz, step.minutes) for step in outline.lessons] == [(True, 10), (False, 10)]
    hand_in(begin(easy))
    assert [step.state for step in read(as_official, course).context["outline"].lessons] == ["done", "here"]
    progress = as_official.get("/en/my/").context["learning"].to_do[0].progress
    assert progress.states == ("done", "here")


def test_failed_attempt_completes_nothing_and_leaves_other_attempts(as_official, easy, begin, hand_in):
    attempt = hand_in(begin(easy), {})
    assert (attempt.passed, attempt.score) == (False, 0)
    assert not CompletedStep.objects.exists()
    standing = read(as_official, easy).context["quiz"]
    assert (standing.code, standing.left) == ("failed", 2)
    page = text(as_official.get(f"/en/courses/attempts/{attempt.key}/"))
    assert "You have 2 attempts left." in page


def test_no_attempt_can_begin_after_the_last(as_official, easy, begin, hand_in, enrolment):
    for _number in range(3):
        attempt = hand_in(begin(easy), {f"q-{easy.questions[0].id}": "false"})
    assert read(as_official, easy).context["quiz"].code == "none_left"
    refused = as_official.post(f"/en/courses/steps/{easy.translation_key}/begin/")
    assert refused.status_code == 403
    assert "No attempt is left" in text(refused)
    assert Attempt.objects.count() == 3
    assert "Right is: True" in text(as_official.get(f"/en/courses/attempts/{attempt.key}/"))


def test_quiz_without_pass_mark_is_done_when_handed_in(as_official, course, begin, hand_in):
    survey = make_quiz(course, [question("true_false")], attempts=1)
    attempt = hand_in(begin(survey), {})
    assert attempt.passed is None
    assert CompletedStep.objects.get().step_key == survey.translation_key
    assert read(as_official, survey).context["quiz"].code == "handed_in"


def test_next_attempt_waits_for_cool_down(as_official, course, begin, hand_in, enrolment):
    quiz = make_quiz(course, [question("true_false")], pass_mark=100, cool_down=60)
    hand_in(begin(quiz), {})
    standing = read(as_official, quiz).context["quiz"]
    assert standing.code == "cool_down"
    assert as_official.post(f"/en/courses/steps/{quiz.translation_key}/begin/").status_code == 403
    with time_machine.travel(timezone.now() + timedelta(minutes=61)):
        assert read(as_official, quiz).context["quiz"].code == "failed"
        assert begin(quiz).number == 2


def test_incomplete_attempt_is_handed_in_only_after_confirmation(as_official, quiz, begin):
    attempt = begin(quiz)
    address = f"/en/courses/attempts/{attempt.key}/"
    fields = right(attempt.questions)
    fields.pop(f"q-{attempt.questions[2]['id']}")
    response = as_official.post(address, {"do": "hand_in", **fields}, follow=True)
    assert response.redirect_chain[-1][0] == f"{address}?sure=1"
    assert "1 question is not wholly answered" in text(response)
    attempt.refresh_from_db()
    assert attempt.is_under_way
    as_official.post(address, {"do": "hand_in", "sure": "1"})
    attempt.refresh_from_db()
    assert attempt.score == 7


def test_answers_are_saved_on_every_page(as_official, course, begin):
    quiz = make_quiz(course, [question("true_false")] * 3, per_page=1)
    attempt = begin(quiz)
    address = f"/en/courses/attempts/{attempt.key}/"
    first, second, third = (f"q-{one['id']}" for one in attempt.questions)
    assert as_official.post(address, {"page": "1", "do": "next", first: "true"}).url == f"{address}?page=2"
    assert as_official.post(address, {"page": "2", "do": "back", second: "false"}).url == address
    page = text(as_official.get(address))
    assert "Page 1 of 3" in page
    assert "checked" in page
    assert second not in page
    assert as_official.post(address, {"page": "3", "do": "hand_in", third: "true"}).url == address
    attempt.refresh_from_db()
    assert (attempt.score, attempt.out_of) == (2, 3)


def test_saved_answers_are_shown_again(as_official, quiz, begin):
    attempt = begin(quiz)
    address = f"/en/courses/attempts/{attempt.key}/"
    fields = right(attempt.questions)
    saved = as_official.post(address, {"do": "save", **fields}, follow=True)
    assert "Your answers are saved." in text(saved)
    attempt.refresh_from_db()
    asked = as_official.get(address).context["asked"]
    assert all(one.is_complete for one in asked)
    assert begin(quiz) == attempt


def test_order_of_options_is_the_same_within_an_attempt(as_official, course, begin):
    options = [{"text": f"Option {number}", "correct": number == 1} for number in range(20)]
    quiz = make_quiz(course, [question("one_choice", options=options)])
    address = f"/en/courses/attempts/{begin(quiz).key}/"
    orders = {tuple(choice.text for choice in as_official.get(address).context["asked"][0].choices) for _ in range(5)}
    assert len(orders) == 1
    assert list(orders.pop()) != [option["text"] for option in options]


def test_each_attempt_draws_questions_from_pool(as_official, course, begin):
    pool = {"draw": 5, "questions": [question("true_false", text=f"<p>Statement {n}.</p>") for n in range(40)]}
    quiz = make_quiz(course, [question("number"), ("pool", pool)])
    assert read(as_official, quiz).context["question_count"] == 6
    drawn = [one["text"] for one in begin(quiz).questions]
    assert drawn[0] == "<p>How wide is the pit?</p>"
    assert len(set(drawn)) == 6


def test_translated_quiz_is_the_same_quiz(as_official, course, easy, in_spanish, begin, hand_in, enrolment):
    in_spanish(course)
    spanish = in_spanish(easy)
    spanish.questions[0].value["text"].source = "<p>Los árboles necesitan agua.</p>"
    spanish.save()
    attempt = begin(spanish, language="es")
    assert (attempt.quiz_key, attempt.language) == (easy.translation_key, "es")
    assert attempt.questions[0]["text"] == "<p>Los árboles necesitan agua.</p>"
    assert attempt.questions[0]["id"] == easy.questions[0].id
    hand_in(attempt)
    assert read(as_official, easy).context["quiz"].code == "passed"


def test_editing_a_quiz_changes_no_attempt(as_official, easy, begin, hand_in):
    under_way, kept = begin(easy), text(as_official.get(path_of(easy, "en")))
    easy.questions = [question("short_text")]
    easy.pass_mark, easy.attempts = 1, 1
    easy.save_revision().publish()
    assert kept
    hand_in(under_way)
    assert (under_way.questions[0]["kind"], under_way.pass_mark, under_way.passed) == ("true_false", 100, True)
    result = text(as_official.get(f"/en/courses/attempts/{under_way.key}/"))
    assert "Trees need water." in result
    assert "Colombia" not in result


def test_deleted_quiz_keeps_its_attempts(as_official, easy, begin, hand_in):
    attempt = begin(easy)
    easy.delete()
    hand_in(attempt)
    assert attempt.score == 1
    assert as_official.get(f"/en/courses/attempts/{attempt.key}/").status_code == 200
    assert not CompletedStep.objects.exists()


def test_get_changes_no_attempt(as_official, easy, begin, django_assert_num_queries):
    attempt = begin(easy)
    with time_machine.travel(timezone.now() + timedelta(days=1)):
        read(as_official, easy)
        as_official.get(f"/en/courses/attempts/{attempt.key}/")
    attempt.refresh_from_db()
    assert attempt.is_under_way


@pytest.mark.parametrize("count", [1, 30])
def test_pages_of_quiz_take_same_queries_for_one_question_and_thirty(
    as_official, course, begin, hand_in, django_assert_num_queries, count
):
    quiz = make_quiz(course, [question("true_false")] * count, attempts=5)
    hand_in(begin(quiz))
    attempt = begin(quiz)
    read(as_official, quiz)
    with django_assert_num_queries(11):
        read(as_official, quiz)
    with django_assert_num_queries(6):
        as_official.get(f"/en/courses/attempts/{attempt.key}/")
    hand_in(attempt)
    with django_assert_num_queries(9):
        as_official.get(f"/en/courses/attempts/{attempt.key}/")


def test_erasure_deletes_answers_and_keeps_score(quiz, begin, hand_in, official, staff):
    attempt = hand_in(begin(quiz))
    Accommodation.objects.create(enrolment=attempt.enrolment, extra_time=50)
    erasure.erase(official.person, by=staff)
    attempt.refresh_from_db()
    assert (attempt.answers, attempt.score) == ({}, 8)
    assert (attempt.submitted_at.hour, attempt.submitted_at.minute) == (0, 0)
    assert not Accommodation.objects.exists()


@pytest.mark.parametrize("count", [1, 12])
def test_attempt_page_takes_same_queries_for_one_picture_and_twelve(
    as_official, course, begin, django_assert_num_queries, count
):
    asked = []
    for number in range(count):
        image = Image.objects.create(title="Dots", file=get_test_image_file(f"dots{number}.png"))
        asked.append(question("true_false", picture={"image": image, "alt": f"Dots of day {number}"}))
    address = f"/en/courses/attempts/{begin(make_quiz(course, asked)).key}/"
    assert text(as_official.get(address)).count('alt="Dots of day') == count
    with django_assert_num_queries(8):
        as_official.get(address)
