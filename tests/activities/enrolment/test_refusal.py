from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from learning.activities import errors
from learning.activities.choices import Access, EnrolmentStatus, Source, Status
from learning.activities.enrolment.actions import enrol
from learning.activities.models import Enrolment
from learning.people.duplicates.merges import merge
from learning.people.models import Membership
from tests.factories import make_activity, make_member, make_organisation, make_person, make_session

pytestmark = pytest.mark.django_db
ENROLLED, WAITING = EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING


def upcoming(**fields):
    activity = make_activity(**fields)
    make_session(activity)
    return activity


def statuses(*enrolments):
    return [Enrolment.objects.get(pk=enrolment.pk).status for enrolment in enrolments]


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({"opens_at": timezone.now() + timedelta(hours=1)}, errors.NotOpenYet),
        ({"closes_at": timezone.now() - timedelta(hours=1)}, errors.Closed),
        ({"status": Status.CANCELLED}, errors.Cancelled),
        ({"access": Access.APPLICATION}, errors.ByApplication),
        ({"access": Access.INVITATION}, errors.ByInvitation),
        ({"access": Access.MEMBERS}, errors.MembersOnly),
    ],
)
def test_refusal_has_a_sentence(fields, refused):
    with pytest.raises(refused):
        enrol(upcoming(**fields), make_person())


def test_enrolment_in_past_activity_is_refused():
    activity = make_activity()
    make_session(activity, timezone.now() - timedelta(hours=2), minutes=60)
    with pytest.raises(errors.Over):
        enrol(activity, make_person())


def test_enrolment_in_activity_that_has_begun_is_accepted():
    activity = make_activity()
    make_session(activity, timezone.now() - timedelta(minutes=5), minutes=60)
    assert enrol(activity, make_person()).status == ENROLLED


def test_enrolment_window_includes_opening_and_excludes_closing_moment(time_machine):
    opens, closes = datetime(2026, 5, 1, 8, tzinfo=UTC), datetime(2026, 5, 9, 8, tzinfo=UTC)
    activity = make_activity(opens_at=opens, closes_at=closes)
    time_machine.move_to(opens, tick=False)
    assert enrol(activity, make_person()).status == ENROLLED
    time_machine.move_to(closes - timedelta(seconds=1), tick=False)
    assert enrol(activity, make_person()).status == ENROLLED
    time_machine.move_to(closes, tick=False)
    with pytest.raises(errors.Closed):
        enrol(activity, make_person())


def test_members_only_requires_membership_on_the_day_of_the_activity():
    activity = make_activity(access=Access.MEMBERS)
    make_session(activity, datetime(2100, 6, 10, 9, tzinfo=UTC))
    joins_in_time = make_member(since=date(2100, 6, 10))
    joins_too_late = make_member(since=date(2100, 6, 11))
    assert enrol(activity, make_person(organisation=joins_in_time)).is_member is True
    with pytest.raises(errors.MembersOnly):
        enrol(activity, make_person(organisation=joins_too_late))


def test_merged_organisation_has_the_membership_of_the_canonical_one():
    activity = upcoming(access=Access.MEMBERS)
    alias, member = make_organisation(), make_organisation()
    Membership.objects.create(organisation=member, since=date(2000, 1, 1))
    merge(alias, member)
    alias.refresh_from_db()
    assert enrol(activity, make_person(organisation=alias)).is_member is True


def test_enrolment_by_officer_ignores_window_and_access_but_not_capacity():
    activity = upcoming(closes_at=timezone.now() - timedelta(days=1), access=Access.INVITATION, capacity=1)
    placed = enrol(activity, make_person(organisation=None), source=Source.OFFICER)
    waits = enrol(activity, make_person(), source=Source.OFFICER)
    assert statuses(placed, waits) == [ENROLLED, WAITING]


def test_enrolment_by_officer_in_a_cancelled_activity_is_refused():
    with pytest.raises(errors.Cancelled):
        enrol(upcoming(status=Status.CANCELLED), make_person(), source=Source.OFFICER)
