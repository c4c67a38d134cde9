from datetime import date

import pytest
from django.core.cache import caches
from django.utils import translation

from learning.activities.models import DeclaredFigure
from learning.people.duplicates.merges import merge
from learning.reports.public import block_numbers
from learning.reports.scope.scopes import Scope
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person

pytestmark = pytest.mark.django_db

YEAR = Scope.of_year(2026)
CAME = {"attended_on": date(2026, 5, 12), "participated_on": date(2026, 5, 12)}


def come(activity, people, **fields):
    organisation = make_organisation(**fields)
    return [make_enrolment(activity, make_person(organisation=organisation), **CAME) for _number in range(people)]


@pytest.fixture
def seminar():
    return make_activity("Seminar", starts_on=date(2026, 5, 12), mode="in_person")


def test_numbers_are_those_of_the_annual_figures(seminar):
    come(seminar, 5, country="CO")
    come(seminar, 2, country="SN")
    assert block_numbers.numbers(YEAR) == {
        "people": 7,
        "participations": 7,
        "activities": 1,
        "completers": 0,
        "hours": 0,
        "organisations": 2,
        "cities": 2,
        "members": 0,
        "non_members": 2,
        "countries": 2,
        "regions": 2,
    }


def test_few_people_are_no_number(seminar):
    come(seminar, 4)
    told = block_numbers.numbers(YEAR)
    assert (told["people"], told["participations"], told["organisations"]) == (None, None, 1)


def test_regions_are_told_without_the_small_ones(seminar):
    come(seminar, 9, country="CO")
    come(seminar, 6, country="SN")
    come(seminar, 2, country="FR")
    assert block_numbers.by_region(YEAR, "participants") == [("africa", None), ("europe", None), ("latin-america", 9)]
    assert block_numbers.by_region(YEAR, "organisations") == [("africa", 1), ("europe", 1), ("latin-america", 1)]


def test_columns_of_time_follow_the_rules_of_any_period(seminar):
    come(seminar, 6)
    come(make_activity(starts_on=date(2025, 5, 12)), 7)
    come(make_activity(starts_on=date(2026, 1, 1), precision="year"), 8)
    scopes = [Scope.of_year(2025), YEAR, Scope(date(2026, 5, 1), date(2026, 5, 31))]
    assert block_numbers.over_time(scopes, "participants") == [7, 14, 6]
    assert block_numbers.over_time(scopes, "activities") == [1, 2, 1]


def test_twelve_columns_cost_as_many_queries_as_one(seminar, django_assert_num_queries):
    come(seminar, 6)
    months = [Scope(date(2026, month, 1), date(2026, month, 28)) for month in range(1, 13)]
    for scopes in ([YEAR], months):
        with django_assert_num_queries(5):
            block_numbers.over_time(scopes, "participants")
        with django_assert_num_queries(5):
            block_numbers.over_time(scopes, "organisations")
    assert block_numbers.over_time(months, "organisations") == [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]


def test_who_was_merged_is_one_person_in_each_column(seminar):
    earlier = make_activity(starts_on=date(2025, 5, 12))
    people = [enrolment.person for enrolment in [*come(seminar, 6), *come(earlier, 6)]]
    make_enrolment(seminar, people[-1], **CAME)
    merge(people[0], people[-1])
    columns = [Scope.of_year(2025), YEAR, Scope(date(2025, 1, 1), date(2026, 12, 31))]
    assert block_numbers.over_time(columns, "participants") == [6, 6, 11]


def test_numbers_and_sentences_are_counted_together(seminar, django_assert_num_queries):
    come(seminar, 5)
    block_numbers.numbers(YEAR)
    with django_assert_num_queries(0):
        assert block_numbers.sentences(YEAR)["all.in_all"].startswith("1 activity with a total of 5 participants")


def test_the_map_and_the_regions_are_counted_together(seminar, django_assert_num_queries):
    come(seminar, 5, country="CO", latitude=4.6, longitude=-74.1)
    come(seminar, 5, country="PE", latitude=-12.0, longitude=-77.0)
    assert [place.people for place in block_numbers.places(YEAR)] == [5, 5]
    with django_assert_num_queries(0):
        assert block_numbers.by_region(YEAR, "countries") == [("latin-america", 2)]


def test_what_a_declared_figure_covers_is_not_counted_beside_it(seminar):
    come(seminar, 6)
    series = make_activity(starts_on=date(2026, 2, 2), kind="series")
    figure = DeclaredFigure.objects.create(activity=series, year=2026, value=300, unit="people", source="Report")
    figure.covers = [seminar]
    figure.save()
    assert block_numbers.numbers(YEAR)["people"] == 0
    assert block_numbers.by_region(YEAR, "participants") == []
    assert block_numbers.over_time([YEAR], "participants") == [0]
    assert block_numbers.places(YEAR) == []


def test_sentences_are_said_in_the_readers_language_and_say_nothing_of_few(seminar):
    come(seminar, 5)
    assert block_numbers.sentences(YEAR)["all.in_all"].startswith(
        "1 activity with a total of 5 participants (5 people)"
    )
    with translation.override("es"):
        assert block_numbers.sentences(YEAR)["all.in_all"].startswith("1 actividad")
    few = make_activity(starts_on=date(2025, 5, 12))
    come(few, 4)
    assert block_numbers.sentences(Scope.of_year(2025)) == {}


def test_no_sentence_tells_of_gender(seminar):
    for number in range(6):
        make_enrolment(seminar, make_person(gender="woman" if number else "man"), **CAME)
    assert not [key for key in block_numbers.sentences(YEAR) if "women" in key]


def test_declared_figures_are_said_with_their_source():
    figure = {
        "activity": make_activity(starts_on=date(2023, 5, 5)),
        "year": 2023,
        "unit": "people",
        "source": "Report 2023",
    }
    first = DeclaredFigure.objects.create(value=40, audience_en="Indonesian", **figure)
    assert block_numbers.declared(Scope.of_year(2023)) == [
        ({str(first.pk)}, "40 participants from Indonesian cities", "Report 2023")
    ]


def test_numbers_are_counted_again_every_ten_minutes(seminar, django_assert_num_queries):
    come(seminar, 5)
    block_numbers.numbers(YEAR)
    come(seminar, 5)
    with django_assert_num_queries(0):
        assert block_numbers.numbers(YEAR)["people"] == 5
    caches["quick"].clear()
    assert block_numbers.numbers(YEAR)["people"] == 10


def test_what_is_kept_is_kept_by_what_was_chosen(seminar):
    come(seminar, 5)
    assert [
        block_numbers.numbers(scope)["people"] for scope in (YEAR, YEAR.narrowed(kind="course"), Scope.of_year(2025))
    ] == [
        5,
        0,
        0,
    ]


def test_the_map_has_members_and_others_where_they_sit(seminar):
    organisation = make_member("Bogotá", latitude=4.6, longitude=-74.1)
    for _person in range(5):
        make_enrolment(seminar, make_person(organisation=organisation), **CAME)
    come(seminar, 5)
    assert [(place.label, place.people) for place in block_numbers.places(YEAR)] == [("Bogotá", 5)]


def test_regions_of_one_person_each_are_given_away_by_their_number_and_not_told(seminar):
    for country in ("CO", "SN", "FR", "CN", "US"):
        come(seminar, 1, country=country, latitude=1, longitude=1)
    assert block_numbers.by_region(YEAR, "participants") == []
    assert block_numbers.places(YEAR) == []
    assert block_numbers.has_anyone(YEAR)


def test_the_hours_of_few_people_are_not_told(seminar):
    come(seminar, 4)
    assert block_numbers.numbers(YEAR)["hours"] is None


def test_people_of_no_region_are_no_rest_that_gives_a_region_away(seminar):
    come(seminar, 9, country="CO")
    come(seminar, 6, country="SN")
    come(seminar, 2, country="")
    assert block_numbers.by_region(YEAR, "participants") == [("africa", None), ("latin-america", 9)]


def test_the_map_tells_nothing_of_a_region_that_is_hidden(seminar):
    """Europe is hidden beside Africa with 3; its only city would tell its number."""
    come(seminar, 3, name="Dakar", country="SN", latitude=14, longitude=-17)
    come(seminar, 5, name="Lyon", country="FR", latitude=45, longitude=4)
    come(seminar, 20, name="Lima", country="PE", latitude=-12, longitude=-77)
    come(seminar, 4, name="Bogotá", country="CO", latitude=4, longitude=-74)
    come(seminar, 9, name="Quito", country="EC", latitude=0, longitude=-78)
    assert block_numbers.by_region(YEAR, "participants") == [("africa", None), ("europe", None), ("latin-america", 33)]
    assert {place.label: place.people for place in block_numbers.places(YEAR)} == {
        "Dakar": None,
        "Lyon": None,
        "Lima": 20,
        "Bogotá": None,
        "Quito": None,
    }
