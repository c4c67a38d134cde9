"""Check-in by trainers and officers: permissions, times, audit log, queries."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning.activities import errors
from learning.activities.attendance import actions as attendance_actions
from learning.activities.attendance import check_in, presence
from learning.activities.models import Activity, Presence
from learning.people.models import AuditEntry
from tests.factories import make_activity, make_enrolment, make_session, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def session():
    return make_session(make_activity(), timezone.now() - timedelta(hours=1))


@pytest.fixture
def trainer():
    return make_user("trainer@example.org")


def kept():
    changed = AuditEntry.objects.filter(action="enrolment_changed").order_by("id")
    return [(entry.by, int(entry.object_id), entry.details) for entry in changed]


def test_each_check_in_is_logged_with_its_author(session, trainer, officer):
    enrolment = make_enrolment(session.activity)
    assert check_in.mark(session, came=[enrolment.pk], by=trainer) == (1, 0)
    assert check_in.mark(session, came=[enrolment.pk], by=trainer) == (0, 0)
    assert check_in.check(session, left_out=[enrolment.pk], by=officer) == (0, 1)
    assert kept() == [
        (trainer, enrolment.pk, {"session": session.pk, "came": True}),
        (officer, enrolment.pk, {"session": session.pk, "came": False}),
    ]


def test_trainer_can_check_in_enrolled_participants_only(session, trainer):
    activity = session.activity
    speaker = make_enrolment(activity, role="speaker")
    outside = [
        make_enrolment(activity, status="waiting", queued_at=timezone.now()),
        make_enrolment(activity, status="withdrawn"),
        make_enrolment(activity, status="applied"),
        make_enrolment(activity, source="replay"),
        make_enrolment(make_activity()),
    ]
    assert check_in.mark(session, came=[one.pk for one in [speaker, *outside]], by=trainer) == (0, 0)
    assert not Presence.objects.exists()


def test_trainer_can_undo_a_check_in(session, trainer):
    enrolment = make_enrolment(session.activity)
    check_in.mark(session, came=[enrolment.pk], by=trainer)
    check_in.mark(session, left_out=[enrolment.pk], by=trainer)
    enrolment.refresh_from_db()
    assert enrolment.attended_on is None


@pytest.mark.parametrize(
    ("status", "refused"), [("confirmed", errors.FiguresConfirmed), ("cancelled", errors.Cancelled)]
)
def test_trainer_cannot_check_in_after_confirmation_or_cancellation(session, trainer, status, refused):
    enrolment = make_enrolment(session.activity)
    Activity.objects.update(status=status)
    with pytest.raises(refused):
        check_in.mark(session, came=[enrolment.pk], by=trainer)
    assert not Presence.objects.exists()


def test_trainer_can_check_in_from_half_an_hour_before_the_start(trainer):
    activity = make_activity()
    later = make_session(activity, timezone.now() + timedelta(minutes=31))
    soon = make_session(activity, timezone.now() + timedelta(minutes=29))
    enrolment = make_enrolment(activity)
    with pytest.raises(errors.NotBegun):
        check_in.mark(later, came=[enrolment.pk], by=trainer)
    assert check_in.mark(soon, came=[enrolment.pk], by=trainer) == (1, 0)


def test_sessions_attended_by_many_enrolments_take_one_query(session, django_assert_num_queries):
    activity = session.activity
    other = make_session(activity, timezone.now() - timedelta(hours=5))
    enrolments = [make_enrolment(activity) for _number in range(30)]
    for enrolment in enrolments[:20]:
        attendance_actions.check_in(enrolment, session)
    for enrolment in enrolments[:10]:
        attendance_actions.check_in(enrolment, other)
    short = other.starts_at + timedelta(minutes=3)
    attendance_actions.record(enrolments[29], other, other.starts_at, short, source=Presence.Source.JOIN)
    with django_assert_num_queries(1):
        attended = presence.attended_by(activity, enrolments)
    assert [len(attended[enrolment.pk]) for enrolment in enrolments] == [2] * 10 + [1] * 10 + [0] * 10
    assert attended[enrolments[0].pk] == [other, session]
