from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from learning.activities.attending import check_in
from learning.activities.choices import EnrolmentStatus, Source
from learning.activities.enrolling import enrol
from learning.activities.replaying import watch
from tests.factories import make_activity, make_enrolment, make_person, make_session

pytestmark = pytest.mark.django_db
RECORDING = uuid4()


@pytest.fixture
def past():
    activity = make_activity(capacity=1)
    make_session(activity, timezone.now() - timedelta(days=3))
    return activity


def see(activity, person, start, end, recording=RECORDING, length=1200):
    return watch(activity, person, recording, start=start, end=end, length=length)


def test_sixty_seconds_make_a_viewer_and_fifty_nine_do_not(past, time_machine):
    person = make_person()
    time_machine.move_to(datetime(2030, 5, 4, 10, tzinfo=UTC), tick=False)
    enrolment = see(past, person, 0, 59).enrolment
    assert past.enrolments.get().replayed_on is None
    see(past, person, 59, 60)
    assert past.enrolments.get().replayed_on == date(2030, 5, 4)
    assert past.enrolments.get() == enrolment


def test_the_same_minute_twice_is_one_minute(past):
    person = make_person()
    see(past, person, 0, 40)
    assert see(past, person, 10, 50).stretches == [[0, 50]]
    assert see(past, person, 300, 305).stretches == [[0, 50], [300, 305]]
    assert see(past, person, 300, 305).seconds == 55
    assert past.enrolments.get().replayed_on is None


def test_it_goes_on_where_they_stopped(past):
    person = make_person()
    see(past, person, 0, 90)
    assert see(past, person, 20, 30).position == 30


def test_a_viewer_takes_no_place_and_is_no_participant(past):
    see(past, make_person(), 0, 600)
    viewer = past.enrolments.get()
    assert (viewer.source, viewer.status, viewer.takes_seat) == (Source.REPLAY, EnrolmentStatus.ENROLLED, False)
    assert (viewer.participated_on, viewer.attended_on, viewer.completed_at) == (None, None, None)


def test_who_was_there_and_watches_again_stays_one_enrolment(past):
    attendee = make_enrolment(past)
    check_in(attendee, past.sessions.get())
    see(past, attendee.person, 0, 90)
    enrolment = past.enrolments.get()
    assert (enrolment.source, enrolment.attended_on is None, enrolment.replayed_on is None) == (
        Source.OWN,
        False,
        False,
    )


def test_two_recordings_are_kept_apart(past):
    person = make_person()
    see(past, person, 0, 40)
    see(past, person, 0, 40, recording=uuid4())
    assert past.enrolments.get().viewings.count() == 2
    assert past.enrolments.get().replayed_on is None


def test_a_viewer_who_enrols_for_the_next_date_gets_a_place():
    series = make_activity(capacity=1)
    make_session(series, timezone.now() - timedelta(days=3))
    make_session(series, timezone.now() + timedelta(days=3))
    person = make_person()
    see(series, person, 0, 90)
    assert enrol(series, person).takes_seat is True


@pytest.mark.parametrize(("start", "end"), [(-1, 10), (10, 5), (0, 1201)])
def test_a_stretch_outside_the_recording_is_refused(past, start, end):
    with pytest.raises(ValueError, match="not in the recording"):
        see(past, make_person(), start, end)
    assert past.enrolments.count() == 0
