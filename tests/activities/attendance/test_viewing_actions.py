from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from learning.activities import errors
from learning.activities.attendance.actions import check_in
from learning.activities.attendance.viewing_actions import read, watch
from learning.activities.choices import EnrolmentStatus, Source
from learning.activities.enrolment.actions import enrol
from learning.activities.models import Viewing
from tests.factories import make_activity, make_enrolment, make_person, make_session

pytestmark = pytest.mark.django_db
RECORDING = uuid4()


@pytest.fixture
def past():
    activity = make_activity(capacity=1)
    make_session(activity, timezone.now() - timedelta(days=3))
    return activity


HOUR = timedelta(hours=1)


def see(activity, person, start, end, recording=RECORDING, length=1200, since=None):
    since = since or timezone.now() - HOUR
    return watch(activity, person, recording, start=start, end=end, length=length, since=since)


def test_replay_viewer_needs_sixty_seconds(past, time_machine):
    person = make_person()
    time_machine.move_to(datetime(2030, 5, 4, 10, tzinfo=UTC), tick=False)
    enrolment = see(past, person, 0, 59).enrolment
    assert past.enrolments.get().replayed_on is None
    see(past, person, 59, 60)
    assert past.enrolments.get().replayed_on == date(2030, 5, 4)
    assert past.enrolments.get() == enrolment


def test_seconds_seen_twice_count_once(past):
    person = make_person()
    see(past, person, 0, 40)
    assert see(past, person, 10, 50).stretches == [[0, 50]]
    assert see(past, person, 300, 305).stretches == [[0, 50], [300, 305]]
    assert see(past, person, 300, 305).seconds == 55
    assert past.enrolments.get().replayed_on is None


def test_viewing_continues_at_the_last_position(past):
    person = make_person()
    see(past, person, 0, 90)
    assert see(past, person, 20, 30).position == 30


def test_viewer_takes_no_place_and_is_no_participant(past):
    see(past, make_person(), 0, 600)
    viewer = past.enrolments.get()
    assert (viewer.source, viewer.status, viewer.takes_seat) == (Source.REPLAY, EnrolmentStatus.ENROLLED, False)
    assert (viewer.participated_on, viewer.attended_on, viewer.completed_at) == (None, None, None)


def test_attendee_who_watches_the_recording_keeps_one_enrolment(past):
    attendee = make_enrolment(past)
    check_in(attendee, past.sessions.get())
    see(past, attendee.person, 0, 90)
    enrolment = past.enrolments.get()
    assert (enrolment.source, enrolment.attended_on is None, enrolment.replayed_on is None) == (
        Source.OWN,
        False,
        False,
    )


def test_seconds_of_two_recordings_are_not_added_up(past):
    person = make_person()
    see(past, person, 0, 40)
    see(past, person, 0, 40, recording=uuid4())
    assert past.enrolments.get().viewings.count() == 2
    assert past.enrolments.get().replayed_on is None


def test_viewer_who_enrols_for_the_next_session_gets_a_place():
    series = make_activity(capacity=1)
    make_session(series, timezone.now() - timedelta(days=3))
    make_session(series, timezone.now() + timedelta(days=3))
    person = make_person()
    see(series, person, 0, 90)
    assert enrol(series, person).takes_seat is True


@pytest.mark.parametrize(("start", "end"), [(-1, 10), (10, 5), (0, 1201)])
def test_stretch_outside_the_recording_is_refused(past, start, end):
    with pytest.raises(ValueError, match="not in the recording"):
        see(past, make_person(), start, end)
    assert past.enrolments.count() == 0


@pytest.fixture
def clock(time_machine):
    """Return a function that moves the frozen time forward: `clock(15)` lets 15 seconds pass."""
    time_machine.move_to(datetime(2030, 5, 4, 10, tzinfo=UTC), tick=False)
    return lambda seconds: time_machine.shift(timedelta(seconds=seconds))


def test_double_speed_is_accepted_and_more_is_refused(past, clock):
    person, opened = make_person(), timezone.now()
    clock(30)
    assert see(past, person, 0, 60, since=opened).stretches == [[0, 60]]
    clock(10)
    with pytest.raises(errors.TooFast):
        see(past, person, 60, 81, since=opened)
    assert see(past, person, 60, 80, since=opened).stretches == [[0, 80]]


def test_refused_report_leaves_no_enrolment_and_no_viewing(past, clock):
    with pytest.raises(errors.TooFast):
        see(past, make_person(), 0, 60, since=timezone.now())
    assert past.enrolments.count() == 0
    assert Viewing.objects.count() == 0


def test_reports_sent_late_over_a_slow_connection_are_stored(past, clock):
    """Two minutes are watched offline; then eight reports of 15 seconds arrive at once."""
    person, opened = make_person(), timezone.now()
    clock(125)
    for start in range(0, 120, 15):
        see(past, person, start, start + 15, since=opened)
    assert Viewing.objects.get().stretches == [[0, 120]]


def test_time_counts_once_for_reports_since_the_same_moment(past, clock):
    person, opened = make_person(), timezone.now()
    clock(60)
    see(past, person, 0, 120, since=opened)
    with pytest.raises(errors.TooFast):
        see(past, person, 120, 240, since=opened)
    assert Viewing.objects.get().seconds == 120


def test_reopened_page_adds_no_time_to_watch(past, clock):
    person, opened = make_person(), timezone.now()
    clock(10)
    see(past, person, 0, 10, since=opened)
    clock(3600)
    for _times in range(5):
        with pytest.raises(errors.TooFast):
            see(past, person, 10, 11, since=timezone.now())
    assert Viewing.objects.get().seconds == 10


def test_time_between_two_pages_does_not_count_as_watched(past, clock):
    """A page opened afterwards can't claim the time before it was opened."""
    person, opened = make_person(), timezone.now()
    clock(60)
    see(past, person, 0, 60, since=opened)
    clock(3600)
    again = timezone.now()
    clock(15)
    with pytest.raises(errors.TooFast):
        see(past, person, 60, 91, since=again)
    assert see(past, person, 60, 90, since=again).seconds == 90


def test_page_left_open_for_days_counts_for_twelve_hours(past, clock):
    person, opened = make_person(), timezone.now()
    clock(3 * 86400)
    with pytest.raises(errors.TooFast):
        see(past, person, 0, 86401, since=opened, length=100_000)


def test_reading_is_stored_once_and_does_not_count_as_watching(past, clock):
    person = make_person()
    viewing = read(past, person, RECORDING, length=1200)
    clock(60)
    assert read(past, person, RECORDING, length=1200).read_at == viewing.read_at
    assert (viewing.seconds, viewing.is_done) == (0, True)
    reader = past.enrolments.get()
    assert (reader.source, reader.replayed_on, reader.participated_on) == (Source.REPLAY, None, None)


def test_recording_counts_as_watched_from_four_fifths(past):
    person = make_person()
    assert see(past, person, 0, 959).is_done is False
    assert see(past, person, 959, 960).is_done is True
