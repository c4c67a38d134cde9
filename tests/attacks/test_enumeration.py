"""Enumeration: text, status, e-mails and response time do not show whether an address has an account."""

import re
import time

import pytest
import time_machine
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core import mail
from django.core.cache import caches
from django.test import Client
from django.utils import timezone

from tests.factories import make_user

pytestmark = pytest.mark.django_db
PASSWORD = "walnuts on the tram"
KNOWN, UNKNOWN = "official@example.org", "stranger@example.org"
FORMS = {
    "log in": ("/accounts/login/", {"login": "{}", "password": "a guess"}),
    "sign up": ("/accounts/signup/", {"email": "{}", "password1": PASSWORD}),
    "forgotten password": ("/accounts/password/reset/", {"email": "{}"}),
}
each = pytest.mark.parametrize("form", FORMS.values(), ids=FORMS)


@pytest.fixture(autouse=True)
def _somebody(official):
    """Create an account."""


def ask(form, email):
    """Return the response, with redirects followed, and the new client that was used."""
    address, fields = form
    client = Client()
    response = client.post(address, {name: value.format(email) for name, value in fields.items()}, follow=True)
    return response, client


def said(response, email):
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    return response.redirect_chain, response.status_code, page.replace(email, "…"), dict(response.headers)


@each
@time_machine.travel(timezone.now(), tick=False)
def test_response_is_the_same_for_known_and_unknown_address(form):
    """Time is frozen, because headers contain the time of the response."""
    answers = [said(ask(form, email)[0], email) for email in (KNOWN, UNKNOWN)]
    assert answers[0] == answers[1]


@each
def test_cookies_are_the_same_for_known_and_unknown_address(form):
    cookies = [
        {name: str(c)[len(c.value) :].count(";") for name, c in ask(form, email)[1].cookies.items()}
        for email in (KNOWN, UNKNOWN)
    ]
    assert cookies[0] == cookies[1]


@each
@pytest.mark.parametrize("spelling", ["OFFICIAL@EXAMPLE.ORG", " official@example.org ", "Official@Example.org"])
def test_other_spellings_of_the_address_get_the_same_redirects(form, spelling):
    """The response differs only in the typed address."""
    others = spelling.lower().replace("official", "stranger")
    assert ask(form, spelling)[0].redirect_chain == ask(form, others)[0].redirect_chain


@pytest.mark.parametrize("form", ["sign up", "forgotten password"])
def test_known_and_unknown_address_both_get_an_email_with_different_text(form):
    for email in (KNOWN, UNKNOWN):
        ask(FORMS[form], email)
    assert [message.to for message in mail.outbox] == [[KNOWN], [UNKNOWN]]
    assert mail.outbox[0].body != mail.outbox[1].body


class Counting(PBKDF2PasswordHasher):
    """Production's hasher with fewer iterations, which counts its calls."""

    iterations = 10_000
    worked = 0

    def encode(self, password, salt, iterations=None):
        Counting.worked += 1
        return super().encode(password, salt, iterations)


@pytest.fixture
def _as_slow_as_in_production(settings):
    settings.PASSWORD_HASHERS = ["tests.attacks.test_enumeration.Counting"]


def hashes(form, email):
    Counting.worked = 0
    ask(form, email)
    return Counting.worked


@each
@pytest.mark.usefixtures("_as_slow_as_in_production")
def test_number_of_password_hashes_is_the_same_for_known_and_unknown_address(form):
    """A hash takes a third of a second in production, a hundred times as long as everything else."""
    make_user(KNOWN.replace("official", "eva"))
    assert hashes(form, "eva@example.org") == hashes(form, UNKNOWN)


@pytest.mark.usefixtures("_as_slow_as_in_production")
def test_number_of_password_hashes_is_the_same_for_closed_account():
    make_user("eva@example.org", is_active=False)
    make_user("noor@example.org", password=None)
    log_in = FORMS["log in"]
    assert [hashes(log_in, email) for email in ("eva@example.org", "noor@example.org", UNKNOWN)] == [1, 1, 1]


@each
@pytest.mark.usefixtures("_as_slow_as_in_production")
def test_response_time_is_the_same_for_known_and_unknown_address(form, monkeypatch):
    """The fastest of at most 60 alternating requests is within a quarter for a known and an unknown address.

    Each request has an address of its own: one that is repeated reaches the rate limit of e-mails, which saves time.
    The fastest counts, since other processes of the machine only add time; more requests come closer to the true
    minimum. A hash has a quarter of production's iterations: with fewer, the few milliseconds in which an account is
    written would weigh too much; one hash too many or too few would still be visible.
    """
    monkeypatch.setattr(Counting, "iterations", PBKDF2PasswordHasher.iterations // 4)
    fastest = {"known": float("inf"), "unknown": float("inf")}
    for turn in range(60):
        make_user(f"known{turn}@example.org")
        for kind in fastest:
            caches["shared"].clear()
            began = time.perf_counter()
            ask(form, f"{kind}{turn}@example.org")
            fastest[kind] = min(fastest[kind], time.perf_counter() - began)
        if turn >= 5 and _are_within_a_quarter(*fastest.values()):
            return
    pytest.fail(f"A known and an unknown address differ in the time they take: {fastest}")


def _are_within_a_quarter(one, other):
    return abs(one - other) < 0.25 * max(one, other)
