"""Recipients of all e-mails and of the newsletter list: only people who may be written to."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from wagtail.admin.mail import send_mail as wagtail_send_mail

from learning.activities.choices import EnrolmentStatus
from learning.activities.completion import actions as completion_actions
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.enrolment import consents
from learning.activities.models import Consent, Enrolment, Session
from learning.activities.notifications import enrolment_emails, officer_message
from learning.activities.sessions import reminders
from learning.certificates.issuance import bulk_issue
from learning.core.emails.delivery import deliver_due
from learning.core.models import OutgoingEmail, RefusedAddress
from learning.people.duplicates.merges import merge
from learning.people.models import Person
from learning.people.organisations import affiliations
from learning.people.privacy import erasure
from learning.people.reachable import may_be_written_to, reachable
from tests.activities.enrolment.promotion import promote_next
from tests.factories import make_activity, make_completed, make_enrolment, make_organisation, make_person, make_user

pytestmark = pytest.mark.django_db
REACHABLE = ["active", "merged", "second", "unsubscribed", "without"]


def account(name, **fields):
    return make_user(f"{name}@example.org", **fields).person


@pytest.fixture(autouse=True)
def _delivered_by_hand(settings):
    settings.OUTBOX_DELIVERY = "timer"


@pytest.fixture
def people():
    """Return {name: person}; the address of each person begins with the name."""
    found = {
        "active": account("active"),
        "without": make_person(email="without@example.org"),
        "deactivated": account("deactivated", is_active=False),
        "bounced": account("bounced"),
        "unsubscribed": account("unsubscribed"),
        "merged": account("merged"),
        "second": account("second"),
        "closed": make_person(email="closed@example.org"),
        "nobody": make_person(email=""),
        "erased": account("erased"),
    }
    RefusedAddress.objects.create(email="bounced@example.org")
    # In this order: a person with a merged row, a person with a second account that was closed, a person whose only
    # account was closed.
    merge(make_person(email="old@example.org"), into=found["merged"])
    merge(account("duplicate", is_active=False), into=found["second"])
    merge(account("twin", is_active=False), into=found["closed"])
    for name in ("active", "deactivated", "bounced", "unsubscribed", "erased"):
        consents.give(found[name], Consent.Purpose.NEWSLETTER)
    consents.revoke(found["unsubscribed"], Consent.Purpose.NEWSLETTER)
    return found


@pytest.fixture
def activity(people):
    activity = make_activity()
    tomorrow = timezone.now() + timedelta(hours=20)
    Session.objects.create(activity=activity, starts_at=tomorrow, ends_at=tomorrow + timedelta(hours=1))
    for person in people.values():
        make_enrolment(activity, person)
    withdrawn = make_enrolment(activity, account("withdrawn"), status=EnrolmentStatus.WITHDRAWN)
    Enrolment.objects.filter(pk=withdrawn.pk).update(withdrawn_at=timezone.now())
    erasure.anonymise(people["erased"])
    OutgoingEmail.objects.all().delete()
    return activity


def written_to():
    """List who got an e-mail, by the names of `people`."""
    deliver_due()
    return sorted(message.to[0].partition("@")[0] for message in mail.outbox)


def each_enrolment(action):
    def act(activity):
        for enrolment in activity.enrolments.filter(status=EnrolmentStatus.ENROLLED):
            action(enrolment)

    return act


def remove_all(activity):
    organisation, focal = make_organisation(), make_user("focal@example.org", person=None)
    Person.objects.update(organisation=organisation)
    for person in Person.objects.canonical():
        affiliations.remove(person, organisation, by=focal)


def promote_all(activity):
    Enrolment.objects.filter(status=EnrolmentStatus.ENROLLED).update(
        status=EnrolmentStatus.WAITING, queued_at=timezone.now()
    )
    promote_next(activity)


def certify_all(activity):
    activity.enrolments.all().delete()
    for person in Person.objects.canonical():
        make_completed(activity, person)
    bulk_issue.hand_out(activity)


SENDERS = {
    "reminder": lambda activity: reminders.remind(),
    "cancellation": lambda activity: enrolment_actions.cancel(activity, reason="Storm"),
    "message": lambda activity: officer_message.write(activity, "enrolled", subject="News", text="Words"),
    "completion": each_enrolment(completion_actions.mark_complete),
    "withdrawal": each_enrolment(enrolment_actions.withdraw),
    "confirmation": each_enrolment(lambda enrolment: enrolment_emails.notify(enrolment, "enrolled")),
    "promotion": promote_all,
}


@pytest.mark.parametrize("sender", SENDERS)
def test_emails_go_only_to_people_who_may_be_written_to(activity, sender):
    SENDERS[sender](activity)
    assert written_to() == REACHABLE


def test_certificate_emails_go_only_to_people_who_may_be_written_to(activity):
    certify_all(activity)
    assert set(written_to()) & {"deactivated", "bounced", "closed", "erased"} == set()


def test_removal_from_an_organisation_is_sent_to_people_who_may_be_written_to(people):
    erasure.anonymise(people["erased"])
    remove_all(None)
    assert set(written_to()) & {"deactivated", "bounced", "closed", "erased"} == set()
    assert set(REACHABLE) <= set(written_to())


def test_invitations_skip_known_people_who_may_not_be_written_to(activity, people):
    for name in [*people, "stranger"]:
        enrolment_emails.invite(activity, f"{name}@example.org", make_organisation(), invited_by="Awa", language="en")
    # Nothing is known any more of an erased person.
    assert set(written_to()) == {*REACHABLE, "stranger", "nobody", "erased"}


@pytest.mark.parametrize("subject", ["A comment", "A page to approve"])
def test_emails_of_wagtail_go_through_the_same_check(people, subject):
    for name in people:
        wagtail_send_mail(subject, "Words", [f"{name}@example.org"])
    assert not {"deactivated", "bounced", "closed"} & set(written_to())


def test_password_reset_is_not_sent_to_a_deactivated_account(people):
    for name in ("active", "deactivated", "bounced"):
        Client().post("/accounts/password/reset/", {"email": f"{name}@example.org"})
    assert written_to() == ["active", "bounced"]


def test_erasure_email_goes_only_to_people_who_may_be_written_to(people):
    for name in ("active", "deactivated", "bounced"):
        erasure.erase(people[name], by=None)
    assert written_to() == ["active"]
    assert not OutgoingEmail.objects.exists()


def test_account_deactivated_after_queueing_gets_no_email(activity, people):
    reminders.remind()
    people["active"].user.is_active = False
    people["active"].user.save()
    assert written_to() == [name for name in REACHABLE if name != "active"]


def test_announced_number_of_recipients_equals_number_sent(activity):
    assert len(officer_message.recipients(activity, "enrolled")) == len(REACHABLE)
    assert officer_message.write(activity, "enrolled", subject="News", text="Words") == len(REACHABLE)


@pytest.mark.parametrize("export", ["", "?export=csv"])
def test_newsletter_list_has_only_people_who_may_be_written_to(as_officer, people, export):
    consents.give(people["deactivated"], Consent.Purpose.PHOTO)
    erasure.anonymise(people["erased"])
    answer = as_officer.get(f"/admin/reports/consents/{export or '?'}&purpose=newsletter")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    named = {name for name in people if f"{name}@example.org".encode() in content}
    assert named == {"active"}


def test_reachable_query_agrees_with_may_be_written_to(people):
    everyone = Person.objects.canonical().exclude(email="")
    asked = {person.email for person in everyone if may_be_written_to(person.email)}
    assert asked == set(reachable().values_list("email", flat=True))
