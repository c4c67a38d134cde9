from datetime import date

import pytest
from django.urls import reverse

from learning.activities.models import Enrolment
from learning.people.duplicates.merges import merge
from learning.people.models import Organisation, OrganisationAlias, OrganisationDomain
from learning.people.organisations.lookup import propose
from tests.factories import (
    make_activity,
    make_enrolment,
    make_member,
    make_organisation,
    make_person,
    make_session,
    make_user,
)

pytestmark = pytest.mark.django_db
LIST = "/admin/organisations/"


def rows(response):
    """Their names, but those of the factories."""
    return [body.name for body in response.context["object_list"] if not body.name.startswith("City ")]


def formset(prefix, *forms, initial=0):
    data = {f"{prefix}-TOTAL_FORMS": len(forms), f"{prefix}-INITIAL_FORMS": initial}
    for number, fields in enumerate(forms):
        data |= {f"{prefix}-{number}-{name}": value for name, value in fields.items()}
    return data


def answers(aliases=(), domains=(), memberships=(), **changed):
    return {
        "name": "Bogotá",
        "kind": "local",
        "country": "CO",
        "is_confirmed": "on",
        **formset("aliases", *({"name": name} for name in aliases)),
        **formset("domains", *({"domain": domain} for domain in domains)),
        **formset("memberships", *({"since": since, "until": until} for since, until in memberships)),
        **formset("focal_points"),
        **changed,
    }


def test_an_officer_adds_an_organisation_with_its_names_domains_and_memberships(as_officer):
    response = as_officer.post(
        LIST + "new/",
        answers(
            aliases=["Alcaldía Mayor de Bogotá", "波哥大"],
            domains=["@Bogota.GOV.co"],
            memberships=[("2010-01-01", "2014-12-31"), ("2020-01-01", "")],
        ),
    )
    assert response.status_code == 302
    bogota = Organisation.objects.get(name="Bogotá")
    assert (bogota.name, bogota.region, bogota.is_confirmed) == ("Bogotá", "latin-america", True)
    assert sorted(bogota.aliases.values_list("name", flat=True)) == ["Alcaldía Mayor de Bogotá", "波哥大"]
    assert bogota.domains.get().domain == "bogota.gov.co"
    assert [bogota.is_member_on(date(year, 1, 1)) for year in (2014, 2016, 2024)] == [True, False, True]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"aliases": ["Bogota DC", "BOGOTÁ  dc"]}, "This alias is there already"),
        ({"memberships": [("2020-01-02", "2020-01-01")]}, "end before it starts"),
        (
            {"memberships": [("2021-12-31", ""), ("2019-01-01", "2021-12-31")]},
            "It was a member already then: 2019-01-01 – 2021-12-31.",
        ),
        ({"memberships": [("2019-01-01", ""), ("2021-12-31", "")]}, "member already then: 2019-01-01 –."),
        ({"domains": ["taken.example"]}, "already exists"),
        ({"domains": ["gmail.com"]}, "Anybody can have an address at gmail.com"),
        ({"domains": ["gov.co"]}, "Addresses of many organisations end in gov.co"),
        ({"domains": ["bogota"]}, "what stands after the @"),
        ({"external_id": "M1"}, "Another organisation has this external id"),
    ],
)
def test_what_can_not_be_is_refused_with_words(as_officer, changed, words):
    other = make_organisation("Other", external_id="M1")
    OrganisationDomain.objects.create(organisation=other, domain="taken.example")
    response = as_officer.post(LIST + "new/", answers(**changed))
    assert (response.status_code, words in response.content.decode()) == (200, True)
    assert not Organisation.objects.filter(name="Bogotá").exists()


def test_a_membership_entered_later_reaches_what_has_not_begun_and_no_more(as_officer):
    bogota = make_organisation("Bogotá")
    coming, seminar = make_activity(), make_activity(starts_on=date(2026, 5, 20))
    make_session(coming)
    rows = [make_enrolment(activity, make_person(organisation=bogota)) for activity in (coming, seminar)]
    edit = reverse("organisation:edit", args=[bogota.pk])
    assert as_officer.post(edit, answers(memberships=[("2020-01-01", "")])).status_code == 302
    assert [Enrolment.objects.get(pk=row.pk).is_member for row in rows] == [True, False]


# What "Mexico City" is called by those who look for it.
ALIASES = ["Ciudad de México", "Mexico", "CDMX", "墨西哥城", "مدينة مكسيكو"]
ASKED = ["Mexico City", "ciudad de mexico", "CIUDAD DE MÉXICO", "México", "cdmx", "墨西哥城", "مدينة مكسيكو"]


@pytest.fixture
def mexico_city():
    body = make_organisation("Mexico City", country="MX")
    for name in ALIASES:
        OrganisationAlias.objects.create(organisation=body, name=name)
    make_organisation("Mérida", country="VE")
    return body


@pytest.mark.parametrize("asked", ASKED)
def test_organisation_is_found_by_any_of_its_names(as_officer, mexico_city, asked):
    assert rows(as_officer.get(LIST, {"q": asked})) == ["Mexico City"]
    chosen = as_officer.get("/admin/organisation_chooser/results/", {"q": asked}).content.decode()
    assert ("Mexico City" in chosen, "Mérida" in chosen) == (True, False)
    for language in ("en", "es", "fr"):
        found = as_officer.get(f"/{language}/my/organisations/", {"q": asked}).json()["suggestions"]
        assert [suggestion["label"].split(",")[0] for suggestion in found] == ["Mexico City"]
        profile = {"name": "Ana", "language": "en", "organisation": asked}
        as_officer.post(f"/{language}/my/profile/", profile)
    assert mexico_city.people.count() == 1


def test_the_list_is_searched_by_name_alias_and_place_whatever_the_accents(as_officer):
    bogota = make_organisation("Bogotá")
    OrganisationAlias.objects.create(organisation=bogota, name="Santafé")
    make_organisation("Instituto de la Mujer", place="Bogotá")
    make_organisation("Dakar")
    assert rows(as_officer.get(LIST + "?q=bogota")) == ["Bogotá", "Instituto de la Mujer"]
    assert rows(as_officer.get(LIST + "?q=santafe")) == ["Bogotá"]


def test_the_list_is_filtered(as_officer):
    make_member("Dakar", country="SN")
    make_member("Left", country="SN", until=date(2001, 1, 1))
    propose("Villa Nueva", make_person(organisation=None))
    merge(make_organisation("Old Dakar", kind="other"), into=Organisation.objects.get(name="Dakar"))
    assert rows(as_officer.get(LIST + "?member=yes")) == ["Dakar"]
    assert rows(as_officer.get(LIST + "?state=proposed")) == ["Villa Nueva"]
    assert rows(as_officer.get(LIST + "?state=merged")) == ["Old Dakar"]
    assert rows(as_officer.get(LIST + "?region=africa")) == ["Dakar", "Left"]
    assert rows(as_officer.get(LIST + "?kind=other&member=no")) == ["Old Dakar"]


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_takes_the_same_queries_for_one_row_and_for_thirty(as_officer, django_assert_num_queries, number):
    for _ in range(number):
        merge(make_organisation(), into=make_member())
    as_officer.get(LIST)
    with django_assert_num_queries(12):
        as_officer.get(LIST)


def test_reporting_staff_look_and_change_nothing(as_staff):
    body = make_organisation("Bogotá")
    assert rows(as_staff.get(LIST)) == ["Bogotá"]
    assert "Bogotá" in as_staff.get(reverse("organisation:inspect", args=[body.pk])).content.decode()
    for name in ("edit", "merge", "unmerge", "confirm", "delete"):
        address = reverse(f"organisation:{name}", args=[body.pk])
        assert as_staff.get(address).headers["Location"] == "/admin/", name
        assert (
            as_staff.post(address, {"into": make_organisation().pk, "confirmed": "1", "reason": "x"}).status_code == 302
        )
    assert as_staff.get(LIST + "proposals/").headers["Location"] == "/admin/"
    body.refresh_from_db()
    assert (body.merged_into, body.is_confirmed) == (None, True)


def test_an_official_does_not_get_in(as_official):
    for address in (LIST, LIST + "new/", reverse("organisation:merge", args=[make_organisation().pk])):
        assert as_official.get(address).status_code in {302, 403, 404}
        assert as_official.get(address).headers.get("Location", "/accounts/login/").startswith("/accounts/login/")


def test_one_that_people_come_from_is_kept(client):
    client.force_login(make_user("admin@example.org", "Administrators"))
    body = make_person().organisation
    page = client.post(reverse("organisation:delete", args=[body.pk]))
    assert b"Merge it into another one instead" in page.content
    assert Organisation.objects.filter(pk=body.pk).exists()
    unused = make_organisation()
    client.post(reverse("organisation:delete", args=[unused.pk]))
    assert not Organisation.objects.filter(pk=unused.pk).exists()
