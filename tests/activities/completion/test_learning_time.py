"""Live time and lesson minutes stored on an enrolment follow evidence that is added and withdrawn."""

from datetime import UTC, datetime, timedelta
from importlib import import_module
from uuid import uuid4

import pytest
from django.apps import apps

from learning.activities.attendance import actions as attendance_actions
from learning.activities.choices import Kind
from learning.activities.completion.actions import complete_step
from learning.activities.completion.steps import Step
from learning.activities.models import Enrolment, EvidenceBatch, Presence
from tests.factories import make_activity, make_enrolment, make_session

pytestmark = pytest.mark.django_db

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NOTHING = timedelta()
FILE, JOIN = Presence.Source.FILE, Presence.Source.JOIN


@pytest.fixture
def session():
    """A session from nine to ten."""
    return make_session(make_activity(), START)


@pytest.fixture
def enrolment(session):
    return make_enrolment(session.activity)


def be_there(enrolment, session, start, end, source=JOIN, **fields):
    attendance_actions.record(enrolment, session, START + start * MINUTE, START + end * MINUTE, source=source, **fields)
    enrolment.refresh_from_db()
    return enrolment.live_time


def learn(minutes, times=1):
    learner, step = make_enrolment(make_activity(kind=Kind.COURSE)), Step(uuid4(), START)
    for _time in range(times):
        complete_step(learner, step.key, minutes=minutes, required=[step])
    learner.refresh_from_db()
    return learner


def test_live_time_counts_each_moment_within_the_session_once(enrolment, session):
    assert be_there(enrolment, session, -20, 10) == 10 * MINUTE
    assert be_there(enrolment, session, 5, 15, FILE) == 15 * MINUTE
    assert be_there(enrolment, session, 50, 90) == 25 * MINUTE


def test_stay_shorter_than_the_minimum_counts_as_live_time(enrolment, session):
    assert be_there(enrolment, session, 0, 3) == 3 * MINUTE
    assert enrolment.attended_on is None


def test_check_in_counts_the_whole_session_until_it_is_undone(enrolment, session):
    attendance_actions.check_in(enrolment, session)
    enrolment.refresh_from_db()
    assert enrolment.live_time == 60 * MINUTE
    attendance_actions.undo_check_in(enrolment, session)
    enrolment.refresh_from_db()
    assert enrolment.live_time == NOTHING


def test_withdrawn_file_reduces_live_time(enrolment, session):
    batch = EvidenceBatch.objects.create(activity=session.activity, name="came.csv")
    be_there(enrolment, session, 0, 10)
    assert be_there(enrolment, session, 5, 40, FILE, batch=batch) == 40 * MINUTE
    attendance_actions.take_back(batch)
    enrolment.refresh_from_db()
    assert enrolment.live_time == 10 * MINUTE


def test_replay_is_no_live_time(enrolment, session):
    assert be_there(enrolment, session, 0, 30, FILE, mode=Presence.Mode.REPLAY) == NOTHING


def test_lesson_done_twice_counts_its_minutes_once():
    assert learn(12, times=2).lesson_minutes == 12


def test_migration_computes_the_same_times_for_existing_enrolments(enrolment, session):
    later = make_session(session.activity, START + timedelta(days=1))
    be_there(enrolment, session, -5, 10)
    be_there(enrolment, session, 5, 20, FILE)
    attendance_actions.check_in(enrolment, later)
    attendance_actions.check_in(make_enrolment(session.activity), session)
    learn(9), learn(20)
    told = list(Enrolment.objects.order_by("pk").values_list("pk", "live_time", "lesson_minutes"))
    assert [(live / MINUTE, minutes) for _pk, live, minutes in told] == [(80, 0), (60, 0), (0, 9), (0, 20)]
    Enrolment.objects.update(live_time=NOTHING, lesson_minutes=0)
    import_module("learning.activities.migrations.0007_learning_time_of_before").tell(apps, None)
    assert list(Enrolment.objects.order_by("pk").values_list("pk", "live_time", "lesson_minutes")) == told
