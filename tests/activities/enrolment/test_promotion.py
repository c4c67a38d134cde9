"""Promotion from the waiting list: until enrolment closes, later only if an officer allows it.

Nobody is promoted once the last session has started.
"""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning.activities import activity_edit
from learning.activities.choices import EnrolmentStatus
from learning.activities.enrolment.actions import enrol, is_promotion_open, withdraw
from learning.activities.models import Activity, Enrolment
from tests.activities.enrolment.promotion import promote_next
from tests.factories import make_activity, make_person, make_session, make_webinar

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
ENROLLED, WAITING = EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING


@pytest.fixture
def full():
    """An activity with one place and two sessions, whose enrolment closes two hours before the first."""
    now = timezone.now()
    activity = make_activity(capacity=1, closes_at=now + 22 * HOUR)
    make_session(activity, now + 24 * HOUR)
    make_session(activity, now + 48 * HOUR)
    return activity


@pytest.fixture
def placed(full):
    return enrol(full, make_person())


@pytest.fixture
def waiting(full, placed):
    return enrol(full, make_person())


def status_of(enrolment):
    return Enrolment.objects.get(pk=enrolment.pk).status


def allow(activity):
    Activity.objects.filter(pk=activity.pk).update(promotes_after_closing=True)


@pytest.mark.parametrize(
    ("hours", "allowed", "expected"),
    [
        (21, False, ENROLLED),
        (22, False, WAITING),
        (23, False, WAITING),
        (23, True, ENROLLED),
        (25, True, ENROLLED),
        (47, True, ENROLLED),
        (48, True, WAITING),
        (49, True, WAITING),
        (49, False, WAITING),
    ],
)
def test_free_place_goes_to_the_queue_until_closing_or_if_allowed_until_last_session_starts(
    full, placed, waiting, time_machine, hours, allowed, expected
):
    if allowed:
        allow(full)
    time_machine.move_to(timezone.now() + hours * HOUR)
    withdraw(placed)
    assert status_of(waiting) == expected


def test_without_closing_date_nobody_is_promoted_once_the_last_session_has_started(full, placed, waiting, time_machine):
    Activity.objects.filter(pk=full.pk).update(closes_at=None)
    time_machine.move_to(timezone.now() + 49 * HOUR)
    withdraw(placed)
    assert status_of(waiting) == WAITING


def test_course_without_sessions_promotes_until_enrolment_closes(time_machine):
    course = make_activity(capacity=1, closes_at=timezone.now() + HOUR)
    placed, second, third = (enrol(course, make_person()) for _ in range(3))
    withdraw(placed)
    time_machine.move_to(timezone.now() + 2 * HOUR)
    withdraw(second)
    assert [status_of(one) for one in (second, third)] == [EnrolmentStatus.WITHDRAWN, WAITING]


def test_withdrawal_reads_closing_date_under_the_lock(full, placed, waiting):
    """A withdrawal with an activity read before an officer closed enrolment promotes nobody."""
    Activity.objects.filter(pk=full.pk).update(closes_at=timezone.now() - HOUR)
    assert placed.activity.closes_at > timezone.now()
    withdraw(placed)
    assert status_of(waiting) == WAITING


def test_promote_next_after_closing_promotes_nobody(full, placed, waiting):
    Activity.objects.filter(pk=full.pk).update(capacity=5, closes_at=timezone.now() - HOUR)
    assert promote_next(full) == []


@pytest.mark.parametrize("change", [{"promotes_after_closing": True}, {"closes_at": None}])
def test_officer_who_allows_it_after_closing_fills_the_free_place(full, placed, waiting, time_machine, change):
    time_machine.move_to(timezone.now() + 23 * HOUR)
    withdraw(placed)
    assert status_of(waiting) == WAITING
    activity_edit.apply_edit(full, lambda: Activity.objects.filter(pk=full.pk).update(**change))
    assert status_of(waiting) == ENROLLED


def test_more_places_after_closing_are_not_filled_unless_allowed(full, placed, waiting, time_machine):
    time_machine.move_to(timezone.now() + 23 * HOUR)
    activity_edit.apply_edit(full, lambda: Activity.objects.filter(pk=full.pk).update(capacity=2))
    assert status_of(waiting) == WAITING


def test_page_says_that_the_list_no_longer_moves_up(client, official, time_machine):
    page = make_webinar()
    Activity.objects.filter(key=page.translation_key).update(capacity=1, closes_at=timezone.now() + HOUR)
    make_session(page.activity, timezone.now() + 24 * HOUR)
    activity = Activity.objects.get(key=page.translation_key)
    enrol(activity, make_person())
    organisation = make_person().organisation
    enrol(activity, official.person, organisation=organisation)
    client.force_login(official)
    address = f"/en/webinars/{page.slug}/"
    assert "When a place becomes free, you get it" in client.get(address).content.decode()
    time_machine.move_to(timezone.now() + 2 * HOUR)
    client.force_login(official)
    shown = client.get(address).content.decode()
    assert "Enrolment has closed: free places no longer go to the waiting list." in shown
    assert not is_promotion_open(activity)


def test_edit_form_offers_the_choice(as_officer, full):
    page = as_officer.get(f"/admin/activities/edit/{full.pk}/").content.decode()
    assert 'name="promotes_after_closing"' in page
