"""Open redirects: `next` never leads to another site."""

import re
from urllib.parse import urlencode

import pytest
from django.core import mail
from django.test import Client

from tests.factories import make_activity, make_enrolment, make_user
from tests.people.second_factor import code_now, give_app

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse"
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example\\",
    "/\t/evil.example/",
    "javascript:alert(1)",
    "JavaScript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://testserver@evil.example/",
    "https://testserver:x@evil.example/",
    "http://evil.example\\@testserver/",
    "http:evil.example",
    "https:///evil.example",
    "//evil.example%2f@testserver/",
    "\r\nLocation: https://evil.example/",
    "\u2028//evil.example/",
    "//[v1.x]@evil.example/",
]
each = pytest.mark.parametrize("wanted", ELSEWHERE)


def query(wanted):
    return urlencode({"next": wanted})


def sent_to(response):
    """Return the address that the response redirects to, or "" for a page. Its headers have no line breaks."""
    assert response.status_code in {200, 302}
    assert all("\n" not in value and "\r" not in value for value in response.headers.values())
    return response.headers.get("Location", "")


def links_elsewhere(response):
    """Return the links, forms and hidden fields of a page that could lead to another site."""
    page = response.content.decode()
    return re.findall(
        r'(?:href|action)="(?:[a-z]+:)?[/\\]{2}[^"]*evil|(?:href|action)="(?:javascript|data):', page, re.IGNORECASE
    )


@each
@pytest.mark.parametrize(
    "address", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/en/catalogue/"]
)
def test_page_with_next_has_no_link_to_another_site(client, wanted, address):
    assert links_elsewhere(client.get(address, {"next": wanted})) == []


@each
def test_log_in_does_not_redirect_to_another_site(client, official, wanted):
    form = {"login": official.email, "password": PASSWORD, "next": wanted}
    assert sent_to(client.post("/accounts/login/", form)) == "/my/"


@each
def test_log_in_page_of_logged_in_user_does_not_redirect_to_another_site(as_official, wanted):
    assert sent_to(as_official.get("/accounts/login/", {"next": wanted})) == "/my/"
    assert sent_to(as_official.get("/accounts/signup/", {"next": wanted})) == "/my/"


@each
def test_second_factor_does_not_redirect_to_another_site(official, wanted):
    give_app(official)
    client = Client()
    client.post(f"/accounts/login/?{query(wanted)}", {"login": official.email, "password": PASSWORD, "next": wanted})
    assert sent_to(client.post("/accounts/2fa/authenticate/", {"code": code_now(), "next": wanted})) == "/my/"


@each
def test_reauthentication_does_not_redirect_to_another_site(as_official, official, wanted):
    again = as_official.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": wanted})
    assert sent_to(again) == "/my/"
    give_app(official)
    again = as_official.post("/accounts/2fa/reauthenticate/", {"code": code_now(), "next": wanted})
    assert sent_to(again) == "/my/"


@each
def test_log_out_does_not_redirect_to_another_site(as_official, wanted):
    assert sent_to(as_official.post("/accounts/logout/", {"next": wanted})) == "/"


@each
def test_sign_up_and_confirmation_do_not_redirect_to_another_site(client, wanted):
    form = {"email": "new@example.org", "password1": "walnuts on the tram", "next": wanted}
    assert sent_to(client.post("/accounts/signup/", form)) == "/accounts/confirm-email/"
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]
    assert "evil" not in link
    assert sent_to(client.post(f"{link.partition('?')[0]}?{query(wanted)}")) == "/my/"


@each
def test_other_log_in_addresses_do_not_redirect_to_another_site(client, wanted):
    for door in ("/admin/login/", "/_util/login/", "/django-admin/login/"):
        assert sent_to(client.get(door, {"next": wanted})) == "/accounts/login/"


@each
def test_bulk_action_in_the_admin_does_not_redirect_to_another_site(client, wanted):
    client.force_login(make_user("root@example.org", is_superuser=True))
    enrolment = make_enrolment(make_activity())
    address = f"/admin/bulk/activities/enrolment/mark_complete/?id={enrolment.pk}&{query(wanted)}"
    assert sent_to(client.post(address)) == "/admin/bulk/activities/enrolment/mark_complete/"


@pytest.mark.parametrize("wanted", ["//[", "http://[::1"])
@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/logout/", "/accounts/signup/", "/admin/login/"])
def test_next_that_cannot_be_parsed_is_400(client, wanted, address):
    assert client.get(address, {"next": wanted}).status_code == 400
    assert client.post(address, {"next": wanted}).status_code == 400


def test_next_on_this_site_is_kept(client, official):
    form = {"login": official.email, "password": PASSWORD, "next": "/en/my/profile/?a=b"}
    assert sent_to(client.post("/accounts/login/", form)) == "/en/my/profile/?a=b"
