from datetime import date

import pytest
from django.utils import timezone

from home.participants_sentence import count
from learning.people.duplicates.merges import merge
from tests.factories import make_activity, make_enrolment, make_organisation, make_person

pytestmark = pytest.mark.django_db

TODAY = {"participated_on": timezone.localdate(), "attended_on": timezone.localdate()}
CAME = {"participated_on": date(2026, 3, 3), "attended_on": date(2026, 3, 3)}


def come(activity, **fields):
    organisation = make_organisation(latitude=4.6, longitude=-74.1)
    return make_enrolment(activity, make_person(organisation=organisation), **{**CAME, **fields})


def test_small_number_of_participants_is_not_shown():
    activity = make_activity()
    for _number in range(4):
        come(activity)
    assert count(2026) is None


def test_people_and_organisations_are_counted_once():
    first, second = make_activity(), make_activity()
    came = [come(first) for _number in range(6)]
    make_enrolment(second, came[0].person, **CAME)
    come(second, role="speaker")
    come(second, participated_on=date(2025, 1, 1), attended_on=date(2025, 1, 1))
    merge(came[1].person, came[2].person)
    shown = count(2026)
    # One of the six is merged into another, whose enrolment determines the organisation.
    assert (shown.people, shown.organisations) == (5, 5)


def test_city_is_a_dot_at_its_coordinates():
    activity, organisation = make_activity(), make_organisation("Bogotá", latitude=4.6, longitude=-74.1)
    for _number in range(5):
        make_enrolment(activity, make_person(organisation=organisation), **CAME)
    dot = count(2026).world.dots[0]
    assert (dot.x, dot.y, dot.told) == ("29.42%", "54.78%", "Bogotá: 5 people")


def test_organisations_with_one_person_each_are_not_drawn():
    activity = make_activity()
    for _number in range(5):
        come(activity)
    assert (count(2026).people, count(2026).organisations, count(2026).places) == (5, 5, [])


def test_organisation_without_participants_has_zero_people():
    activity = make_activity()
    for _number in range(5):
        come(activity)
    make_organisation("Lima", latitude=-12.0, longitude=-77.0)
    assert [place.people for place in count(2026).places if place.label == "Lima"] == [0]


def test_front_page_shows_sentence_and_dots(client):
    activity = make_activity()
    for number in range(5):
        organisation = make_organisation(latitude=1, longitude=number)
        for _person in range(2):
            make_enrolment(activity, make_person(organisation=organisation), **TODAY)
    page = client.get("/en/").content.decode()
    assert page.count("<circle") == 5
    assert "10 people from 5 organisations took part this year." in page
    assert "css/drawing.css" in page
