"""Session fixation and sessions that outlive their right: a key known before is worth nothing after."""

import pytest
from django.test import Client

from tests.factories import make_user
from tests.people.second_factor import code_now, give_app

pytestmark = pytest.mark.django_db
PASSWORD, ANOTHER = "correct horse", "walnuts on the tram"


def planted(client):
    """The key of a session that someone else made and slipped into this browser."""
    session = client.session
    session["planted"] = "by someone else"
    session.save()
    client.cookies["session"] = session.session_key
    return session.session_key


def key(client):
    return client.cookies["session"].value


def opens(session_key, address="/en/my/"):
    client = Client()
    client.cookies["session"] = session_key
    return client.get(address).status_code == 200


def log_in(client, user, password=PASSWORD):
    return client.post("/accounts/login/", {"login": user.email, "password": password})


def test_the_key_changes_at_log_in(client, official):
    before = planted(client)
    log_in(client, official)
    assert key(client) != before
    assert (opens(before), opens(key(client))) == (False, True)


def test_the_key_changes_at_the_second_factor_and_that_between_opens_nothing(client, official):
    give_app(official)
    before = planted(client)
    log_in(client, official)
    between = key(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert len({before, between, key(client)} - {before}) >= 1
    assert key(client) not in {before, between}
    assert (opens(before), opens(between), opens(key(client))) == (False, False, True)


def test_the_key_ends_with_the_log_out(client, official):
    log_in(client, official)
    before = key(client)
    client.post("/accounts/logout/")
    assert not opens(before)


def test_a_new_password_ends_every_other_session(client, official):
    other = Client()
    log_in(other, official)
    log_in(client, official)
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER})
    assert (other.get("/en/my/").status_code, client.get("/en/my/").status_code) == (302, 200)


def test_whoever_takes_over_a_browser_finds_nothing_of_the_one_before(client, official):
    log_in(client, official)
    session = client.session
    session["kept"] = "of the first"
    session.save()
    log_in(client, make_user("eva@example.org"))
    client.post("/accounts/logout/")
    log_in(client, make_user("noor@example.org"))
    assert "kept" not in client.session


@pytest.mark.parametrize("made_up", ["", "x", "0" * 32, "../../etc/passwd", "a\x00b"])
def test_a_key_that_was_made_up_opens_nothing(made_up):
    assert not opens(made_up)
