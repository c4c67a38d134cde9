"""Who looks after an organisation, through merging and leaving."""

import pytest

from learning.people.accounts.backends import PeopleBackend
from learning.people.changes import change
from learning.people.duplicates.merges import merge, unmerge
from learning.people.models import AuditEntry, FocalPoint
from learning.people.organisations.focal_points import organisation_of, organisations_of
from learning.people.privacy.erasure import anonymise
from tests.factories import make_focal_point, make_organisation, make_person, make_user

pytestmark = pytest.mark.django_db


def is_focal_point(user):
    return PeopleBackend().get_user(user.pk).is_focal_point


def roles():
    kept = AuditEntry.objects.filter(action="role_changed", kind="people.person").order_by("id")
    return list(kept.values_list("object_id", "by", "details"))


def test_a_focal_point_looks_after_what_they_were_given(dakar, focal):
    abidjan = make_organisation("Abidjan")
    make_focal_point(abidjan, focal.person)
    assert organisations_of(focal.person) == [abidjan, dakar]
    assert organisations_of(make_person(organisation=dakar)) == []


def test_the_account_knows_it_without_a_query_of_its_own(focal, django_assert_num_queries):
    other = make_user()
    with django_assert_num_queries(2):
        assert is_focal_point(focal) is True
        assert is_focal_point(other) is False


def test_a_merged_organisation_is_looked_after_as_what_it_counts_as(dakar, focal):
    senegal = make_organisation("Dakar Métropole")
    merge(dakar, into=senegal)
    assert organisations_of(focal.person) == [senegal]
    assert organisation_of(focal.person, dakar.uuid) == organisation_of(focal.person, senegal.uuid) == senegal
    unmerge(dakar)
    assert organisation_of(focal.person, senegal.uuid) is None


def test_a_merged_person_looks_after_what_either_row_was_given(dakar, focal):
    other = make_user()
    merge(focal.person, into=other.person)
    assert organisations_of(other.person) == [dakar]
    assert (is_focal_point(other), is_focal_point(focal)) == (True, True)
    unmerge(focal.person)
    assert is_focal_point(other) is False


def test_another_merged_organisation_stays_unknown(dakar, focal):
    cali, santiago = make_organisation("Cali"), make_organisation("Santiago de Cali")
    merge(santiago, into=cali)
    assert organisation_of(focal.person, cali.uuid) is None
    assert organisation_of(focal.person, santiago.uuid) is None


def test_focal_point_who_leaves_the_organisation_loses_the_role(dakar, focal):
    elsewhere = make_organisation("Elsewhere")
    make_focal_point(elsewhere, focal.person)
    focal.person.organisation = make_organisation("Lagos")
    change(focal.person, ["organisation"])
    assert organisations_of(focal.person) == [elsewhere]
    assert roles() == [(str(focal.person.pk), None, {"focal_point_of": dakar.pk, "taken_away": True})]


def test_the_profile_says_who_it_was_that_left(client, dakar, focal):
    make_organisation("Lagos", country="NG")
    client.force_login(focal)
    form = {"name": "Awa", "organisation": "Lagos", "language": "en"}
    assert client.post("/en/my/profile/", form).status_code == 302
    assert roles() == [(str(focal.person.pk), focal.pk, {"focal_point_of": dakar.pk, "taken_away": True})]
    assert client.get("/en/my/organisation/").status_code == 404


def test_a_change_of_profile_that_leaves_nothing_ends_nothing(dakar, focal):
    focal.person.job_title = "Head of office"
    change(focal.person, ["job_title"])
    alias = make_organisation("Ville de Dakar")
    merge(alias, into=dakar)
    alias.refresh_from_db()
    focal.person.organisation = alias
    change(focal.person, ["organisation"])
    assert organisations_of(focal.person) == [dakar]
    assert roles() == []


def test_an_erased_focal_point_is_none_any_more(focal):
    anonymise(focal.person)
    assert not FocalPoint.objects.exists()
