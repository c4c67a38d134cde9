"""In which stretch of time a figure stands."""

from datetime import UTC, date, datetime

import pytest

from learning.reports.queries.calendar_periods import Calendar, years
from learning.reports.queries.trends import numbers
from learning.reports.scope.scopes import Scope
from tests.factories import make_activity, make_enrolment

pytestmark = pytest.mark.django_db

NEW_YEAR = date(2026, 1, 1)


def take_part(activity, day, **fields):
    at = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return make_enrolment(activity, started_on=day, participated_on=day, enrolled_at=at, **fields)


def told(step, measure="participations", scope=None):
    return {start: one[measure] for start, one in numbers(scope or Scope(), step).items()}


@pytest.fixture
def course():
    return make_activity("Course", kind="course")


def test_years_in_which_nobody_took_part_are_left_out_between_others(course):
    for day in (date(2021, 5, 1), date(2023, 5, 1), date(2026, 5, 1)):
        take_part(course, day)
    take_part(course, date(2024, 5, 1), role="trainer")
    make_activity(starts_on=date(2019, 3, 1))
    assert years() == [2026, 2023, 2021, 2019]


def test_what_crosses_new_year_stands_with_its_first_day(course):
    crossing = make_activity(starts_on=date(2025, 12, 31), ends_on=date(2026, 1, 2))
    take_part(crossing, NEW_YEAR)
    take_part(course, NEW_YEAR)
    calendar = Calendar.of(Scope(), "year")
    assert (calendar.astray, calendar.always_open) == ({crossing.pk}, {course.pk})
    assert told("year") == {date(2025, 1, 1): 1, NEW_YEAR: 1}
    assert told("month") == {date(2025, 12, 1): 1, NEW_YEAR: 1}


def test_what_keeps_to_its_stretch_is_told_by_its_days_alone():
    kept = make_activity(starts_on=date(2026, 2, 3), ends_on=date(2026, 2, 5))
    take_part(kept, date(2026, 2, 4))
    assert Calendar.of(Scope(), "month").astray == frozenset()
    assert told("month") == {date(2026, 2, 1): 1}


def test_what_is_known_to_the_year_alone_stands_in_no_month():
    vague = make_activity(starts_on=date(2026, 3, 1), precision="year")
    take_part(vague, date(2026, 3, 1))
    assert told("year") == {NEW_YEAR: 1}
    assert told("quarter") == {}


def test_a_completion_stands_with_the_first_day_or_of_a_course_with_its_own(course):
    done = {"completed_at": datetime(2026, 4, 30, 23, 30, tzinfo=UTC), "completed_by": "officer"}
    dated = make_activity(starts_on=date(2026, 2, 3))
    take_part(dated, date(2026, 2, 3), **done)
    take_part(course, date(2026, 2, 3), **done)
    assert {start: number for start, number in told("month", "completions").items() if number} == {
        date(2026, 2, 1): 1,
        date(2026, 4, 1): 1,
    }


def test_a_course_is_asked_for_in_the_days_of_the_period_alone(course):
    for day in (date(2025, 12, 30), date(2026, 2, 1), date(2027, 1, 1)):
        take_part(course, day)
    assert told("month", scope=Scope.of_year(2026)) == {date(2026, 2, 1): 1}
