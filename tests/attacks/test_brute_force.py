"""Brute force: each form that takes a secret or an address is rate limited with 429, also for the right answer."""

import re
from dataclasses import dataclass, field

import pytest
from django.core import mail
from django.utils.http import int_to_base36

from tests.factories import make_activity, make_person, make_session, make_user
from tests.people.second_factor import give_app

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse"
SENTENCE = "You tried this too many times in a short time."
AWAY = {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"}


@dataclass(frozen=True)
class Door:
    address: str
    guess: dict
    allowed: int
    role: str = ""
    # Status of the response to a wrong guess.
    wrong: int = 200
    before: list = field(default_factory=list)


def log_in(client, user):
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})


def prove_again(client, user):
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})


def open_link_to_reset(client, user):
    client.post("/accounts/password/reset/", {"email": user.email})
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]
    client.get(link)


GUESS = "000000"
DOORS = {
    "a password": Door("/accounts/login/", {"login": "official@example.org", "password": "a guess"}, 5),
    "many accounts": Door("/accounts/login/", {"login": "x{}@example.org", "password": "a guess"}, 10),
    "addresses that have an account": Door(
        "/accounts/signup/", {"email": "x{}@example.org", "password1": "walnuts on the tram"}, 20, wrong=302
    ),
    "an address to write to": Door("/accounts/password/reset/", {"email": "x{}@example.org"}, 20, wrong=302),
    "one address to write to": Door("/accounts/password/reset/", {"email": "official@example.org"}, 5, wrong=302),
    "the link of a reset": Door("/accounts/password/reset/key/1-guess{}/", {"password1": "x", "password2": "x"}, 20),
    "the form of a reset": Door(
        "/accounts/password/reset/key/{user}-set-password/",
        {"password1": "x", "password2": "y"},
        20,
        before=[open_link_to_reset],
    ),
    "the link that confirms": Door("/accounts/confirm-email/guess{}/", {}, 20, wrong=404),
    "a code at log-in": Door("/accounts/2fa/authenticate/", {"code": GUESS}, 5, before=[log_in]),
    "a recovery code": Door("/accounts/2fa/authenticate/", {"code": "12345678"}, 5, before=[log_in]),
    "a passkey": Door("/accounts/2fa/webauthn/login/", {"credential": "{{}}"}, 10, wrong=302),
    "the password, again": Door("/accounts/reauthenticate/", {"password": "a guess"}, 5, "official"),
    "a code, again": Door("/accounts/2fa/reauthenticate/", {"code": GUESS}, 5, "official"),
    "the present password": Door(
        "/accounts/password/change/", {"oldpassword": "a guess", "password1": "b", "password2": "b"}, 5, "official"
    ),
    "a new address": Door(
        "/accounts/email/", {"email": "not one", "action_add": ""}, 10, "official", before=[prove_again]
    ),
    "the first code of an app": Door(
        "/accounts/2fa/totp/activate/", {"code": GUESS}, 5, "newcomer", before=[prove_again]
    ),
    "addresses pasted": Door("/admin/activities/{activity}/enrol/", {"text": "nobody"}, 30, "officer"),
}


@pytest.fixture
def ask(client, official, officer):
    """Return a function `ask(door)` that posts one more guess and returns the response."""
    people = {"official": official, "officer": officer}
    give_app(official)
    activity = make_session(make_activity()).activity
    ready, tries = set(), iter(range(10_000))

    def get_ready(door):
        user = people.get(door.role) or make_user(f"{door.role or 'nobody'}@example.org", f"{door.role.title()}s")
        if door.role:
            client.force_login(user)
        for step in door.before:
            step(client, user if door.role else official)
        ready.add(door.address)

    def ask(door):
        if door.address not in ready:
            get_ready(door)
        number = next(tries)
        filled = {name: value.format(number) for name, value in door.guess.items()}
        address = door.address.format(number, activity=activity.pk, user=int_to_base36(official.pk))
        return client.post(address, filled)

    return ask


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_guesses_are_rate_limited(ask, door):
    assert [ask(door).status_code for _guess in range(door.allowed)] == [door.wrong] * door.allowed
    refused = ask(door)
    assert (refused.status_code, refused.headers["Retry-After"]) == (429, "300")
    assert SENTENCE in refused.content.decode()


def test_staff_forms_that_take_addresses_share_one_rate_limit(client):
    client.force_login(make_user("root@example.org", is_superuser=True))
    activity, person = make_session(make_activity()).activity, make_person()
    for _time in range(30):
        client.post(f"/admin/activities/{activity.pk}/enrol/", {"text": "nobody"})
    forms = [
        f"/admin/activities/{activity.pk}/walk-in/",
        "/admin/users/new/",
        f"/admin/users/edit/{make_user().pk}/",
        "/admin/persons/new/",
        f"/admin/persons/edit/{person.pk}/",
    ]
    assert [client.post(form).status_code for form in forms] == [429] * 5
    assert [client.get(form).status_code for form in forms] == [200] * 5


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_all_guesses_are_refused_while_the_counter_is_not_available(ask, door, settings):
    if door.before or door.role:
        ask(door)
    settings.CACHES = {**settings.CACHES, "shared": AWAY}
    assert ask(door).status_code == 429
