"""Cross-site requests: no POST from another site has an effect."""

import pytest
from django.test import Client

from tests.permissions.fillings import address_of
from tests.permissions.visiting import as_it_was
from tests.permissions.whole_table import TABLE, WAGTAILS

pytestmark = pytest.mark.django_db
# Posted by another site by design: it carries its own proof, and no provider is switched on.
EXEMPT = {"accounts/google/login/token/"}
# Refused without a token; or no POST is accepted: the reporting API ignores cookies and is read only.
REFUSED = [(403, ""), (404, ""), (405, "")]


def post_everywhere(world, client):
    """Return {route: response} of all posts that are not refused."""
    found = {}
    for route in [*TABLE, *WAGTAILS]:
        with as_it_was(client):
            response = client.post(address_of(world, route))
        found[route] = response.status_code, response.headers.get("Location", "").partition("?")[0]
    api = {route for route in found if route.startswith("api/")}
    assert {found[route] for route in api} <= set(REFUSED)
    return {route: answer for route, answer in found.items() if route not in api and answer != REFUSED[0]}


def test_every_post_requires_a_csrf_token(world):
    client = world.clients["superuser"]  # has shown a second factor
    client.handler.enforce_csrf_checks = True
    assert set(post_everywhere(world, client)) == EXEMPT


def test_every_post_of_a_visitor_requires_a_csrf_token_or_log_in(world):
    """Routes that check the token only for logged-in users redirect visitors to the log-in."""
    answered = post_everywhere(world, Client(enforce_csrf_checks=True))
    known_only = {route for route, answer in answered.items() if answer == (302, "/accounts/login/")}
    assert set(answered) - known_only == EXEMPT
    assert all(route.startswith(("admin/api/", "admin/localize/")) for route in known_only)


def test_csrf_token_from_another_site_is_refused(world):
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


def test_refused_post_shows_instructions():
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"login": "eva@example.org"})
    assert response.status_code == 403
    assert "Go back, load it again and try once more" in response.content.decode()
