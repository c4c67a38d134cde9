"""A crowd tells people by whatever their enrolments say: each once for each thing said, and once in the whole."""

from collections import Counter

import pytest

from learning.people.duplicates.merges import merge
from learning.reports.queries.distinct_by_affiliation import distinct_counts_of
from learning.reports.queries.enrolments import of
from learning.reports.scope.scopes import Scope
from tests.factories import make_activity, make_organisation, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def activities():
    return make_activity(), make_activity()


def crowd(*columns):
    return distinct_counts_of(of("participants", Scope()), *columns)


def test_who_says_the_same_each_time_is_one_person_and_two_participations(come_saying, activities):
    aya = make_person("Aya Koné")
    for activity in activities:
        come_saying(activity, aya, region="africa")
    come_saying(activities[0], region="europe")
    told = crowd("region")
    assert told.people("region") == Counter(africa=1, europe=1)
    assert told.participations("region") == Counter(africa=2, europe=1)
    assert (told.people(), told.participations()) == (Counter({None: 2}), Counter({None: 3}))


def test_who_moved_stands_in_both_places_and_once_in_the_whole(come_saying, activities):
    luz = make_person("Luz Díaz")
    for activity, region in zip(activities, ("africa", "europe"), strict=True):
        come_saying(activity, luz, region=region)
    told = crowd("region")
    assert told.people("region") == Counter(africa=1, europe=1)
    assert told.people() == Counter({None: 1})
    assert told.various == [Counter({("africa",): 1, ("europe",): 1})]


def test_rows_of_one_person_are_one_and_two_in_one_activity_are_one_participation(come_saying, activities):
    twin, luz = make_person("Luz Diaz", email="luz@old.example"), make_person("Luz Díaz", email="luz@new.example")
    for person, activity, region in (
        (twin, activities[0], "africa"),
        (luz, activities[0], "africa"),
        (luz, activities[1], "europe"),
    ):
        come_saying(activity, person, region=region)
    merge(twin, luz)
    told = crowd("region")
    assert told.people("region") == Counter(africa=1, europe=1)
    assert told.participations("region") == Counter(africa=1, europe=1)
    assert (told.people(), told.participations()) == (Counter({None: 1}), Counter({None: 2}))
    assert told.alike == {}


def test_an_organisation_is_the_one_that_it_counts_as(come_saying, activities):
    old, dakar = make_organisation("Ville de Dakar"), make_organisation("Dakar")
    luz = make_person("Luz Díaz")
    come_saying(activities[0], luz, organisation=old)
    come_saying(activities[1], luz, organisation=dakar)
    come_saying(activities[1], organisation=old)
    merge(old, dakar)
    told = crowd("organisation", "gender")
    assert told.people("organisation") == Counter({dakar.pk: 2})
    assert told.different("organisation", bool) == Counter({None: 1})


def test_people_are_told_by_two_columns_at_once_and_by_some_of_what_they_say(come_saying, activities):
    come_saying(activities[0], region="africa", gender="woman")
    come_saying(activities[0], region="africa", gender="man")
    told = crowd("region", "gender")
    assert told.people(("region", "gender")) == Counter({("africa", "woman"): 1, ("africa", "man"): 1})
    assert told.people("region", lambda said: said.gender == "woman") == Counter(africa=1)
