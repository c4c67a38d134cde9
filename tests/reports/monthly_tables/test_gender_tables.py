"""The fixed tables of women and men, cell by cell; what is hidden in them is tests/reports/test_small_cells' affair."""

from datetime import date

import pytest

from learning.people.duplicates.merges import merge
from learning.reports.monthly_tables.published_tables import publish_tables, published_tables
from tests.factories import make_activity, make_person

pytestmark = pytest.mark.django_db
IN_2025 = {"attended_on": date(2025, 5, 12), "participated_on": date(2025, 5, 12)}


@pytest.fixture
def crowd(come):
    """Six women, six men and six who did not answer came in 2026; the women in 2025 too, when six more men did."""
    this, last = make_activity(starts_on=date(2026, 5, 12)), make_activity(starts_on=date(2025, 5, 12))
    people = {gender: [make_person(gender=gender) for _number in range(6)] for gender in ("woman", "man", "")}
    for person in [one for some in people.values() for one in some]:
        come(this, person)
    for person in [*people["woman"], *(make_person(gender="man") for _number in range(6))]:
        come(last, person, **IN_2025)
    return people


def told():
    publish_tables()
    return {
        (table.family, table.value): (table.people, table.women, table.others, table.silent)
        for table in published_tables()
    }


def test_each_person_stands_once_in_each_table(crowd):
    tables = told()
    assert tables["all", ""] == (24, 6, 12, 6)
    assert tables["year", "2026"] == (18, 6, 6, 6)
    assert tables["year", "2025"] == (12, 6, 6, 0)


def test_who_answered_later_counts_by_what_says_most(crowd, come):
    for person in crowd[""]:
        person.gender = "woman"
        person.save()
        come(make_activity(starts_on=date(2026, 6, 1)), person)
    assert told()["year", "2026"] == (18, 12, 6, 0)


def test_two_rows_of_one_person_are_one(crowd):
    merge(crowd[""][0], into=crowd["woman"][0])
    assert told()["all", ""] == (23, 6, 12, 5)


def test_course_that_is_always_open_stands_in_the_year_of_each_participation(crowd, come):
    course = make_activity(kind="course")
    for answer in ("woman", "man"):
        for number in range(6):
            come(course, crowd[answer][number], **(IN_2025 if answer == "man" else {}))
    assert told()["year", "2025"] == (18, 6, 12, 0)


def test_the_latest_year_stands_before_the_others(crowd):
    assert list(told())[:3] == [("all", ""), ("year", "2026"), ("year", "2025")]
