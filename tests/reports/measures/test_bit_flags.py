import pytest
from django.db.models import Q, Value
from hypothesis import given
from hypothesis import strategies as st

from learning.activities.models import Enrolment
from learning.reports.measures.bit_flags import BitOr, named, number_of, one_of, together
from tests.factories import make_activity


@given(st.sets(st.integers(0, 61)))
def test_a_numbers_bits_name_just_what_they_stand_for(places):
    assert set(named(sum(1 << place for place in places), range(62))) == places


@pytest.fixture
def rows(db, come_saying):
    """(three rows of two activities: one from Senegal in the first, one from France in each; the first)"""
    first, second = make_activity(), make_activity()
    for activity, country in ((first, "SN"), (first, "FR"), (second, "FR")):
        come_saying(activity, country=country)
    return Enrolment.objects.order_by("pk"), first


def told(rows, number):
    return list(rows.annotate(told=number).values_list("told", flat=True))


def test_each_condition_that_holds_sets_its_bit(rows):
    rows, first = rows
    conditions = [Q(activity=first), Q(country="FR"), Q(country="XX"), Q()]
    assert told(rows, number_of(conditions)) == [0b1001, 0b1011, 0b1010]


def test_of_conditions_that_exclude_each_other_the_one_is_told(rows):
    assert told(rows[0], one_of([Q(country="FR"), Q(country="SN")])) == [2, 1, 1]


def test_nothing_asked_is_nothing_told(rows):
    assert told(rows[0], together([])) == [0, 0, 0]


def test_what_holds_of_any_of_several_rows_holds_of_them_together(rows):
    rows, _first = rows
    by_activity = (
        rows.order_by("activity").values("activity").annotate(told=BitOr(one_of([Q(country="FR"), Q(country="SN")])))
    )
    assert [row["told"] for row in by_activity] == [0b11, 0b01]
    assert rows.aggregate(told=BitOr(Value(4)))["told"] == 4
