"""Knowledge checks inside a lesson: answered, explained, and not stored."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import Attempt, LessonPage
from courses.quizzes.knowledge_checks import questions_of
from learning.activities.models import CompletedStep, Result
from learning.activities.pages.lookup import path_of
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


def test_right_answers_are_shown_as_right_and_explained(enrolment, answer):
    page = answer()
    assert page.status_code == 200
    for words in ("All of it is right.", "Capitals are seats of government.", "Nobody is paid for it."):
        assert words in page.content.decode()


def test_missing_answer_is_shown_with_right_answer(enrolment, answer, lesson):
    number = lesson.body[1].value[4]
    page = answer(wrong=[f"q-{number.id}"]).content.decode()
    assert "7 of 8 points." in page
    assert "Right is: 1.57 ± 0.13 m" in page


def test_answers_to_check_are_not_stored(enrolment, answer):
    answer()
    assert not any(model.objects.exists() for model in (Attempt, Result, CompletedStep))


def test_questions_edited_meanwhile_are_asked_again(enrolment, answer, lesson):
    response = answer(edition="of yesterday")
    assert response.url == f"{path_of(lesson, 'en')}#check-{lesson.body[1].id}"


def test_order_differs_between_readers_and_is_stable_for_each():
    options = [{"text": str(number), "correct": number == 0} for number in range(20)]
    lesson = LessonPage.objects.get(
        pk=make_lesson(make_course(), body=[("check", [question("one_choice", options=options)])]).pk
    )
    block = lesson.body[0]

    def order(reader):
        return [option["text"] for option in questions_of(block.value, block.id, reader)[0]["options"]]

    assert order("1") == order("1")
    assert order("1") != order("2")


def test_people_who_are_not_enrolled_get_no_answer(as_official, lesson):
    address = f"/en/courses/steps/{lesson.translation_key}/check/{lesson.body[1].id}/"
    assert as_official.post(address).status_code == 404


def test_block_that_is_no_check_is_not_found(as_official, enrolment, lesson):
    key, text = lesson.translation_key, lesson.body[0].id
    assert as_official.post(f"/en/courses/steps/{key}/check/{text}/").status_code == 404
    assert as_official.post(f"/en/courses/steps/{key}/check/made-up/").status_code == 404


def test_check_in_translated_lesson_keeps_its_id_and_is_answered(enrolment, answer, lesson, in_spanish, course):
    in_spanish(course)
    spanish = in_spanish(lesson)
    assert spanish.body[1].id == lesson.body[1].id
    assert "Capitals are seats" in answer(language="es").content.decode()


class TestInAFreePreview:
    @pytest.fixture
    def free(self, course):
        lesson = make_lesson(course, is_free_preview=True, body=[("check", [question("true_false")])])
        return LessonPage.objects.get(pk=lesson.pk)

    @pytest.fixture
    def send(self, free):
        def post(client):
            page = client.get(path_of(free)).content.decode()
            edition = page.split('name="edition" value="')[1][:16]
            block = free.body[0]
            address = f"/en/courses/steps/{free.translation_key}/check/{block.id}/"
            return client.post(address, {"edition": edition, f"q-{block.value[0].id}": "true"})

        return post

    def test_visitor_sees_right_answers_in_free_preview(self, client, send):
        page = send(client)
        assert page.status_code == 200
        assert "All of it is right." in page.content.decode()

    def test_person_without_place_sees_what_was_right(self, as_official, send):
        assert "All of it is right." in send(as_official).content.decode()

    def test_visitor_is_sent_to_log_in_before_free_preview_opens(self, client, free):
        LessonPage.objects.filter(pk=free.pk).update(opens_at=timezone.now() + timedelta(days=1))
        address = f"/en/courses/steps/{free.translation_key}/check/{free.body[0].id}/"
        assert client.post(address).url.startswith("/accounts/login/")
