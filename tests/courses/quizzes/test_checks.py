"""A knowledge check inside a lesson: answered, explained, and kept nowhere."""

import pytest

from courses.models import Attempt, LessonPage
from courses.quizzes.checks import questions_of
from learning.activities.addresses import path_of
from learning.activities.models import CompletedStep, Result
from tests.courses.quizzes.questions import each_type, question, right
from tests.factories import make_course, make_lesson

pytestmark = pytest.mark.django_db


@pytest.fixture
def lesson(course):
    return LessonPage.objects.get(pk=make_lesson(course, body=[("text", "<p>Read.</p>"), ("check", each_type())]).pk)


@pytest.fixture
def answer(as_official, official, lesson):
    def post(wrong=(), language="en", **fields):
        block = next(block for block in lesson.body if block.block_type == "check")
        questions = questions_of(block.value, block.id, str(official.pk))
        said = {name: value for name, value in right(questions).items() if name not in wrong}
        edition = as_official.get(path_of(lesson, language)).content.decode().split('name="edition" value="')[-1][:16]
        return as_official.post(
            f"/{language}/courses/steps/{lesson.translation_key}/check/{block.id}/",
            {"edition": edition, **said, **fields},
        )

    return post


def test_right_answers_are_right_and_explained(enrolment, answer):
    page = answer()
    assert page.status_code == 200
    for words in ("All of it is right.", "Capitals are seats of government.", "Nobody is paid for it."):
        assert words in page.content.decode()


def test_what_is_left_out_is_told_with_what_is_right(enrolment, answer, lesson):
    number = lesson.body[1].value[4]
    page = answer(wrong=[f"q-{number.id}"]).content.decode()
    assert "7 of 8 points." in page
    assert "Right is: 1.57 ± 0.13 m" in page


def test_nothing_of_it_is_kept(enrolment, answer):
    answer()
    assert not any(model.objects.exists() for model in (Attempt, Result, CompletedStep))


def test_questions_edited_meanwhile_are_asked_again(enrolment, answer, lesson):
    response = answer(edition="of yesterday")
    assert response.url == f"{path_of(lesson, 'en')}#check-{lesson.body[1].id}"


def test_two_readers_get_it_shuffled_otherwise_and_each_always_the_same():
    options = [{"text": str(number), "correct": number == 0} for number in range(20)]
    lesson = LessonPage.objects.get(
        pk=make_lesson(make_course(), body=[("check", [question("one_choice", options=options)])]).pk
    )
    block = lesson.body[0]

    def order(reader):
        return [option["text"] for option in questions_of(block.value, block.id, reader)[0]["options"]]

    assert order("1") == order("1")
    assert order("1") != order("2")


def test_who_is_not_enrolled_gets_no_answer(as_official, lesson):
    address = f"/en/courses/steps/{lesson.translation_key}/check/{lesson.body[1].id}/"
    assert as_official.post(address).status_code == 404


def test_what_is_no_check_is_not_found(as_official, enrolment, lesson):
    key, text = lesson.translation_key, lesson.body[0].id
    assert as_official.post(f"/en/courses/steps/{key}/check/{text}/").status_code == 404
    assert as_official.post(f"/en/courses/steps/{key}/check/made-up/").status_code == 404


def test_in_another_language_it_is_that_languages_check(enrolment, answer, lesson, in_spanish, course):
    in_spanish(course)
    spanish = in_spanish(lesson)
    assert spanish.body[1].id == lesson.body[1].id
    assert "Capitals are seats" in answer(language="es").content.decode()
