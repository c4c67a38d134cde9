"""A lesson or a quiz that goes while someone is at it."""

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

    def test_marking_it_as_done_leads_to_the_course_with_a_sentence(self, as_official, course, enrolment, lessons):
        form = read(as_official, lessons[0]).content.decode()
        assert f'name="course" value="{course.translation_key}"' in form
        LessonPage.objects.get(pk=lessons[0].pk).delete()
        response = as_official.post(address(lessons[0]), {"course": course.translation_key}, follow=True)
        assert response.redirect_chain == [(f"/en/courses/{course.slug}/?lesson-is-gone", 302)]
        assert self.SENTENCE in response.content.decode()
        assert kept() == set()

    def test_reading_it_again_leads_there_too_in_any_language(self, as_official, course, enrolment, lessons):
        url = f"courses/{course.slug}/{lessons[0].slug}/"
        LessonPage.objects.get(pk=lessons[0].pk).delete()
        for language in ("en", "es"):
            response = as_official.get(f"/{language}/{url}", follow=True)
            assert response.redirect_chain == [(f"/{language}/courses/{course.slug}/?lesson-is-gone", 302)]
            assert response.status_code == 200

    def test_beginning_a_quiz_leads_there_too(self, as_official, course, enrolment):
        quiz = make_quiz(course, [question("true_false")])
        form = read(as_official, quiz).content.decode()
        assert f'name="course" value="{course.translation_key}"' in form
        quiz.delete()
        begin = f"/en/courses/steps/{quiz.translation_key}/begin/"
        response = as_official.post(begin, {"course": course.translation_key}, follow=True)
        assert response.redirect_chain == [(f"/en/courses/{course.slug}/?lesson-is-gone", 302)]
        assert as_official.post(begin).status_code == 404

    def test_checking_what_one_knows_and_having_read_lead_there_too(self, as_official, course, enrolment):
        film = make_film()
        body = [("check", [question("true_false")]), ("video", {"video": film, "caption": ""})]
        lesson = LessonPage.objects.get(pk=make_lesson(course, body=body).pk)
        form = read(as_official, lesson).content.decode()
        # Marking as done, the note, keeping the page, the check and the transcript.
        assert form.count(f'name="course" value="{course.translation_key}"') == 5
        step = f"/en/courses/steps/{lesson.translation_key}"
        lesson.delete()
        for path in (f"{step}/check/{lesson.body[0].id}/", f"{step}/read/"):
            posted = {"course": course.translation_key, "recording": film.key}
            assert as_official.post(path, posted).url == f"/en/courses/{course.slug}/?lesson-is-gone"
            assert as_official.post(path).status_code == 404

    def test_a_note_that_was_being_written_is_kept(
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

    def test_a_stranger_learns_nothing_by_naming_a_course(self, as_official, course, lessons):
        LessonPage.objects.get(pk=lessons[0].pk).delete()
        assert as_official.post(address(lessons[0]), {"course": course.translation_key}).status_code == 404

    @pytest.mark.parametrize("named", ["", "nonsense", "00000000-0000-4000-8000-000000000000"])
    def test_a_course_that_is_none_is_not_found(self, as_official, enrolment, lessons, named):
        LessonPage.objects.get(pk=lessons[0].pk).delete()
        assert as_official.post(address(lessons[0]), {"course": named}).status_code == 404

    def test_a_lesson_that_was_renamed_still_leads_to_its_new_address(
        self, as_official, course, lessons, django_capture_on_commit_callbacks
    ):
        old = f"/en/courses/{course.slug}/{lessons[0].slug}/"
        with django_capture_on_commit_callbacks(execute=True):
            put(lessons[0], slug="another-name")
        assert as_official.get(old).url.endswith(f"/courses/{course.slug}/another-name/")

    def test_what_lies_below_no_course_is_not_found(self, client, course):
        assert client.get("/en/courses/nowhere/lesson/").status_code == 404
        assert client.get("/en/webinars/nowhere/").status_code == 404
