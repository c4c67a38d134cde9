"""Limits hold for every process and every address in between; tests/attacks/test_brute_force.py knocks at each door."""

import multiprocessing

import pytest
from django.db import connections
from django.test import Client

from tests.factories import make_user

pytestmark = pytest.mark.django_db


def guess(client, email="official@example.org", password="a guess", **headers):
    return client.post("/accounts/login/", {"login": email, "password": password}, **headers).status_code


def test_passwords_of_one_account_can_be_guessed_five_times(client, official):
    assert [guess(client) for _times in range(6)] == [200, 200, 200, 200, 200, 429]
    assert guess(client, password="correct horse") == 429


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
