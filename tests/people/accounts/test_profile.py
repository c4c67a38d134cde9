import pytest

from learning.activities.models import Enrolment
from learning.people.models import Organisation, OrganisationAlias, OrganisationDomain, Person
from tests.factories import make_activity, make_enrolment, make_organisation, make_person, make_session, make_user

pytestmark = pytest.mark.django_db
PAGE = "/en/my/profile/"


@pytest.fixture
def person(official):
    return official.person


def answers(**changed):
    return {
        "name": "Ana Ruiz",
        "job_title": "Planner",
        "organisation": "Bogotá",
        "language": "en",
        "time_zone": "America/Bogota",
        "gender": "woman",
        **changed,
    }


def test_someone_says_who_they_are(as_official, person):
    bogota = make_organisation("Bogotá")
    assert as_official.post(PAGE, answers()).headers["Location"] == PAGE
    person.refresh_from_db()
    assert (person.name, person.job_title, person.organisation) == ("Ana Ruiz", "Planner", bogota)
    assert (person.language, person.time_zone, person.gender) == ("en", "America/Bogota", "woman")
    assert b"Your profile is saved." in as_official.get(PAGE).content


def test_gender_is_asked_with_a_reason_and_need_not_be_answered(as_official, person):
    make_organisation("Bogotá")
    assert b"only such totals" in as_official.get(PAGE).content
    as_official.post(PAGE, answers(gender=""))
    person.refresh_from_db()
    assert person.gender == ""


def test_only_what_the_form_asks_is_written(as_official, person):
    make_organisation("Bogotá")
    as_official.post(PAGE, answers(email="other@example.org", external_id="7", merged_into="1", user=""))
    person.refresh_from_db()
    assert (person.email, person.external_id, person.user.email) == ("official@example.org", "", "official@example.org")


def test_another_language_switches_the_site(as_official):
    make_organisation("Bogotá")
    assert as_official.post(PAGE, answers(language="es")).headers["Location"] == "/es/my/profile/"


def test_without_a_change_of_language_the_page_stays_in_the_one_it_is_read_in(as_official):
    make_organisation("Bogotá")
    assert as_official.post("/fr/my/profile/", answers()).headers["Location"] == "/fr/my/profile/"


def test_nothing_typed_is_lost_when_the_organisation_is_in_doubt(as_official, person):
    bogota = make_organisation("Bogotá")
    page = as_official.post(PAGE, answers(organisation="Alcaldía de Bogotá")).content.decode()
    for kept in ('value="Ana Ruiz"', 'value="Planner"', 'value="Alcaldía de Bogotá"'):
        assert kept in page
    assert '<option value="America/Bogota" selected>' in page
    assert 'value="woman" id="id_gender_0" checked' in page
    assert 'id="id_organisation_error"' in page
    assert f'value="{bogota.uuid}"' in page
    person.refresh_from_db()
    assert person.name == "Official"
    choice = answers(
        organisation="Alcaldía de Bogotá", organisation_choice=bogota.uuid, organisation_asked="Alcaldía de Bogotá"
    )
    as_official.post(PAGE, choice)
    person.refresh_from_db()
    assert person.organisation == bogota


def at(person, address):
    person.email, person.organisation = address, None
    person.save()


def test_the_domain_of_ones_address_proposes_and_only_the_person_says_so(as_official, person):
    bogota = make_organisation("Bogotá")
    OrganisationDomain.objects.create(organisation=bogota, domain="bogota.gov.co")
    at(person, "ana@mail.bogota.gov.co")
    page = as_official.get(PAGE).content.decode()
    assert 'value="Bogotá, Colombia"' in page
    assert "Your e-mail address belongs to this organisation." in page
    person.refresh_from_db()
    assert person.organisation is None
    as_official.post(PAGE, answers(organisation="Bogotá, Colombia"))
    person.refresh_from_db()
    assert person.organisation == bogota
    assert "Your e-mail address belongs" not in as_official.get(PAGE).content.decode()


@pytest.mark.parametrize("address", ["ana@gmail.com", "ana@cali.gov.co"])
def test_a_public_domain_proposes_nothing(as_official, person, address):
    bogota = make_organisation("Bogotá")
    for domain in ("gmail.com", "gov.co"):
        OrganisationDomain.objects.create(organisation=bogota, domain=domain)
    at(person, address)
    page = as_official.get(PAGE).content.decode()
    assert ("Bogotá" in page, "Your e-mail address belongs" in page) == (False, False)


def test_an_organisation_that_is_not_here_is_proposed(as_official, person):
    choice = answers(organisation="Villa Nueva", organisation_choice="new", organisation_asked="Villa Nueva")
    as_official.post(PAGE, choice)
    proposal = Organisation.objects.get(name="Villa Nueva")
    person.refresh_from_db()
    assert (person.organisation, proposal.is_confirmed, proposal.proposed_by) == (proposal, False, person)


@pytest.mark.parametrize(
    ("field", "value"), [("name", ""), ("language", "xx"), ("time_zone", "Mars/Base"), ("gender", "x")]
)
def test_a_wrong_answer_is_refused_beside_its_field(as_official, person, field, value):
    make_organisation("Bogotá")
    page = as_official.post(PAGE, answers(**{field: value}))
    assert (page.status_code, f'id="id_{field}_error"' in page.content.decode()) == (200, True)
    person.refresh_from_db()
    assert person.job_title == ""


def test_what_is_still_to_come_follows_the_profile_and_what_has_begun_does_not(as_official, person):
    bogota, before = make_organisation("Bogotá", country="CO"), person.organisation
    coming, begun = make_activity(), make_activity()
    make_session(coming)
    make_enrolment(coming, person)
    make_enrolment(begun, person, participated_on="2024-01-01", started_on="2024-01-01")
    as_official.post(PAGE, answers())
    copies = {enrolment.activity_id: enrolment for enrolment in Enrolment.objects.all()}
    assert (copies[coming.pk].organisation, copies[coming.pk].gender) == (bogota, "woman")
    assert (copies[begun.pk].organisation, copies[begun.pk].gender) == (before, "")


def test_the_zone_of_the_browser_is_proposed_and_a_made_up_one_is_not(as_official):
    as_official.cookies["zone"] = "Africa/Dakar"
    assert b'<option value="Africa/Dakar" selected>' in as_official.get(PAGE).content
    as_official.cookies["zone"] = "Mars/Base"
    assert b"Mars" not in as_official.get(PAGE).content


def test_a_merged_person_sees_and_changes_the_one_they_count_as(client):
    bogota, kept = make_organisation("Bogotá"), make_person("Kept")
    user = make_user("ana@example.org")
    Person.objects.filter(user=user).update(merged_into=kept)
    client.force_login(user)
    assert b'value="Kept"' in client.get(PAGE).content
    client.post(PAGE, answers())
    kept.refresh_from_db()
    assert (kept.name, kept.organisation) == ("Ana Ruiz", bogota)


def test_a_visitor_is_asked_to_log_in(client):
    assert client.get(PAGE).headers["Location"] == f"/accounts/login/?next={PAGE}"


def test_an_account_without_a_person_is_asked_to_confirm_its_address(client):
    client.force_login(make_user("ana@example.org", person=None))
    assert client.get(PAGE).headers["Location"] == "/accounts/confirm-email/"


@pytest.mark.parametrize("rows", [1, 30])
def test_the_page_takes_two_queries_however_many_organisations_there_are(as_official, django_assert_num_queries, rows):
    for _ in range(rows):
        make_organisation()
    as_official.get(PAGE)
    with django_assert_num_queries(2):
        as_official.get(PAGE)


def test_suggestions_are_for_those_who_are_logged_in(client):
    make_organisation("Bogotá")
    response = client.get("/en/my/organisations/?q=bogota")
    assert (response.status_code, response.json()) == (401, {"suggestions": []})


@pytest.mark.parametrize("rows", [1, 30])
def test_at_most_ten_are_suggested_in_a_few_queries(as_official, django_assert_num_queries, rows):
    for number in range(rows):
        body = make_organisation(f"Bogotá {number}")
        OrganisationAlias.objects.create(organisation=body, name=f"Santa Fe {number}")
    with django_assert_num_queries(4):
        response = as_official.get("/en/my/organisations/?q=bogota")
    assert len(response.json()["suggestions"]) == min(rows, 10)
    assert response.headers["Cache-Control"] == "private, no-store"


def test_suggestions_name_the_country_in_the_readers_language(as_official):
    make_organisation("Genève", country="CH")
    assert as_official.get("/es/my/organisations/?q=gene").json() == {
        "suggestions": [{"label": "Genève, Suiza", "also": ""}]
    }
