from datetime import UTC, date, datetime, timedelta

import pytest

from learning.activities.attendance.actions import check_in, record, take_back, undo_check_in
from learning.activities.attendance.presence import live_minutes
from learning.activities.choices import Completion, Source
from learning.activities.completion.actions import mark_complete
from learning.activities.models import EvidenceBatch, Presence
from tests.factories import make_activity, make_enrolment, make_session

pytestmark = pytest.mark.django_db


def minutes_of(enrolment):
    return live_minutes([enrolment])[enrolment.pk]


START = datetime(2026, 3, 2, 9, tzinfo=UTC)
JOIN, FILE = Presence.Source.JOIN, Presence.Source.FILE


def minutes(count):
    return timedelta(minutes=count)


@pytest.fixture
def activity():
    return make_activity(completion=Completion.ATTENDANCE)


@pytest.fixture
def session(activity):
    """A session from nine to ten."""
    return make_session(activity, START)


@pytest.fixture
def enrolment(activity):
    return make_enrolment(activity)


def be_there(enrolment, session, start, end, source=JOIN, batch=None):
    """Record presence from minute `start` to minute `end` of the session."""
    record(enrolment, session, START + minutes(start), START + minutes(end), source=source, batch=batch)
    enrolment.refresh_from_db()
    return enrolment


def facts(enrolment):
    enrolment.refresh_from_db()
    return enrolment.attended_on, enrolment.participated_on, enrolment.completed_at, enrolment.completed_by


CAME = (date(2026, 3, 2), date(2026, 3, 2), START + minutes(60), Completion.ATTENDANCE)
NOTHING = (None, None, None, "")


def test_attendee_needs_ten_minutes_in_total(enrolment, session):
    assert be_there(enrolment, session, 0, 9).attended_on is None
    assert be_there(enrolment, session, 20, 21).attended_on == date(2026, 3, 2)


def test_overlapping_presences_count_the_minutes_of_their_union(enrolment, session):
    for start, end in [(0, 12), (10, 20), (20, 25), (24, 31), (40, 50)]:
        be_there(enrolment, session, start, end)
    assert minutes_of(enrolment) == 41
    assert facts(enrolment) == CAME


def test_presence_from_join_page_and_file_counts_once(enrolment, session):
    be_there(enrolment, session, 5, 45)
    be_there(enrolment, session, 0, 50, source=FILE)
    assert minutes_of(enrolment) == 50
    assert facts(enrolment) == CAME


def test_same_presence_recorded_twice_is_stored_once(enrolment, session):
    be_there(enrolment, session, 0, 30)
    be_there(enrolment, session, 0, 30)
    assert enrolment.presences.count() == 1


def test_presence_outside_the_session_does_not_count(enrolment, session):
    be_there(enrolment, session, -30, 5)
    be_there(enrolment, session, 56, 90)
    assert minutes_of(enrolment) == 9
    assert facts(enrolment) == NOTHING


def test_presence_before_the_start_only_makes_no_attendee_even_without_minimum(enrolment, session, activity):
    activity.minimum_minutes = 0
    activity.save()
    assert facts(be_there(enrolment, session, -30, -5)) == NOTHING


def test_short_stays_in_several_sessions_add_up_to_an_attendee(enrolment, session, activity):
    second = make_session(activity, START + timedelta(days=1))
    be_there(enrolment, session, 0, 6)
    record(enrolment, second, second.starts_at, second.starts_at + minutes(6), source=JOIN)
    enrolment.refresh_from_db()
    assert (enrolment.attended_on, enrolment.completed_at) == (date(2026, 3, 2), None)


def test_session_shorter_than_the_minimum_has_to_be_attended_completely(enrolment, activity):
    short = make_session(activity, START, minutes=8)
    assert be_there(enrolment, short, 0, 7).completed_at is None
    assert be_there(enrolment, short, 7, 8).completed_at == START + minutes(8)


def test_check_in_counts_the_whole_session(enrolment, session):
    check_in(enrolment, session)
    assert minutes_of(enrolment) == 60
    assert facts(enrolment) == CAME


def test_check_in_follows_a_session_that_is_moved_later(enrolment, session):
    check_in(enrolment, session)
    session.starts_at, session.ends_at = START + timedelta(days=2), START + timedelta(days=2, hours=2)
    session.save()
    be_there(enrolment, session, 0, 1)
    assert (enrolment.attended_on, minutes_of(enrolment)) == (date(2026, 3, 4), 120)


def test_undone_check_in_leaves_no_facts(enrolment, session):
    check_in(enrolment, session)
    undo_check_in(enrolment, session)
    assert facts(enrolment) == NOTHING
    assert minutes_of(enrolment) == 0


def test_undone_check_in_keeps_other_evidence(enrolment, session):
    be_there(enrolment, session, 0, 30)
    check_in(enrolment, session)
    undo_check_in(enrolment, session)
    assert (facts(enrolment), minutes_of(enrolment)) == (CAME, 30)


def test_participation_day_is_in_the_sessions_time_zone(enrolment, activity):
    in_la_paz = make_session(activity, datetime(2026, 1, 1, 2, tzinfo=UTC), time_zone="America/La_Paz")
    check_in(enrolment, in_la_paz)
    enrolment.refresh_from_db()
    assert enrolment.participated_on == date(2025, 12, 31)


def test_completion_needs_the_share_of_sessions_rounded_up(enrolment, activity):
    activity.attendance_share = 60
    activity.save()
    days = [make_session(activity, START + timedelta(days=day)) for day in range(4)]
    check_in(enrolment, days[0])
    check_in(enrolment, days[3])
    assert facts(enrolment)[2] is None
    check_in(enrolment, days[2])
    assert facts(enrolment)[2:] == (days[3].ends_at, Completion.ATTENDANCE)


def test_session_added_later_keeps_completion(enrolment, session, activity):
    check_in(enrolment, session)
    later = make_session(activity, START + timedelta(days=1))
    record(enrolment, later, later.starts_at, later.starts_at + minutes(5), source=JOIN)
    assert facts(enrolment) == CAME


def test_withdrawn_file_about_a_session_added_later_keeps_completion(enrolment, session, activity):
    check_in(enrolment, session)
    later, _last = (make_session(activity, START + timedelta(days=day)) for day in (1, 2))
    batch = EvidenceBatch.objects.create(activity=activity, name="second.csv")
    record(enrolment, later, later.starts_at, later.ends_at, source=FILE, batch=batch)
    take_back(batch)
    assert facts(enrolment) == CAME


def test_officers_mark_stays_when_evidence_is_withdrawn(enrolment, session, activity):
    mark_complete(enrolment)
    batch = EvidenceBatch.objects.create(activity=activity, name="first.csv")
    be_there(enrolment, session, 0, 60, source=FILE, batch=batch)
    take_back(batch)
    enrolment.refresh_from_db()
    assert (enrolment.completed_by, enrolment.attended_on) == (Completion.OFFICER, None)


def test_withdrawn_file_restores_facts_and_minutes(activity, session):
    known, other, stranger = make_enrolment(activity), make_enrolment(activity), make_enrolment(activity)
    be_there(known, session, 0, 4)
    be_there(other, session, 0, 40)
    before = [facts(one) for one in (known, other, stranger)]
    minutes_before = [minutes_of(one) for one in (known, other, stranger)]
    batch = EvidenceBatch.objects.create(activity=activity, name="attendance.csv")
    for one in (known, other, stranger):
        be_there(one, session, 2, 58, source=FILE, batch=batch)
    assert [facts(one) for one in (known, other, stranger)] == [CAME, CAME, CAME]
    take_back(batch)
    assert [facts(one) for one in (known, other, stranger)] == before == [NOTHING, CAME, NOTHING]
    assert [minutes_of(one) for one in (known, other, stranger)] == minutes_before == [4, 40, 0]


def test_file_can_be_imported_again_after_it_was_withdrawn(activity, session, enrolment):
    for name in ("attendance.csv", "attendance, mended.csv"):
        batch = EvidenceBatch.objects.create(activity=activity, name=name)
        be_there(enrolment, session, 0, 30, source=FILE, batch=batch)
        assert facts(enrolment) == CAME
        take_back(batch)
        taken_back_at = batch.taken_back_at
        take_back(batch)
        assert batch.taken_back_at == taken_back_at
        assert facts(enrolment) == NOTHING


def test_checked_in_walk_in_is_an_attendee(activity, session):
    walked_in = make_enrolment(activity, source=Source.WALK_IN)
    check_in(walked_in, session)
    assert facts(walked_in) == CAME


def test_replay_of_any_length_is_no_attendance(enrolment):
    record(enrolment, None, START, START + minutes(60), source=FILE, mode=Presence.Mode.REPLAY)
    enrolment.refresh_from_db()
    assert (enrolment.replayed_on, *facts(enrolment)) == (date(2026, 3, 2), *NOTHING)


def test_replays_of_one_minute_in_total_make_a_replay_viewer(enrolment):
    def replay(start, end):
        second = timedelta(seconds=1)
        record(enrolment, None, START + start * second, START + end * second, source=FILE, mode=Presence.Mode.REPLAY)
        enrolment.refresh_from_db()
        return enrolment.replayed_on

    assert replay(0, 40) is None
    assert replay(20, 59) is None
    assert replay(100, 101) == date(2026, 3, 2)
