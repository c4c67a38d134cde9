"""Erasure finds mail to addresses that someone had before, in the outbox and in the folder of kept mail."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import send_mail
from django.utils import timezone

from learning.core.models import OutgoingEmail
from learning.people.accounts import person_of_account
from learning.people.duplicates.merges import merge
from learning.people.models import FormerAddress, Person
from learning.people.privacy import erasure
from tests.factories import make_person, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _kept(settings):
    settings.OUTBOX_TRANSPORT = "learning.core.emails.folder_transport.ShownAndKeptBackend"


def kept(folder):
    return "".join(path.read_text() for path in folder.glob("*.log"))


def addresses_of(person):
    return sorted(FormerAddress.objects.filter(person=person).values_list("email", flat=True))


def change_address(client, new):
    """As someone does in their account, up to the link in the mail."""
    client.post("/accounts/reauthenticate/", {"password": "correct horse"})
    assert client.post("/accounts/email/", {"email": new, "action_add": ""}).status_code == 302


def test_no_mail_to_an_earlier_address_is_left_after_erasure(client, settings, django_capture_on_commit_callbacks):
    person = make_user("first@example.org").person
    client.force_login(person.user)
    send_mail("Your place", "Words for the first", None, ["first@example.org"])
    change_address(client, "typo@example.net")
    change_address(client, "second@example.org")
    (to_second,) = [path.read_text() for path in settings.MAIL_DIR.glob("*.log") if "To: second@" in path.read_text()]
    link = re.search(r"http://testserver(/accounts/confirm-email/\S+)", to_second)[1]
    client.post(link)
    person.refresh_from_db()
    assert person.email == "second@example.org"
    assert addresses_of(person) == ["first@example.org", "typo@example.net"]
    send_mail("Of another", "Words", None, ["other@example.org"])
    with django_capture_on_commit_callbacks(execute=True):
        erasure.erase(person, by=None)
    text = kept(settings.MAIL_DIR)
    assert "other@example.org" in text
    assert not re.search("first@|typo@|second@", text)
    assert list(OutgoingEmail.objects.values_list("to", flat=True)) == ["other@example.org"]
    assert not FormerAddress.objects.exists()


def test_an_address_that_an_officer_corrects_is_noted():
    person = Person.objects.get(pk=make_person(email="wrong@example.org").pk)
    person.email = "right@example.org"
    person.save()
    person.name = "Ana"
    person.save()
    assert addresses_of(person) == ["wrong@example.org"]


def test_an_address_taken_over_by_its_owner_is_noted_and_their_mail_stays():
    had, owner = make_person(email="shared@example.org"), make_user("own@example.org")
    person_of_account.follow_address(owner, "shared@example.org")
    assert addresses_of(had) == ["shared@example.org"]
    send_mail("Hello", "Words", None, ["shared@example.org"])
    erasure.erase(had, by=None)
    assert OutgoingEmail.objects.filter(to="shared@example.org").exists()


def test_addresses_of_rows_merged_into_the_person_are_found():
    person, double = make_person(), Person.objects.get(pk=make_person(email="old@example.org").pk)
    double.email = ""
    double.save()
    merge(double, into=person)
    send_mail("Hello", "Words", None, ["old@example.org"])
    erasure.anonymise(person)
    assert not OutgoingEmail.objects.exists()


def test_a_deleted_account_leaves_its_addresses_with_the_person():
    user = make_user("own@example.org")
    EmailAddress.objects.create(user=user, email="further@example.org")
    EmailAddress.objects.filter(email="further@example.org").first().delete()
    assert addresses_of(user.person) == ["further@example.org"]


def test_mail_to_others_that_names_an_erased_person_goes_with_its_delivery(settings):
    person = make_person("Zubaida Quintanilla")
    settings.OUTBOX_DELIVERY = "timer"
    for address in ("sent@example.org", "queued@example.org"):
        send_mail("Invitation", "Zubaida Quintanilla invites you", None, [address])
    OutgoingEmail.objects.filter(to="sent@example.org").update(status="sent", settled_at=timezone.now())
    erasure.anonymise(person)
    assert list(OutgoingEmail.objects.values_list("to", "is_transient")) == [("queued@example.org", True)]
