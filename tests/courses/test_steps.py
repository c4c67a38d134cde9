import pytest
from django.utils import timezone

from courses.models import LessonPage
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.models import CompletedStep
from tests.factories import make_course, make_enrolment, make_lesson

pytestmark = pytest.mark.django_db


def address(lesson, language="en"):
    return f"/{language}/courses/steps/{lesson.translation_key}/done/"


def refused(client, lesson, status=404):
    assert client.post(address(lesson)).status_code == status
    assert not CompletedStep.objects.exists()


def test_completing_a_step_leads_to_the_next_lesson_and_then_to_the_course(course, lessons, done):
    assert done(lessons[0]).url == f"/en/courses/{course.slug}/{lessons[1].slug}/"
    assert done(lessons[2]).url == f"/en/courses/{course.slug}/{lessons[1].slug}/"
    assert done(lessons[1]).url == f"/en/courses/{course.slug}/"


def test_visitor_is_sent_to_log_in(client, lessons):
    assert client.post(address(lessons[0])).url.startswith("/accounts/login/?next=")
    assert not CompletedStep.objects.exists()


def test_step_of_person_who_is_not_enrolled_is_not_stored(as_official, lessons):
    refused(as_official, lessons[0])


def test_step_after_withdrawal_is_not_stored(as_official, lessons, enrolment):
    enrolment_actions.withdraw(enrolment)
    refused(as_official, lessons[0])


def test_step_of_person_on_the_waiting_list_is_not_stored(as_official, official, lessons, course):
    make_enrolment(course.activity, official.person, status="waiting", queued_at=timezone.now())
    refused(as_official, lessons[0])


def test_lesson_of_another_course_is_not_found(as_official, enrolment):
    refused(as_official, make_lesson(make_course()))


def test_unpublished_lesson_is_not_found(as_official, lessons, enrolment):
    LessonPage.objects.get(pk=lessons[0].pk).unpublish()
    refused(as_official, lessons[0])


def test_page_that_is_no_lesson_is_not_found(as_official, course, enrolment):
    refused(as_official, course)


def test_get_completes_no_lesson(as_official, lessons, enrolment):
    assert as_official.get(address(lessons[0])).status_code == 405
    assert not CompletedStep.objects.exists()
