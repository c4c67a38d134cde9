"""Session fixation and expired sessions: a session key known before log-in or after log-out opens nothing."""

import pytest
from django.test import Client

from tests.factories import make_user
from tests.people.second_factor import code_now, give_app

pytestmark = pytest.mark.django_db
PASSWORD, ANOTHER = "correct horse", "walnuts on the tram"


def planted(client):
    """Set a session key in the client that someone else created, and return it."""
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


def test_session_key_changes_at_log_in(client, official):
    before = planted(client)
    log_in(client, official)
    assert key(client) != before
    assert (opens(before), opens(key(client))) == (False, True)


def test_session_key_changes_at_second_factor_and_the_key_before_opens_nothing(client, official):
    give_app(official)
    before = planted(client)
    log_in(client, official)
    between = key(client)
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert len({before, between, key(client)} - {before}) >= 1
    assert key(client) not in {before, between}
    assert (opens(before), opens(between), opens(key(client))) == (False, False, True)


def test_session_key_is_invalid_after_log_out(client, official):
    log_in(client, official)
    before = key(client)
    client.post("/accounts/logout/")
    assert not opens(before)


def test_change_of_password_ends_all_other_sessions(client, official):
    other = Client()
    log_in(other, official)
    log_in(client, official)
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER})
    assert (other.get("/en/my/").status_code, client.get("/en/my/").status_code) == (302, 200)


def test_session_data_is_not_kept_for_the_next_user_of_the_browser(client, official):
    log_in(client, official)
    session = client.session
    session["kept"] = "of the first"
    session.save()
    log_in(client, make_user("eva@example.org"))
    client.post("/accounts/logout/")
    log_in(client, make_user("noor@example.org"))
    assert "kept" not in client.session


@pytest.mark.parametrize("made_up", ["", "x", "0" * 32, "../../etc/passwd", "a\x00b"])
def test_made_up_session_key_opens_nothing(made_up):
    assert not opens(made_up)
