"""Names that look like others, or turn the line they stand in round: kept, closed in, and pointed out to staff."""

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
# Where text is shown as it is and turns nothing but itself: attributes are no part of it.
BY_ITSELF = {"bdi", "title", "option", "textarea", "script"}


def let_out(page):
    """Texts in which a sign that turns the line is neither in an element of its own nor closed in by signs."""
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
def test_on_no_page_of_the_site_does_a_name_turn_what_stands_beside_it(world, role):
    seen = {route: let_out(page) for route, page in pages(world, role, "en/") if TURN in page}
    assert seen
    assert {route: texts for route, texts in seen.items() if texts} == {}


@pytest.mark.usefixtures("_turned")
def test_nor_on_any_page_of_the_admin(world):
    """A heading, a cell or a link that holds the bare name and nothing else turns nothing but itself."""
    seen = {route: let_out(page) for route, page in pages(world, "superuser", "admin/") if TURN in page}
    assert len(seen) > 10
    left = {route: [text for text in texts if text not in {NAME, BODY}] for route, texts in seen.items()}
    assert {route: texts for route, texts in left.items() if texts} == {}


@pytest.mark.parametrize("name", ["Ana Ruiz \u202eevil", "Anа Ruiz", "Ａｎａ Ruiz", "Ana\u200b Ruiz", "محمد علي"])
def test_they_are_stored_as_typed(as_official, official, name):
    form = {"name": name, "organisation": official.person.organisation.label, "language": "en"}
    as_official.post("/en/my/profile/", form)
    official.person.refresh_from_db()
    assert official.person.name == name


def test_staff_see_in_the_list_and_beside_the_name_what_is_odd(as_officer):
    person, body = make_person(NAME), make_organisation("Lіma")
    people = as_officer.get("/admin/persons/").content.decode()
    bodies = as_officer.get("/admin/organisations/").content.decode()
    assert people.count(WHY) == 1
    assert bodies.count("A word of it mixes letters of several alphabets.") == 1
    assert f"Look at this name: {WHY}" in as_officer.get(f"/admin/persons/edit/{person.pk}/").content.decode()
    assert "Look at this name: A word of it" in as_officer.get(f"/admin/organisations/edit/{body.pk}/").content.decode()


def test_a_look_alike_is_another_person_and_another_account(as_official, official, client):
    """Nobody is found by a name or by an address that only looks like theirs."""
    look_alike = "offіcial@example.org"  # the second i is Cyrillic
    client.post("/accounts/password/reset/", {"email": look_alike})
    client.post("/accounts/signup/", {"email": look_alike, "password1": "walnuts on the tram"})
    assert Person.objects.filter(email=look_alike, user=official).count() == 0
    assert Person.objects.get(user=official).email == "official@example.org"
