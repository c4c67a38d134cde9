"""Races for places: many threads, each with its own connection, on the configured database."""

import threading
from collections import Counter
from contextlib import suppress

import pytest
from django.core import mail
from django.db import connection

from learning.activities.choices import EnrolmentStatus
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.models import Activity, EnrolmentEvent
from tests.activities.enrolment.promotion import promote_next
from tests.factories import make_activity, make_organisation, make_person, make_session

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
ENROLLED, WAITING, WITHDRAWN = EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING, EnrolmentStatus.WITHDRAWN


def upcoming(**fields):
    activity = make_activity(**fields)
    make_session(activity)
    return activity


def people(count, **fields):
    organisation = make_organisation()
    return [make_person(organisation=organisation, **fields) for _ in range(count)]


def at_once(action, arguments):
    """Call `action` with each of `arguments` in a thread of its own, all let go together; returns what went wrong."""
    start, failures = threading.Barrier(len(arguments)), []

    def run(argument):
        try:
            start.wait()
            action(argument)
        except Exception as failure:
            failures.append(failure)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[argument]) for argument in arguments]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return failures


def count_by_status(activity):
    return Counter(activity.enrolments.values_list("status", flat=True))


def test_two_hundred_enrolments_at_once_give_one_place():
    activity = upcoming(capacity=1)
    failures = at_once(lambda person: enrolment_actions.enrol(activity, person), people(200))
    assert failures == []
    assert count_by_status(activity) == {ENROLLED: 1, WAITING: 199}
    assert Counter(message.subject.split(":")[0] for message in mail.outbox) == {
        "You are enrolled": 1,
        "You are on the waiting list": 199,
    }


@pytest.fixture
def counted_together(monkeypatch):
    """Make each thread that has counted the places wait for the others to have counted too, before it writes.

    Under the lock no other thread can count meanwhile: then the wait ends after half a second, once for all threads.
    """
    has_place = enrolment_actions.has_place

    def arrange(how_many):
        barrier = threading.Barrier(how_many, timeout=0.5)

        def count_and_wait(activity):
            found = has_place(activity)
            with suppress(threading.BrokenBarrierError):
                barrier.wait()
            return found

        monkeypatch.setattr(enrolment_actions, "has_place", count_and_wait)

    return arrange


@pytest.fixture
def unguarded_enrol(monkeypatch):
    """Return `enrol` without its protection: the row lock on PostgreSQL, the transaction on SQLite."""
    if connection.vendor == "postgresql":
        monkeypatch.setattr(enrolment_actions, "lock", lambda activity: Activity.objects.get(pk=activity.pk))
        return enrolment_actions.enrol
    return enrolment_actions.enrol.__wrapped__


def test_concurrent_enrolments_get_no_place_twice(counted_together):
    activity, applicants = upcoming(capacity=1), people(20, email="")
    counted_together(20)
    assert at_once(lambda person: enrolment_actions.enrol(activity, person), applicants) == []
    assert count_by_status(activity) == {ENROLLED: 1, WAITING: 19}


def test_enrolments_without_lock_give_the_same_place_to_all(counted_together, unguarded_enrol):
    activity, applicants = upcoming(capacity=1), people(20, email="")
    counted_together(20)
    assert at_once(lambda person: unguarded_enrol(activity, person), applicants) == []
    assert count_by_status(activity) == {ENROLLED: 20}


def test_twenty_enrolments_of_one_person_at_once_make_one_row():
    activity, (person,) = upcoming(capacity=1), people(1, email="")
    assert at_once(lambda _click: enrolment_actions.enrol(activity, person), range(20)) == []
    assert count_by_status(activity) == {ENROLLED: 1}
    assert EnrolmentEvent.objects.count() == 1


def test_withdrawals_at_once_promote_each_waiting_person_once():
    activity = upcoming(capacity=15)
    enrolments = [enrolment_actions.enrol(activity, person) for person in people(30, email="")]
    assert at_once(enrolment_actions.withdraw, enrolments[:15]) == []
    assert count_by_status(activity) == {WITHDRAWN: 15, ENROLLED: 15}
    events = EnrolmentEvent.objects.filter(enrolment__in=enrolments[15:])
    assert Counter(events.values_list("status", flat=True)) == {WAITING: 15, ENROLLED: 15}


def test_withdrawals_and_enrolments_at_once_lose_no_place():
    activity = upcoming(capacity=10)
    placed = [enrolment_actions.enrol(activity, person) for person in people(10, email="")]
    leave = [lambda enrolment=enrolment: enrolment_actions.withdraw(enrolment) for enrolment in placed]
    come = [lambda person=person: enrolment_actions.enrol(activity, person) for person in people(30, email="")]
    assert at_once(lambda action: action(), [*leave, *come]) == []
    assert count_by_status(activity) == {WITHDRAWN: 10, ENROLLED: 10, WAITING: 20}


def test_promotions_at_once_give_each_new_place_once():
    activity = upcoming(capacity=1)
    for person in people(10, email=""):
        enrolment_actions.enrol(activity, person)
    Activity.objects.update(capacity=4)
    assert at_once(lambda _officer: promote_next(activity), range(8)) == []
    assert count_by_status(activity) == {ENROLLED: 4, WAITING: 6}
