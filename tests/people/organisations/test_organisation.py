from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import translation

from learning.people.duplicates.merges import merge, unmerge
from learning.people.models import Membership, Organisation, OrganisationAlias, OrganisationDomain
from tests.factories import make_member, make_organisation

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("day", "is_member"),
    [
        (date(2019, 12, 31), False),
        (date(2020, 1, 1), True),
        (date(2022, 6, 30), True),
        (date(2022, 7, 1), False),
    ],
)
def test_a_membership_covers_its_first_and_its_last_day(day, is_member):
    dakar = make_member("Dakar", since=date(2020, 1, 1), until=date(2022, 6, 30))
    assert dakar.is_member_on(day) is is_member
    assert list(Organisation.objects.members_on(day)) == ([dakar] if is_member else [])


def test_a_membership_without_an_end_lasts():
    assert make_member(since=date(2020, 1, 1)).is_member_on(date(2090, 1, 1))


def test_who_leaves_and_returns_is_a_member_in_both_stretches_and_counts_once():
    dakar = make_member("Dakar", since=date(2010, 1, 1), until=date(2012, 12, 31))
    Membership.objects.create(organisation=dakar, since=date(2020, 1, 1))
    assert [dakar.is_member_on(date(year, 6, 1)) for year in (2011, 2015, 2021)] == [True, False, True]
    assert Organisation.objects.members_on(date(2021, 6, 1)).count() == 1


def test_a_merged_organisation_is_a_member_as_the_one_it_counts_as():
    old, dakar = make_organisation("Ville de Dakar"), make_member("Dakar")
    merge(old, into=dakar)
    old.refresh_from_db()
    assert old.is_member_on(date(2024, 1, 1))


def test_two_that_count_as_one_are_members_while_either_was_and_each_for_itself_once_undone():
    old = make_member("Ville de Dakar", since=date(2010, 1, 1), until=date(2014, 12, 31))
    dakar = make_member("Dakar", since=date(2020, 1, 1))
    merge(old, into=dakar)
    old.refresh_from_db()
    for body in (old, dakar):
        assert [body.is_member_on(date(year, 6, 1)) for year in (2012, 2016, 2024)] == [True, False, True]
    assert [list(Organisation.objects.members_on(date(year, 6, 1))) for year in (2012, 2024)] == [[dakar], [dakar]]
    unmerge(old)
    assert [list(Organisation.objects.members_on(date(year, 6, 1))) for year in (2012, 2024)] == [[old], [dakar]]


def test_a_membership_ends_after_it_starts():
    membership = Membership(organisation=make_organisation(), since=date(2020, 1, 2), until=date(2020, 1, 1))
    with pytest.raises(ValidationError, match="end before it starts"):
        membership.full_clean()
    with pytest.raises(IntegrityError), transaction.atomic():
        membership.save()


def test_the_region_follows_the_country_unless_staff_set_another():
    assert make_organisation(country="TR").region == "europe"
    assert make_organisation(country="TR", region="asia-pacific").region == "asia-pacific"


def test_the_label_names_the_country_in_the_readers_language():
    geneva = make_organisation("Genève", country="CH")
    with translation.override("fr"):
        assert geneva.label == "Genève, Suisse"
    with translation.override("es"):
        assert geneva.label == "Genève, Suiza"
    assert make_organisation("Mexico City, Mexico", country="MX").label == "Mexico City, Mexico"
    assert make_organisation("UCLG", country="").label == "UCLG"


def test_a_name_that_folds_to_more_letters_than_fit_is_kept():
    long = make_organisation("ﷺ" * 200)
    assert long.name == "ﷺ" * 200
    assert list(Organisation.objects.named("ﷺ" * 200)) == [long]


def test_an_alias_is_kept_once_whatever_its_accents():
    bogota = make_organisation("Bogotá")
    OrganisationAlias.objects.create(organisation=bogota, name="Santa Fe de Bogotá")
    with pytest.raises(IntegrityError), transaction.atomic():
        OrganisationAlias.objects.create(organisation=bogota, name="santa fe de bogota")


def test_a_domain_is_written_the_way_it_is_compared():
    assert OrganisationDomain.objects.create(organisation=make_organisation(), domain="@Dakar.SN").domain == "dakar.sn"
