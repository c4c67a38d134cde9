"""`next`: wherever someone is sent on to, it is on this site."""

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
    """Where the answer leads; a page leads nowhere. Its headers are what this site wrote."""
    assert response.status_code in {200, 302}
    assert all("\n" not in value and "\r" not in value for value in response.headers.values())
    return response.headers.get("Location", "")


def links_elsewhere(response):
    """Links, forms and hidden fields of a page that could lead away."""
    page = response.content.decode()
    return re.findall(
        r'(?:href|action)="(?:[a-z]+:)?[/\\]{2}[^"]*evil|(?:href|action)="(?:javascript|data):', page, re.IGNORECASE
    )


@each
@pytest.mark.parametrize(
    "address", ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/en/catalogue/"]
)
def test_no_page_that_is_shown_with_it_links_there(client, wanted, address):
    assert links_elsewhere(client.get(address, {"next": wanted})) == []


@each
def test_not_after_logging_in(client, official, wanted):
    form = {"login": official.email, "password": PASSWORD, "next": wanted}
    assert sent_to(client.post("/accounts/login/", form)) == "/my/"


@each
def test_not_where_one_is_logged_in_already(as_official, wanted):
    assert sent_to(as_official.get("/accounts/login/", {"next": wanted})) == "/my/"
    assert sent_to(as_official.get("/accounts/signup/", {"next": wanted})) == "/my/"


@each
def test_not_after_the_second_factor(official, wanted):
    give_app(official)
    client = Client()
    client.post(f"/accounts/login/?{query(wanted)}", {"login": official.email, "password": PASSWORD, "next": wanted})
    assert sent_to(client.post("/accounts/2fa/authenticate/", {"code": code_now(), "next": wanted})) == "/my/"


@each
def test_not_after_proving_it_again(as_official, official, wanted):
    again = as_official.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": wanted})
    assert sent_to(again) == "/my/"
    give_app(official)
    again = as_official.post("/accounts/2fa/reauthenticate/", {"code": code_now(), "next": wanted})
    assert sent_to(again) == "/my/"


@each
def test_not_after_logging_out(as_official, wanted):
    assert sent_to(as_official.post("/accounts/logout/", {"next": wanted})) == "/"


@each
def test_not_after_signing_up_and_confirming(client, wanted):
    form = {"email": "new@example.org", "password1": "walnuts on the tram", "next": wanted}
    assert sent_to(client.post("/accounts/signup/", form)) == "/accounts/confirm-email/"
    link = re.search(r"http://testserver(/\S+)", mail.outbox[-1].body)[1]
    assert "evil" not in link
    assert sent_to(client.post(f"{link.partition('?')[0]}?{query(wanted)}")) == "/my/"


@each
def test_not_from_the_doors_that_lead_to_the_one(client, wanted):
    for door in ("/admin/login/", "/_util/login/", "/django-admin/login/"):
        assert sent_to(client.get(door, {"next": wanted})) == "/accounts/login/"


@each
def test_not_after_a_deed_for_many_in_the_admin(client, wanted):
    client.force_login(make_user("root@example.org", is_superuser=True))
    enrolment = make_enrolment(make_activity())
    address = f"/admin/bulk/activities/enrolment/mark_complete/?id={enrolment.pk}&{query(wanted)}"
    assert sent_to(client.post(address)) == "/admin/bulk/activities/enrolment/mark_complete/"


@pytest.mark.parametrize("wanted", ["//[", "http://[::1"])
@pytest.mark.parametrize("address", ["/accounts/login/", "/accounts/logout/", "/accounts/signup/", "/admin/login/"])
def test_what_is_no_address_at_all_is_refused(client, wanted, address):
    assert client.get(address, {"next": wanted}).status_code == 400
    assert client.post(address, {"next": wanted}).status_code == 400


def test_a_place_of_this_site_is_remembered(client, official):
    form = {"login": official.email, "password": PASSWORD, "next": "/en/my/profile/?a=b"}
    assert sent_to(client.post("/accounts/login/", form)) == "/en/my/profile/?a=b"
