"""Lessons and quizzes that are removed while a learner has them open."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from courses.models import LessonPage, Note
from tests.courses.quizzes.questions import question
from tests.factories import make_lesson, make_quiz
from tests.media.films import make_film

from .test_course_access import kept, put
from .test_pages import read
from .test_steps import address

pytestmark = pytest.mark.django_db

BODY = [("text", "<p>The secret is water.</p>")]
SOON = datetime(2050, 3, 2, 15, tzinfo=UTC)


class TestALessonDeletedWhileSomeoneReadsIt:
    SENTENCE = "That lesson is not part of this course any more."

    def test_marking_removed_lesson_as_done_redirects_to_course_with_notice(
        self, as_official, course, enrolment, lessons
    ):
        form = read(as_official, lessons[0]).content.decode()
        assert f'name="course" value="{course.translation_key}"' in form
        LessonPage.objects.get(pk=lessons[0].pk).delete()
        response = as_official.post(address(lessons[0]), {"course": course.translation_key}, follow=True)
        assert response.redirect_chain == [(f"/en/courses/{course.slug}/?lesson-is-gone", 302)]
        assert self.SENTENCE in response.content.decode()
        assert kept() == set()

    def test_reading_removed_lesson_redirects_to_course_in_any_language(self, as_official, course, enrolment, lessons):
        url = f"courses/{course.slug}/{lessons[0].slug}/"
        LessonPage.objects.get(pk=lessons[0].pk).delete()
        for language in ("en", "es"):
            response = as_official.get(f"/{language}/{url}", follow=True)
            assert response.redirect_chain == [(f"/{language}/courses/{course.slug}/?lesson-is-gone", 302)]
            assert response.status_code == 200

    def test_beginning_removed_quiz_redirects_to_course(self, as_official, course, enrolment):
        quiz = make_quiz(course, [question("true_false")])
        form = read(as_official, quiz).content.decode()
        assert f'name="course" value="{course.translation_key}"' in form
        quiz.delete()
        begin = f"/en/courses/steps/{quiz.translation_key}/begin/"
        response = as_official.post(begin, {"course": course.translation_key}, follow=True)
        assert response.redirect_chain == [(f"/en/courses/{course.slug}/?lesson-is-gone", 302)]
        assert as_official.post(begin).status_code == 404

    def test_check_and_transcript_of_removed_lesson_redirect_to_course(self, as_official, course, enrolment):
        film = make_film()
        body = [("check", [question("true_false")]), ("video", {"video": film, "caption": ""})]
        lesson = LessonPage.objects.get(pk=make_lesson(course, body=body).pk)
        form = read(as_official, lesson).content.decode()
        # The forms to mark as done, write the note, keep the page, answer the check and confirm the transcript.
        assert form.count(f'name="course" value="{course.translation_key}"') == 5
        step = f"/en/courses/steps/{lesson.translation_key}"
        lesson.delete()
        for path in (f"{step}/check/{lesson.body[0].id}/", f"{step}/read/"):
            posted = {"course": course.translation_key, "recording": film.key}
            assert as_official.post(path, posted).url == f"/en/courses/{course.slug}/?lesson-is-gone"
            assert as_official.post(path).status_code == 404

    def test_note_on_removed_lesson_is_saved(
        self, as_official, course, enrolment, lessons, django_capture_on_commit_callbacks
    ):
        LessonPage.objects.update(first_published_at=timezone.now())
        form = read(as_official, lessons[0]).content.decode()
        assert form.count(f'name="course" value="{course.translation_key}"') == 3
        with django_capture_on_commit_callbacks(execute=True):
            LessonPage.objects.get(pk=lessons[0].pk).delete()
        posted = {"text": "Look at the soil first", "course": course.translation_key}
        note = f"/en/courses/steps/{lessons[0].translation_key}/note/"
        response = as_official.post(note, posted, follow=True)
        assert response.redirect_chain == [(f"/en/courses/{course.slug}/?lesson-is-gone#note", 302)]
        assert self.SENTENCE in response.content.decode()
        assert [(one.title, one.text) for one in Note.objects.all()] == [(lessons[0].title, posted["text"])]
        never = f"/en/courses/steps/{uuid4()}/note/"
        assert as_official.post(never, posted).status_code == 404
        assert Note.objects.count() == 1

    def test_person_without_place_gets_not_found_for_removed_lesson(self, as_official, course, lessons):
        LessonPage.objects.get(pk=lessons[0].pk).delete()
        assert as_official.post(address(lessons[0]), {"course": course.translation_key}).status_code == 404

    @pytest.mark.parametrize("named", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
    def test_invalid_course_in_form_is_not_found(self, as_official, enrolment, lessons, named):
        LessonPage.objects.get(pk=lessons[0].pk).delete()
        assert as_official.post(address(lessons[0]), {"course": named}).status_code == 404

    def test_old_address_of_renamed_lesson_redirects_to_new_one(
        self, as_official, course, lessons, django_capture_on_commit_callbacks
    ):
        old = f"/en/courses/{course.slug}/{lessons[0].slug}/"
        with django_capture_on_commit_callbacks(execute=True):
            put(lessons[0], slug="another-name")
        assert as_official.get(old).url.endswith(f"/courses/{course.slug}/another-name/")

    def test_unknown_address_is_not_found(self, client, course):
        assert client.get("/en/courses/nowhere/lesson/").status_code == 404
        assert client.get("/en/webinars/nowhere/").status_code == 404
