"""Cross-site requests: no POST does anything for a page that is not ours."""

import pytest
from django.test import Client

from tests.permissions.fillings import address_of
from tests.permissions.visiting import as_it_was
from tests.permissions.whole_table import TABLE, WAGTAILS

pytestmark = pytest.mark.django_db
# Asked of another site by design: it carries a proof of its own, and no provider is switched on.
EXEMPT = {"accounts/google/login/token/"}
# Refused for want of a token; or nothing there takes a POST: the reporting API knows no cookies and only reads.
REFUSED = [(403, ""), (404, ""), (405, "")]


def post_everywhere(world, client):
    """What is answered otherwise than with a refusal."""
    found = {}
    for route in [*TABLE, *WAGTAILS]:
        with as_it_was(client):
            response = client.post(address_of(world, route))
        found[route] = response.status_code, response.headers.get("Location", "").partition("?")[0]
    api = {route for route in found if route.startswith("api/")}
    assert {found[route] for route in api} <= set(REFUSED)
    return {route: answer for route, answer in found.items() if route not in api and answer != REFUSED[0]}


def test_no_post_goes_without_a_token(world):
    client = world.clients["superuser"]  # has shown a second factor
    client.handler.enforce_csrf_checks = True
    assert set(post_everywhere(world, client)) == EXEMPT


def test_nor_for_those_who_are_not_logged_in(world):
    """What asks only those for a token whom it knows sends visitors to log in."""
    answered = post_everywhere(world, Client(enforce_csrf_checks=True))
    known_only = {route for route, answer in answered.items() if answer == (302, "/accounts/login/")}
    assert set(answered) - known_only == EXEMPT
    assert all(route.startswith(("admin/api/", "admin/localize/")) for route in known_only)


def test_a_token_from_elsewhere_is_none(world):
    client = Client(enforce_csrf_checks=True)
    client.force_login(world.accounts["official"])
    client.get("/en/my/profile/")
    own = client.cookies["csrf"].value
    answers = [
        client.post("/en/my/profile/", {"csrfmiddlewaretoken": "x" * 64}).status_code,
        client.post("/en/my/profile/", {"csrfmiddlewaretoken": own}, HTTP_ORIGIN="https://evil.example").status_code,
        client.post("/en/my/profile/", {"csrfmiddlewaretoken": own}, HTTP_ORIGIN="null").status_code,
        client.post("/en/my/profile/", {"csrfmiddlewaretoken": own}).status_code,
    ]
    assert answers == [403, 403, 403, 200]


def test_whoever_is_refused_is_told_what_to_do():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "eva@example.org"})
    assert response.status_code == 403
    assert "Go back, load it again and try once more" in response.content.decode()
