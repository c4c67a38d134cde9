import re

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.utils import translation

from learning.people.accounts.adapter import AccountAdapter
from learning.people.models import User
from tests.factories import make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def spoken(monkeypatch):
    """The language active while each mail was written."""
    languages, render = [], AccountAdapter.render_mail
    monkeypatch.setattr(
        AccountAdapter,
        "render_mail",
        lambda *args, **kwargs: languages.append(translation.get_language()) or render(*args, **kwargs),
    )
    return languages


def test_mail_speaks_the_language_of_whom_it_goes_to(client, spoken):
    make_person(email="ana@example.org", language="es")
    client.post("/accounts/signup/", {"email": "ANA@example.org", "password1": "walnuts on the tram"})
    assert spoken == ["es"]


def test_a_newcomer_is_written_to_in_the_language_of_the_page(client, spoken):
    client.post("/accounts/signup/?next=/fr/", {"email": "new@example.org", "password1": "walnuts on the tram"})
    assert spoken == ["fr"]


def test_mail_is_plain_text_that_names_the_site_once(client):
    client.post("/accounts/signup/", {"email": "o'neill@example.org", "password1": "walnuts on the tram"})
    (message,) = mail.outbox
    assert message.alternatives == []
    assert "o'neill@example.org" in message.body
    assert message.body.endswith("--\nMetropolis Learning\nhttp://testserver")
    assert "&#" not in message.body


def test_two_sign_ups_at_the_same_moment_are_one_account_and_no_error(client, monkeypatch):
    """The second finds the address free when it looks, and taken when it writes."""
    from allauth.account.internal.flows import manage_email

    User.objects.create_user("ana@example.org", "correct horse")
    monkeypatch.setattr(manage_email, "email_already_exists", lambda email, **kwargs: (email, False))
    response = client.post("/accounts/signup/", {"email": "ana@example.org", "password1": "walnuts on the tram"})
    assert response.headers["Location"] == "/accounts/confirm-email/"
    assert User.objects.count() == 1
    assert mail.outbox[0].subject == "You have an account already"


@pytest.mark.parametrize(
    "name", ["password_changed", "password_set", "password_reset", "email_changed", "email_deleted", "email_confirm"]
)
def test_a_notice_says_what_to_do_if_it_was_someone_else(name):
    context = {"ip": "192.0.2.1", "user_agent": "Firefox", "timestamp": "today", "base_url": "http://testserver"}
    text = render_to_string(f"account/email/{name}_message.txt", context)
    assert "http://testserver/accounts/password/reset/" in text
    assert "192.0.2.1" in text
    assert re.fullmatch(r"[^\n]+\n", render_to_string(f"account/email/{name}_subject.txt"))
