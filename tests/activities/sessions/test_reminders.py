from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.utils import timezone

from learning.activities.models import Activity
from tests.factories import make_activity, make_enrolment, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def tick(django_capture_on_commit_callbacks):
    def run():
        with django_capture_on_commit_callbacks(execute=True):
            call_command("tick")
        return [message.to[0] for message in mail.outbox]

    return run


def webinar_in(hours):
    activity = make_activity("Night care")
    make_session(activity, timezone.now() + timedelta(hours=hours))
    return activity


def test_enrolled_person_is_reminded_once_the_day_before(tick):
    enrolment = make_enrolment(webinar_in(20))
    assert tick() == [enrolment.person.email]
    assert mail.outbox[0].subject == "Coming up: Night care"
    assert tick() == [enrolment.person.email]


def test_waiting_and_withdrawn_people_are_not_reminded(tick):
    activity = webinar_in(20)
    make_enrolment(activity, status="waiting", queued_at=timezone.now())
    make_enrolment(activity, status="withdrawn")
    assert tick() == []


@pytest.mark.parametrize("hours", [-1, 30])
def test_no_reminder_too_early_or_too_late(tick, hours):
    make_enrolment(webinar_in(hours))
    assert tick() == []


def test_cancelled_activity_sends_no_reminder(tick):
    make_enrolment(webinar_in(20))
    Activity.objects.update(status="cancelled")
    assert tick() == []


def test_scheduled_page_goes_live_with_tick(tick, client):
    from tests.factories import make_course

    course = make_course("Scheduled", live=False)
    course.go_live_at = timezone.now() - timedelta(minutes=1)
    course.save_revision(approved_go_live_at=course.go_live_at)
    tick()
    assert client.get(f"/en/courses/{course.slug}/").status_code == 200
