"""Every sender of mail and every file of addresses, walked with people who may and who may not be written to."""

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
    """{name: person}; all but `withdrawn` take part, and the address of each begins with the name."""
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
    # One known under an earlier row, one with a second account that was closed, one whose only account was closed.
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
    """Who got a mail, by the names of `people`; each once."""
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
def test_only_who_may_be_written_to_gets_mail(activity, sender):
    SENDERS[sender](activity)
    assert written_to() == REACHABLE


def test_certificates_are_told_to_who_may_be_written_to(activity):
    certify_all(activity)
    assert set(written_to()) & {"deactivated", "bounced", "closed", "erased"} == set()


def test_who_is_taken_out_of_an_organisation_is_told_if_they_may_be(people):
    erasure.anonymise(people["erased"])
    remove_all(None)
    assert set(written_to()) & {"deactivated", "bounced", "closed", "erased"} == set()
    assert set(REACHABLE) <= set(written_to())


def test_invitations_go_to_nobody_who_is_known_and_may_not_be_written_to(activity, people):
    for name in [*people, "stranger"]:
        enrolment_emails.invite(activity, f"{name}@example.org", make_organisation(), invited_by="Awa", language="en")
    # Of someone who was erased nothing is known any more.
    assert set(written_to()) == {*REACHABLE, "stranger", "nobody", "erased"}


@pytest.mark.parametrize("subject", ["A comment", "A page to approve"])
def test_mail_of_wagtail_goes_through_the_same_check(people, subject):
    for name in people:
        wagtail_send_mail(subject, "Words", [f"{name}@example.org"])
    assert not {"deactivated", "bounced", "closed"} & set(written_to())


def test_a_link_for_a_new_password_goes_to_no_deactivated_account(people):
    for name in ("active", "deactivated", "bounced"):
        Client().post("/accounts/password/reset/", {"email": f"{name}@example.org"})
    assert written_to() == ["active", "bounced"]


def test_goodbye_is_said_to_who_may_be_written_to(people):
    for name in ("active", "deactivated", "bounced"):
        erasure.erase(people[name], by=None)
    assert written_to() == ["active"]
    assert not OutgoingEmail.objects.exists()


def test_someone_deactivated_after_the_mail_was_queued_gets_none(activity, people):
    reminders.remind()
    people["active"].user.is_active = False
    people["active"].user.save()
    assert written_to() == [name for name in REACHABLE if name != "active"]


def test_the_number_that_is_announced_is_the_number_that_is_written_to(activity):
    assert len(officer_message.recipients(activity, "enrolled")) == len(REACHABLE)
    assert officer_message.write(activity, "enrolled", subject="News", text="Words") == len(REACHABLE)


@pytest.mark.parametrize("export", ["", "?export=csv"])
def test_list_of_the_newsletter_has_who_may_be_written_to_it(as_officer, people, export):
    consents.give(people["deactivated"], Consent.Purpose.PHOTO)
    erasure.anonymise(people["erased"])
    answer = as_officer.get(f"/admin/reports/consents/{export or '?'}&purpose=newsletter")
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    named = {name for name in people if f"{name}@example.org".encode() in content}
    assert named == {"active"}


def test_query_and_single_answer_agree(people):
    everyone = Person.objects.canonical().exclude(email="")
    asked = {person.email for person in everyone if may_be_written_to(person.email)}
    assert asked == set(reachable().values_list("email", flat=True))
