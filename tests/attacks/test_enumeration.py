"""Finding out who has an account: an answer tells nothing, by its text, its status, its mail or the time it takes."""

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
    """Somebody has an account."""


def ask(form, email):
    """The answer and the page it leads to, asked in a browser of its own."""
    address, fields = form
    client = Client()
    response = client.post(address, {name: value.format(email) for name, value in fields.items()}, follow=True)
    return response, client


def said(response, email):
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", response.content.decode())
    return response.redirect_chain, response.status_code, page.replace(email, "…"), dict(response.headers)


@each
@time_machine.travel(timezone.now(), tick=False)
def test_the_answer_is_the_same_to_the_letter(form):
    """At one moment: an answer's head tells when it was given."""
    answers = [said(ask(form, email)[0], email) for email in (KNOWN, UNKNOWN)]
    assert answers[0] == answers[1]


@each
def test_so_are_the_cookies(form):
    cookies = [
        {name: str(c)[len(c.value) :].count(";") for name, c in ask(form, email)[1].cookies.items()}
        for email in (KNOWN, UNKNOWN)
    ]
    assert cookies[0] == cookies[1]


@each
@pytest.mark.parametrize("spelling", ["OFFICIAL@EXAMPLE.ORG", " official@example.org ", "Official@Example.org"])
def test_no_spelling_tells_either(form, spelling):
    """What differs is what was typed, nothing else."""
    others = spelling.lower().replace("official", "stranger")
    assert ask(form, spelling)[0].redirect_chain == ask(form, others)[0].redirect_chain


@pytest.mark.parametrize("form", ["sign up", "forgotten password"])
def test_each_is_written_to_and_only_the_mail_tells(form):
    for email in (KNOWN, UNKNOWN):
        ask(FORMS[form], email)
    assert [message.to for message in mail.outbox] == [[KNOWN], [UNKNOWN]]
    assert mail.outbox[0].body != mail.outbox[1].body


class Counting(PBKDF2PasswordHasher):
    """Production's hasher, at a hundredth of its iterations; it counts how often it was at work."""

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
def test_as_many_passwords_are_hashed_for_a_known_address_as_for_an_unknown_one(form):
    """A hash takes a third of a second in production, a hundred times what all the rest takes."""
    make_user(KNOWN.replace("official", "eva"))
    assert hashes(form, "eva@example.org") == hashes(form, UNKNOWN)


@pytest.mark.usefixtures("_as_slow_as_in_production")
def test_nor_does_an_account_that_was_shut_tell():
    make_user("eva@example.org", is_active=False)
    make_user("noor@example.org", password=None)
    log_in = FORMS["log in"]
    assert [hashes(log_in, email) for email in ("eva@example.org", "noor@example.org", UNKNOWN)] == [1, 1, 1]


@each
@pytest.mark.usefixtures("_as_slow_as_in_production")
def test_the_time_it_takes_is_the_same(form, monkeypatch):
    """The fastest of at most 60 alternating requests is within a quarter for a known and an unknown address.

    Each request names an address of its own: one asked often is over its limit of mail, which saves time. The fastest
    counts, since other work of the machine only ever adds time; more requests only come closer to the true minimum. A
    hash is a quarter of production's here: beside a cheaper one, the few milliseconds in which an account is written
    would look like more than they are; a hash too many or too few would still show.
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
