"""Who may come in, and what those who may not are told."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from learning.people.models import AuditEntry
from learning.reports.api import tokens
from learning.reports.api.models import Token
from tests.factories import make_user

pytestmark = pytest.mark.django_db

PLACES = ("activities", "figures", "organisations", "participations")


def told(response):
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["status"] == response.status_code
    return response.json()["detail"]


@pytest.mark.parametrize("place", PLACES)
def test_a_token_with_the_scope_reads_and_is_kept_by_no_cache(ask, place):
    response = ask(place)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert {part.strip() for part in response["Cache-Control"].split(",")} == {"private", "no-store"}
    assert not response.cookies


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer mlr_guess"}, {"Authorization": "Basic bWxyXw=="}])
def test_without_a_valid_token_nothing_is_read(client, db, place, headers):
    response = client.get(f"/api/v1/{place}", headers=headers)
    assert (response.status_code, response["WWW-Authenticate"]) == (401, "Bearer")
    assert told(response) == "Send a token that is in use in the header “Authorization: Bearer …”."


@pytest.mark.parametrize("place", PLACES)
def test_being_logged_in_opens_nothing(client, place):
    client.force_login(make_user("root@example.org", is_superuser=True))
    assert client.get(f"/api/v1/{place}").status_code == 401


@pytest.mark.parametrize("place", PLACES)
def test_a_token_reads_only_what_was_ticked_for_it(ask, make_token, place):
    _token, secret = make_token(place)
    answers = {other: ask(other, secret).status_code for other in PLACES}
    assert answers == {other: 200 if other == place else 403 for other in PLACES}


def test_the_refusal_says_why(ask, make_token):
    _token, secret = make_token("figures")
    assert told(ask("participations", secret)) == "This token may not read this."


def test_a_token_ends(ask, make_token):
    _token, secret = make_token(expires_at=timezone.now() + timedelta(hours=1))
    assert ask("figures", secret).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert ask("figures", secret).status_code == 401


def test_a_revoked_token_opens_nothing_and_others_still_do(ask, make_token, officer):
    token, secret = make_token()
    tokens.revoke(token, officer)
    assert (ask("figures", secret).status_code, ask("figures").status_code) == (401, 200)


def test_only_the_digest_of_a_secret_is_kept(make_token):
    token, secret = make_token()
    kept = Token.objects.filter(pk=token.pk).values().get()
    assert secret not in str(kept)
    assert (kept["start"], kept["digest"]) == (secret[:8], tokens.digest_of(secret))
    assert len(secret) > 40


def test_making_and_revoking_is_kept_in_the_audit_log_without_the_secret(make_token, officer):
    token, secret = make_token("figures", by=officer)
    tokens.revoke(token, officer)
    tokens.revoke(token, officer)
    entries = AuditEntry.objects.filter(kind="api.token").order_by("pk")
    assert [(entry.action, entry.by, entry.object_id) for entry in entries] == [
        ("token_made", officer, str(token.pk)),
        ("token_revoked", officer, str(token.pk)),
    ]
    assert secret not in str(list(entries.values()))


def test_the_day_of_last_use_is_noted_once(ask, make_token, django_assert_num_queries):
    token, secret = make_token()
    assert token.last_used_on is None
    ask("figures", secret)
    token.refresh_from_db()
    assert token.last_used_on == timezone.localdate()
    with django_assert_num_queries(1):
        tokens.find(secret)


def test_a_token_is_answered_120_times_a_minute_and_each_has_its_own_count(ask, make_token, monkeypatch):
    monkeypatch.setitem(__import__("learning.reports.api.authentication", fromlist=["RATES"]).RATES, "token", "3/m")
    _token, other = make_token()
    assert [ask("figures").status_code for _time in range(4)] == [200, 200, 200, 429]
    refused = ask("figures")
    assert (refused["Retry-After"], told(refused)) == (
        "60",
        "This was asked many times in a short while. Ask again in a minute.",
    )
    assert ask("figures", other).status_code == 200


def test_guesses_from_one_place_are_limited_and_shut_nobody_else_out(ask):
    assert [ask("figures", "mlr_guess").status_code for _time in range(31)] == [401] * 30 + [429]
    assert ask("figures").status_code == 200


def test_limits_stay_closed_when_the_cache_is_away(ask, settings):
    settings.CACHES = {
        **settings.CACHES,
        "shared": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": "redis://127.0.0.1:1"},
    }
    assert ask("figures").status_code == 429


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
@pytest.mark.parametrize("place", PLACES)
def test_methods_that_write_are_405(client, make_token, place, method):
    _token, secret = make_token()
    response = getattr(client, method)(f"/api/v1/{place}", headers={"Authorization": f"Bearer {secret}"})
    assert (response.status_code, response["Allow"]) == (405, "GET")


@pytest.mark.parametrize("address", ["/api/", "/api/v1/people", "/api/v2/figures", "/api/v2/pages/", "/api/v3/pages/"])
def test_there_is_nothing_else_and_wagtails_own_api_is_not_mounted(client, db, address):
    assert told(client.get(address)) == "There is nothing at this address."


def test_no_route_of_the_site_is_wagtails_api():
    from django.urls import get_resolver

    def modules(resolver):
        for pattern in resolver.url_patterns:
            if hasattr(pattern, "url_patterns"):
                yield from modules(pattern)
            else:
                yield getattr(pattern.callback, "__module__", "")

    assert not [module for module in modules(get_resolver()) if module.startswith("wagtail.api")]
