"""Limits on what takes a password, a code or an address."""

import multiprocessing
import re

import pytest
from django.db import connections
from django.test import Client

from tests.factories import make_user

from .proofs import give_app

pytestmark = pytest.mark.django_db
SENTENCE = "This was asked many times in a short while, so it rests."


def guess(client, email="official@example.org", password="a guess", **headers):
    return client.post("/accounts/login/", {"login": email, "password": password}, **headers).status_code


def test_passwords_of_one_account_can_be_guessed_five_times(client, official):
    assert [guess(client) for _times in range(6)] == [200, 200, 200, 200, 200, 429]
    assert guess(client, password="correct horse") == 429


def test_the_answer_has_a_sentence(client, official):
    for _times in range(5):
        guess(client)
    response = client.post("/accounts/login/", {"login": official.email, "password": "x"})
    assert response.status_code == 429
    assert SENTENCE in response.content.decode()


def test_many_accounts_can_be_tried_ten_times_a_minute_from_one_place(client):
    answers = [guess(client, f"someone{number}@example.org") for number in range(11)]
    assert answers == [200] * 10 + [429]


def test_a_forged_forwarding_header_dodges_nothing(client):
    answers = [
        guess(client, f"someone{number}@example.org", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}")
        for number in range(11)
    ]
    assert answers == [200] * 10 + [429]


def test_behind_a_proxy_only_what_the_proxy_wrote_counts(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    answers = [
        guess(client, f"someone{number}@example.org", HTTP_X_FORWARDED_FOR=f"203.0.113.{number}, 198.51.100.7")
        for number in range(11)
    ]
    assert answers == [200] * 10 + [429]
    assert guess(client, "other@example.org", HTTP_X_FORWARDED_FOR="198.51.100.8") == 200


@pytest.mark.parametrize(
    ("address", "form", "allowed"),
    [
        ("/accounts/signup/", {"email": "x{}@example.org", "password1": "walnuts on the tram"}, 20),
        ("/accounts/password/reset/", {"email": "official@example.org"}, 5),
        ("/accounts/password/reset/", {"email": "x{}@example.org"}, 20),
    ],
)
def test_forms_that_take_an_address_are_limited(client, official, address, form, allowed):
    def ask(number):
        filled = {name: value.format(number) for name, value in form.items()}
        return client.post(address, filled).status_code

    assert [ask(number) for number in range(allowed + 1)] == [302] * allowed + [429]


@pytest.mark.parametrize(
    ("address", "form", "allowed"),
    [
        ("/accounts/reauthenticate/", {"password": "a guess"}, 5),
        ("/accounts/password/change/", {"oldpassword": "a guess", "password1": "b", "password2": "b"}, 5),
        ("/accounts/2fa/reauthenticate/", {"code": "000000"}, 5),
        ("/accounts/email/", {"email": "not an address", "action_add": ""}, 10),
    ],
)
def test_forms_of_those_logged_in_are_limited_too(client, official, address, form, allowed):
    give_app(official)
    client.force_login(official)
    client.post("/accounts/reauthenticate/", {"password": "correct horse"})
    answers = [client.post(address, form).status_code for _times in range(allowed + 1)]
    assert answers == [200] * allowed + [429]


def test_limits_stay_closed_when_the_cache_is_away(client, official, settings):
    settings.CACHES = {
        **settings.CACHES,
        "shared": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"},
    }
    assert guess(client, password="correct horse") == 429
    assert "_auth_user_id" not in client.session


def _guess_in_a_process(number, results):
    connections.close_all()
    results.put([guess(Client()) for _times in range(3)])
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_limits_hold_across_processes(tree):
    make_user("official@example.org")
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    results = fork.Queue()
    workers = [fork.Process(target=_guess_in_a_process, args=(number, results)) for number in range(4)]
    for worker in workers:
        worker.start()
    answers = sorted(answer for _worker in workers for answer in results.get(timeout=60))
    for worker in workers:
        worker.join()
    assert answers == [200] * 5 + [429] * 7


def test_an_answer_does_not_tell_whether_an_account_exists(client, official):
    """By text and status; the time is looked at in test_attacks."""

    def said(response):
        return response.status_code, re.sub(r'value="[^"]*"', "", response.content.decode())

    known = said(client.post("/accounts/login/", {"login": "official@example.org", "password": "a guess"}))
    unknown = said(client.post("/accounts/login/", {"login": "nobody@example.org", "password": "a guess"}))
    assert known == unknown
