"""Explanation of missing attendance in trainings and webinars."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone

from learning.activities.attendance import actions as attendance_actions
from learning.activities.choices import Completion
from learning.activities.completion.explanation import Case
from learning.activities.completion.reasons import attendance
from learning.activities.models import Activity, Enrolment, Presence
from tests.factories import make_activity, make_enrolment, make_session, make_training, make_webinar

pytestmark = pytest.mark.django_db
SORRY = "If you were there and it is not noted here, tell the learning officers: attendance can be mended."
MAY = datetime(2026, 5, 1, 9, tzinfo=UTC)


@pytest.fixture
def training():
    """Four sessions, a week apart; three of them complete the activity."""
    activity = make_activity(completion=Completion.ATTENDANCE, attendance_share=75)
    sessions = [make_session(activity, MAY + timedelta(weeks=week)) for week in range(4)]
    return activity, sessions


@pytest.fixture
def enrolment(training):
    return make_enrolment(training[0])


def come(enrolment, session, minutes):
    there = session.starts_at, session.starts_at + timedelta(minutes=minutes)
    attendance_actions.record(enrolment, session, *there, source=Presence.Source.JOIN)


def told(enrolment, *, at):
    with time_machine.travel(at, tick=False):
        enrolment = Enrolment.objects.get(pk=enrolment.pk)
        return [missing.text for missing in attendance(Case(Activity.objects.get(pk=enrolment.activity_id), enrolment))]


def test_explanation_before_the_start_lists_all_sessions(enrolment):
    assert told(enrolment, at=MAY - timedelta(days=1)) == [
        "You have attended 0 of the 3 sessions that are needed.",
        "Still to come: 1 May, 8 May, 15 May and 22 May.",
    ]


def test_explanation_midway_counts_attended_sessions_and_names_short_stays(training, enrolment):
    _activity, sessions = training
    come(enrolment, sessions[0], 50)
    come(enrolment, sessions[1], 4)
    assert told(enrolment, at=MAY + timedelta(days=8)) == [
        "You have attended 1 of the 3 sessions that are needed.",
        "On 8 May you were there for 4 of the 10 minutes that make it count.",
        "Still to come: 15 May and 22 May.",
    ]


def test_explanation_says_when_too_few_sessions_are_left(enrolment):
    assert told(enrolment, at=MAY + timedelta(days=8)) == [
        "You have attended 0 of the 3 sessions that are needed.",
        f"Only 2 sessions are still to come, too few to complete it by attending. {SORRY}",
    ]


def test_explanation_after_the_end_says_what_can_be_done(enrolment):
    assert told(enrolment, at=MAY + timedelta(weeks=4)) == [
        f"It is over, and you are noted at fewer than the 3 sessions that are needed. {SORRY}"
    ]


def test_no_reasons_after_completion(training, enrolment):
    for session in training[1][:3]:
        come(enrolment, session, 50)
    assert told(enrolment, at=MAY + timedelta(weeks=2, days=1)) == []


def test_explanation_of_a_single_session_gives_its_day():
    activity = make_activity(completion=Completion.ATTENDANCE)
    make_session(activity, MAY)
    enrolment = make_enrolment(activity)
    assert told(enrolment, at=MAY - timedelta(days=1)) == ["It takes place on 1 May."]
    assert told(enrolment, at=MAY + timedelta(days=1)) == [
        f"It is over, and you are not noted as having been there for as long as it takes. {SORRY}"
    ]


def test_explanation_without_sessions_says_that_dates_are_missing():
    enrolment = make_enrolment(make_activity(completion=Completion.ATTENDANCE))
    assert told(enrolment, at=MAY) == ["Its sessions have no date yet: you find them here when they have."]


def test_explanation_takes_one_query(training, enrolment, django_assert_num_queries):
    activity, sessions = training
    for session in sessions[:2]:
        come(enrolment, session, 5)
    activity = Activity.objects.prefetch_related("sessions").get(pk=activity.pk)
    with time_machine.travel(MAY, tick=False), django_assert_num_queries(1):
        list(attendance(Case(activity, enrolment)))


@pytest.mark.parametrize("make", [make_training, make_webinar])
def test_page_shows_the_explanation_with_the_rule(as_official, official, make):
    page = make()
    make_session(page.activity, timezone.now() + timedelta(days=3))
    make_enrolment(page.activity, official.person)
    content = as_official.get(page.url).content.decode()
    assert "It takes place on" in content
    assert (
        "It is completed by attending all its sessions. A session counts when you are there live for 10 minutes."
        in (content)
    )
