"""Organisations, places and countries, counted from the different copies on enrolments."""

from datetime import date

import pytest
from django.db.models import Q

from learning.people.duplicates.merges import merge
from learning.reports.measures.bit_flags import number_of
from learning.reports.queries.enrolments import of, of_halves
from learning.reports.queries.organisations import (
    activities_by_organisation,
    all_copies_of,
    by_activity,
    copies_of,
    organisations_of,
)
from learning.reports.scope.scopes import Scope
from tests.factories import make_activity, make_organisation, make_person

pytestmark = pytest.mark.django_db


def participants():
    return of("participants", Scope())


@pytest.fixture
def merged():
    """Two rows of one city."""
    old, dakar = make_organisation("Ville de Dakar", place="Dakar"), make_organisation("Dakar", place="Dakar")
    return old, dakar, lambda: merge(old, dakar)


def test_rows_of_one_organisation_count_once_in_each_activity_and_in_all(come_saying, merged):
    old, dakar, unite = merged
    first, second = make_activity(), make_activity()
    for activity, organisation in ((first, old), (first, dakar), (second, old)):
        come_saying(activity, organisation=organisation, organisation_kind="local", country="SN")
    assert organisations_of([participants()])["organisations"] == 2
    unite()
    told = by_activity(participants(), ["organisations", "cities", "countries"])
    assert {activity: dict(numbers) for activity, numbers in told.items()} == {
        first.pk: {"organisations": 1, "cities": 1, "countries": 1},
        second.pk: {"organisations": 1, "cities": 1, "countries": 1},
    }
    assert organisations_of([participants()])["organisations"] == 1
    assert activities_by_organisation(participants()) == {dakar.pk: 2}


def test_who_joined_in_between_is_a_non_member_and_a_member(come_saying):
    dakar, seminar = make_organisation("Dakar"), make_activity()
    for is_member in (False, True):
        come_saying(seminar, organisation=dakar, organisation_kind="local", is_member=is_member)
    told = organisations_of([participants()])
    assert (told["organisations"], told["members"], told["non_members"], told["member_cities"]) == (1, 1, 1, 1)
    assert by_activity(participants())[seminar.pk] == told


def test_two_bodies_of_one_city_are_one_place(come_saying):
    seminar = make_activity()
    for name in ("City of Dakar", "Dakar transport authority"):
        come_saying(
            seminar, organisation=make_organisation(name, place="Dakar", country="SN"), organisation_kind="local"
        )
    come_saying(seminar, organisation=make_organisation("A university", place="Thiès"), organisation_kind="academic")
    assert organisations_of([participants()], ["places", "organisations"]) == {"places": 1, "organisations": 3}


def test_copies_are_told_by_part_and_each_once(come_saying):
    first, second = make_activity(), make_activity()
    dakar = make_organisation("Dakar")
    for activity in (first, first, second):
        come_saying(activity, organisation=dakar, country="SN")
    come_saying(second, organisation=None)
    assert len(all_copies_of([participants()])) == 2
    part = copies_of(participants(), number_of([Q(activity=first)]), ["part"])["part"]
    assert [(copy.organisation, copy.country) for copy in part] == [(dakar.pk, "SN")]


def test_those_of_a_year_are_the_same_in_one_look_as_in_two_halves(come):
    """Of a course that is always open, who started in the year; of what has dates, all."""
    course, webinar = make_activity("Course", kind="course"), make_activity("Webinar", starts_on=date(2026, 5, 12))
    bogota, dakar, quito = (make_organisation(name) for name in ("Bogotá", "Dakar", "Quito"))
    come(webinar, make_person(organisation=bogota))
    come(course, make_person(organisation=bogota))
    come(course, make_person(organisation=dakar))
    come(course, make_person(organisation=quito), participated_on=date(2025, 5, 12))
    year = Scope.of_year(2026)
    halves = of_halves("participants", year)
    assert [half.count() for half in halves] == [1, 2]
    assert organisations_of(halves, ["organisations"]) == organisations_of(
        [of("participants", year)], ["organisations"]
    )
    assert organisations_of(halves, ["organisations"]) == {"organisations": 2}
