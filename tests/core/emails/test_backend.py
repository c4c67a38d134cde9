"""What the outbox is told by senders, and how many mails an address gets."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.conf import settings as configured
from django.core import mail
from django.core.mail import get_connection, send_mail
from django.test import Client
from django.utils import timezone

from learning.core.models import OutgoingEmail
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ADDRESS = "ana@example.org"


@pytest.fixture(autouse=True)
def _not_delivered(settings):
    settings.OUTBOX_DELIVERY = "timer"


def test_connection_of_django_is_the_outbox():
    assert type(get_connection()).__name__ == "OutboxBackend"
    send_mail("Hello", "Words", None, [ADDRESS])
    assert (OutgoingEmail.objects.get().to, mail.outbox) == (ADDRESS, [])


def test_nothing_but_delivery_names_the_transport():
    """No sender reaches past the outbox."""
    found = set()
    for folder in ("learning", "courses", "webinars", "home"):
        for path in (configured.BASE_DIR / folder).rglob("*.py"):
            if any(word in path.read_text() for word in ("OUTBOX_TRANSPORT", "get_connection", "smtplib")):
                found.add(str(path.relative_to(configured.BASE_DIR)))
    emails = "learning/core/emails"
    assert found == {
        "learning/settings.py",
        f"{emails}/delivery.py",
        f"{emails}/smtp_transport.py",
        f"{emails}/outcomes.py",
    }


def test_link_for_a_new_password_is_secret_urgent_and_as_short_lived_as_it_works(client):
    make_user(ADDRESS)
    client.post("/accounts/password/reset/", {"email": ADDRESS})
    row = OutgoingEmail.objects.get()
    assert (row.purpose, row.is_secret, row.priority) == ("account/password_reset_key", True, 1)
    life = (row.expires_at - row.created_at).total_seconds()
    assert life == pytest.approx(configured.PASSWORD_RESET_TIMEOUT, abs=5)


def test_confirmation_expires_with_its_link(client):
    client.post("/accounts/signup/", {"email": ADDRESS, "password1": "walnuts on the tram"})
    row = OutgoingEmail.objects.get()
    assert (row.purpose, row.is_secret) == ("account/email_confirmation_signup", True)
    assert round((row.expires_at - row.created_at) / timedelta(days=1)) == 3


def test_signing_up_and_asking_for_a_password_answer_while_no_mail_server_is_there(client, settings):
    settings.OUTBOX_TRANSPORT, settings.EMAIL_PORT = "learning.core.emails.smtp_transport.SMTPTransport", 9
    make_user("bo@example.org")
    signed_up = client.post("/accounts/signup/", {"email": ADDRESS, "password1": "walnuts on the tram"})
    asked = Client().post("/accounts/password/reset/", {"email": "bo@example.org"})
    assert (signed_up.status_code, asked.status_code, OutgoingEmail.objects.count()) == (302, 302, 2)


def test_one_address_gets_few_mails_of_a_kind_an_hour_whoever_asks(settings):
    settings.ACCOUNT_RATE_LIMITS = False
    make_user(ADDRESS)
    for number in range(10):
        asked = Client(REMOTE_ADDR=f"192.0.2.{number}").post("/accounts/password/reset/", {"email": ADDRESS})
        assert asked.status_code == 302
    assert OutgoingEmail.objects.filter(to=ADDRESS).count() == 6
    with time_machine.travel(timezone.now() + timedelta(minutes=61), tick=True):
        Client().post("/accounts/password/reset/", {"email": ADDRESS})
    assert OutgoingEmail.objects.filter(to=ADDRESS).count() == 7


@pytest.fixture
def taken(as_official):
    """The address of another account, added to the reader's own."""
    make_user("owner@example.org")
    as_official.post("/accounts/reauthenticate/", {"password": "correct horse"})
    answer = as_official.post("/accounts/email/", {"email": "owner@example.org", "action_add": ""})
    assert answer.status_code == 302
    return as_official


def test_owner_of_an_address_that_someone_adds_is_told_and_gets_no_dead_link(taken):
    row = OutgoingEmail.objects.get(to="owner@example.org")
    assert row.subject == "Someone tried to use your address"
    assert "confirm-email" not in row.text
    assert "/accounts/login/" in row.text


def test_owner_gets_no_dead_link_when_it_is_sent_again(taken):
    taken.post("/accounts/email/", {"email": "owner@example.org", "action_send": ""})
    assert not OutgoingEmail.objects.filter(to="owner@example.org", text__contains="confirm-email").exists()


def test_link_to_an_address_that_another_account_has_confirmed_since_says_so(as_official):
    as_official.post("/accounts/reauthenticate/", {"password": "correct horse"})
    as_official.post("/accounts/email/", {"email": "new@example.org", "action_add": ""})
    text = OutgoingEmail.objects.get(to="new@example.org").text
    link = next(word for word in text.split() if "confirm-email" in word).removeprefix("http://testserver")
    other = make_user("other@example.org")
    EmailAddress.objects.create(user=other, email="new@example.org", verified=True)
    page = Client().get(link).content.decode()
    assert "This address belongs to another account" in page
    assert "used up" not in page
