"""Facts of an enrolment row as one stored integer, which the database computes."""

import random
from datetime import UTC, date, datetime

import pytest
from django.db.models import F
from django.db.models.lookups import GreaterThan

from learning.activities.choices import Completion, EnrolmentStatus, Source
from learning.activities.enrolment.facts import BITS, FACTS
from learning.activities.models import Enrolment
from learning.people.models import Gender
from tests.factories import make_activity, make_enrolment

pytestmark = pytest.mark.django_db

DAY, MOMENT = date(2026, 5, 12), datetime(2026, 5, 12, 9, tzinfo=UTC)
CHANCE = random.Random(8)


def some_fields():
    """Return random values that a row may have together."""
    came, started, replayed, completed = (CHANCE.random() < 0.5 for _time in range(4))
    return {
        "status": CHANCE.choice(EnrolmentStatus.values),
        "source": CHANCE.choice(Source.values),
        "gender": CHANCE.choice([*Gender.values, ""]),
        "queued_at": MOMENT,
        "attended_on": DAY if came else None,
        "started_on": DAY if started else None,
        "participated_on": DAY if came or started else None,
        "replayed_on": DAY if replayed else None,
        "completed_at": MOMENT if completed else None,
        "completed_by": Completion.STEPS if completed else "",
    }


@pytest.fixture
def enrolments():
    activity = make_activity()
    for _person in range(150):
        Enrolment.objects.filter(pk=make_enrolment(activity).pk).update(**some_fields())


def kept(fact):
    return Enrolment.objects.filter(GreaterThan(F("facts").bitand(BITS[fact]), 0))


@pytest.mark.parametrize("fact", FACTS)
def test_each_bit_is_set_exactly_where_its_condition_is_true(enrolments, fact):
    holds = set(Enrolment.objects.filter(FACTS[fact]))
    assert 0 < len(holds) < 150
    assert set(kept(fact)) == holds


def test_facts_are_computed_again_when_the_row_changes():
    enrolment = make_enrolment(make_activity())
    assert enrolment not in kept("attendees")
    Enrolment.objects.filter(pk=enrolment.pk).update(attended_on=DAY, participated_on=DAY)
    assert enrolment in kept("attendees")
    enrolment.refresh_from_db()
    enrolment.attended_on = enrolment.participated_on = None
    enrolment.save()
    assert enrolment not in kept("attendees")
