from datetime import timedelta

import pytest
from django.utils import timezone

from learning.activities.attendance.check_in import check, checked_in
from learning.activities.enrolment.by_officer import walk_in
from learning.activities.errors import StillAhead
from learning.activities.models import Presence
from tests.factories import make_activity, make_enrolment, make_organisation, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_noon(time_machine):
    time_machine.move_to("2027-03-02T12:00Z", tick=False)


def test_check_ins_are_added_and_undone(at_noon):
    activity = make_activity()
    session = make_session(activity, timezone.now() - timedelta(hours=1))
    came, left = make_enrolment(activity), make_enrolment(activity)
    assert check(session, came=[came.pk, left.pk]) == (2, 0)
    assert check(session, left_out=[left.pk]) == (0, 1)
    assert checked_in(session) == {came.pk}


def test_check_in_opens_on_the_day_in_the_sessions_time_zone(at_noon):
    activity = make_activity()
    enrolment = make_enrolment(activity)
    tonight = make_session(activity, timezone.now() + timedelta(hours=9), time_zone="UTC")
    tomorrow_there = make_session(activity, timezone.now() + timedelta(hours=9), time_zone="Asia/Tokyo")
    assert check(tonight, came=[enrolment.pk]) == (1, 0)
    with pytest.raises(StillAhead):
        check(tomorrow_there, came=[enrolment.pk])


def test_walk_in_before_the_session_is_refused(at_noon):
    session = make_session(make_activity(), timezone.now() + timedelta(days=7))
    with pytest.raises(StillAhead):
        walk_in(session, name="Aya Koné", organisation=make_organisation())
    assert Presence.objects.count() == 0
