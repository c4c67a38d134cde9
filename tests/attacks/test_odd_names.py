"""Look-alike names and names with bidirectional control characters: stored, isolated, and pointed out to staff."""

import pytest
from bs4 import BeautifulSoup

from learning.people.models import Organisation, Person
from tests.factories import make_organisation, make_person
from tests.permissions.fillings import address_of
from tests.permissions.whole_table import TABLE

pytestmark = pytest.mark.django_db
TURN, OPEN, CLOSE = "\u202e", "\u2068", "\u2069"
NAME, BODY = f"Ana {TURN}siger", f"Bogotá {TURN}amiL"
WHY = "It has invisible signs that turn the direction of writing round."
# Elements whose text affects only its own direction; attributes are not checked.
BY_ITSELF = {"bdi", "title", "option", "textarea", "script"}


def let_out(page):
    """Return the texts with a direction override that is neither in its own element nor isolated by characters."""
    return [str(text).strip() for text in BeautifulSoup(page, "html.parser").find_all(string=True) if _is_let_out(text)]


def _is_let_out(text):
    before, sign, after = str(text).partition(TURN)
    if not sign or any(parent.name in BY_ITSELF for parent in text.parents):
        return False
    return before.rfind(OPEN) <= before.rfind(CLOSE) or CLOSE not in after


@pytest.fixture
def _turned(world):
    Person.objects.update(name=NAME)
    Organisation.objects.update(name=BODY, place=BODY)


def pages(world, role, start):
    client = world.clients[role]
    for route in TABLE:
        if route.startswith(start):
            response = client.get(address_of(world, route))
            if response.status_code == 200 and "html" in response.headers["Content-Type"]:
                yield route, response.content.decode()


@pytest.mark.usefixtures("_turned")
@pytest.mark.parametrize("role", ["official", "focal", "trainer"])
def test_direction_override_in_a_name_is_isolated_on_all_pages_of_the_site(world, role):
    seen = {route: let_out(page) for route, page in pages(world, role, "en/") if TURN in page}
    assert seen
    assert {route: texts for route, texts in seen.items() if texts} == {}


@pytest.mark.usefixtures("_turned")
def test_direction_override_in_a_name_is_isolated_on_all_pages_of_the_admin(world):
    """A heading, cell or link that contains only the bare name affects no other text."""
    seen = {route: let_out(page) for route, page in pages(world, "superuser", "admin/") if TURN in page}
    assert len(seen) > 10
    left = {route: [text for text in texts if text not in {NAME, BODY}] for route, texts in seen.items()}
    assert {route: texts for route, texts in left.items() if texts} == {}


@pytest.mark.parametrize("name", ["Ana Ruiz \u202eevil", "Anа Ruiz", "Ａｎａ Ruiz", "Ana\u200b Ruiz", "محمد علي"])
def test_odd_names_are_stored_as_typed(as_official, official, name):
    form = {"name": name, "organisation": official.person.organisation.label, "language": "en"}
    as_official.post("/en/my/profile/", form)
    official.person.refresh_from_db()
    assert official.person.name == name


def test_staff_see_warning_in_the_list_and_on_the_form(as_officer):
    person, body = make_person(NAME), make_organisation("Lіma")
    people = as_officer.get("/admin/persons/").content.decode()
    bodies = as_officer.get("/admin/organisations/").content.decode()
    assert people.count(WHY) == 1
    assert bodies.count("A word of it mixes letters of several alphabets.") == 1
    assert f"Look at this name: {WHY}" in as_officer.get(f"/admin/persons/edit/{person.pk}/").content.decode()
    assert "Look at this name: A word of it" in as_officer.get(f"/admin/organisations/edit/{body.pk}/").content.decode()


def test_look_alike_address_is_another_person_and_account(as_official, official, client):
    """No person is found by a name or address that only looks like theirs."""
    look_alike = "offіcial@example.org"  # the second i is Cyrillic
    client.post("/accounts/password/reset/", {"email": look_alike})
    client.post("/accounts/signup/", {"email": look_alike, "password1": "walnuts on the tram"})
    assert Person.objects.filter(email=look_alike, user=official).count() == 0
    assert Person.objects.get(user=official).email == "official@example.org"
