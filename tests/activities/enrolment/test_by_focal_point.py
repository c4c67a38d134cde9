"""Invitations by focal points. Nothing may reveal whether an address is known."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone, translation

from learning.activities import errors
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.enrolment import pasted_addresses
from learning.activities.enrolment.by_focal_point import invite_colleagues
from learning.activities.models import Activity, Enrolment
from learning.core.models import OutgoingEmail
from learning.people.duplicates.merges import merge
from learning.people.models import AuditEntry, Membership, Person
from learning.people.privacy.erasure import anonymise
from tests.factories import (
    make_enrolment,
    make_focal_point,
    make_organisation,
    make_person,
    make_session,
    make_user,
    make_webinar,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def focal(dakar):
    user = make_focal_point(dakar)
    Person.objects.filter(pk=user.person.pk).update(name="Awa Diop")
    user.person.refresh_from_db()
    return user


@pytest.fixture
def activity():
    webinar = make_webinar("Night care")
    make_session(webinar.activity)
    return Activity.objects.get(pk=webinar.activity.pk)


@pytest.fixture
def invite(activity, dakar, focal, django_capture_on_commit_callbacks):
    def invite(*addresses):
        mail.outbox.clear()
        with translation.override("en"), django_capture_on_commit_callbacks(execute=True):
            return invite_colleagues(activity, pasted_addresses.read("\n".join(addresses))[0], dakar, by=focal)

    return invite


def mails():
    return {message.to[0]: message for message in mail.outbox}


def enrolled(activity):
    return sorted(activity.enrolments.values_list("person__email", "status", "organisation__name"))


def test_colleague_is_enrolled_and_email_names_the_focal_point(invite, activity, dakar, focal):
    make_person("Aya", dakar, email="aya@dakar.example")
    invite("AYA@dakar.example")
    assert enrolled(activity) == [("aya@dakar.example", "enrolled", "Dakar")]
    message = mails()["aya@dakar.example"]
    assert message.subject == "You are enrolled: Night care"
    assert "Awa Diop has enrolled you in this activity. You represent Dakar." in message.body
    changed = AuditEntry.objects.get(action="enrolment_changed")
    assert (changed.by, changed.details) == (focal, {"status": "enrolled"})


def test_everyone_else_gets_the_same_invitation_and_no_enrolment(invite, activity):
    make_person("Known", make_organisation("Lagos"), email="known@elsewhere.example")
    make_user("account@elsewhere.example")
    make_person("Nowhere yet", None, email="nowhere@elsewhere.example")
    addresses = ["account", "known", "new", "nowhere"]
    people = Person.objects.count()
    invite(*(f"{name}@elsewhere.example" for name in addresses))
    sent = [mails()[f"{name}@elsewhere.example"] for name in addresses]
    assert len({(message.subject, message.body) for message in sent}) == 1
    assert (enrolled(activity), Person.objects.count()) == ([], people)
    assert Person.objects.get(email="nowhere@elsewhere.example").organisation is None


def test_invitation_names_focal_point_and_organisation_and_links_to_enrolment(invite, activity, dakar):
    invite("Fatou Sow <fatou@new.example>")
    message = mails()["fatou@new.example"]
    assert message.subject == "Invitation: Night care"
    assert "Awa Diop of Dakar invites you to take part as one of its people." in message.body
    assert f"http://testserver/en/activities/{activity.key}/enrol/?for={dakar.uuid}" in message.body
    assert "/webinars/" in message.body


def test_invitation_of_a_known_person_is_in_their_language(invite):
    make_person("Luz", make_organisation("Cali"), email="luz@cali.example", language="es")
    invite("luz@cali.example")
    assert "/es/activities/" in mails()["luz@cali.example"].body


def test_invited_person_enrols_for_the_inviting_organisation(client, invite, activity, dakar):
    guest = make_user("guest@lagos.example")
    invite("guest@lagos.example")
    link = next(word for word in mails()["guest@lagos.example"].body.split() if "/enrol/" in word)
    client.force_login(guest)
    path = link.removeprefix("http://testserver")
    form = client.get(path).context["form"]
    assert form["organisation"].value() == "Dakar, Senegal"
    client.post(path, {"name": "Guest", "organisation": "Dakar, Senegal"})
    assert enrolled(activity) == [("guest@lagos.example", "enrolled", "Dakar")]
    guest.person.refresh_from_db()
    assert guest.person.organisation.name.startswith("City ")


@pytest.mark.parametrize("query", ["for=x", "for=", "for=6099fdc7-1b33-48e8-90c3-520818fbcc6e"])
def test_invalid_invitation_link_offers_the_readers_own_organisation(client, activity, query):
    guest = make_user("guest@lagos.example")
    client.force_login(guest)
    form = client.get(f"/en/activities/{activity.key}/enrol/?{query}").context["form"]
    assert form["organisation"].value() == guest.person.organisation.label


def test_invitation_link_hides_an_unconfirmed_organisation(client, activity):
    hidden = make_organisation("Secret office", is_confirmed=False)
    client.force_login(make_user())
    page = client.get(f"/en/activities/{activity.key}/enrol/?for={hidden.uuid}")
    assert "Secret office" not in page.content.decode()


def test_person_who_withdrew_is_invited_and_not_enrolled(invite, activity, dakar):
    aya = make_person("Aya", dakar, email="aya@dakar.example")
    enrolment_actions.withdraw(make_enrolment(activity, aya))
    invite("aya@dakar.example")
    assert enrolled(activity) == [("aya@dakar.example", "withdrawn", "Dakar")]
    assert mails()["aya@dakar.example"].subject == "Invitation: Night care"


def test_enrolled_person_gets_no_email(invite, activity, dakar):
    aya = make_person("Aya", dakar, email="aya@dakar.example")
    make_enrolment(activity, aya)
    invite("aya@dakar.example")
    assert mail.outbox == []


def test_viewer_of_the_recording_is_enrolled(invite, activity, dakar):
    aya = make_person("Aya", dakar, email="aya@dakar.example")
    make_enrolment(activity, aya, source="replay")
    invite("aya@dakar.example")
    assert Enrolment.objects.get().source == "officer"


def test_second_address_of_a_colleague_is_not_recognised(invite, activity, dakar):
    aya = make_person("Aya", dakar, email="aya@dakar.example")
    merge(make_person("Aya", None, email="aya@private.example"), into=aya)
    invite("aya@private.example")
    assert enrolled(activity) == []
    assert mails()["aya@private.example"].subject == "Invitation: Night care"


def test_erased_person_is_not_found_by_their_former_address(invite, activity, dakar):
    anonymise(make_person("Aya", dakar, email="aya@dakar.example"))
    invite("aya@dakar.example")
    assert enrolled(activity) == []


def test_colleague_enrolled_on_a_merged_row_gets_no_email(invite, activity, dakar):
    aya, other = make_person("Aya", dakar, email="aya@dakar.example"), make_person("Aya K", dakar)
    make_enrolment(activity, other)
    enrolment_actions.withdraw(make_enrolment(activity, aya))
    merge(other, into=aya)
    mail.outbox.clear()
    invite("aya@dakar.example")
    assert mail.outbox == []


def test_colleague_in_a_full_activity_waits_or_is_reported_without_waiting_list(invite, activity, dakar):
    make_person("Aya", dakar, email="aya@dakar.example")
    Activity.objects.update(capacity=0)
    invite("aya@dakar.example")
    assert enrolled(activity) == [("aya@dakar.example", "waiting", "Dakar")]
    assert "Awa Diop has enrolled you" in mails()["aya@dakar.example"].body
    make_person("Luz", dakar, email="luz@dakar.example")
    Activity.objects.update(has_waiting_list=False)
    assert [guest.email for guest in invite("luz@dakar.example").full] == ["luz@dakar.example"]


@pytest.mark.parametrize(
    ("changed", "refused"),
    [
        ({"access": "application"}, errors.ByApplication),
        ({"access": "invitation"}, errors.ByInvitation),
        ({"access": "members"}, errors.MembersOnly),
        ({"status": "cancelled"}, errors.Cancelled),
        ({"opens_at": timezone.now() + timedelta(days=1)}, errors.NotOpenYet),
        ({"closes_at": timezone.now() - timedelta(days=1)}, errors.Closed),
    ],
)
def test_invitation_is_refused_by_the_general_rules_and_sends_no_email(invite, activity, dakar, changed, refused):
    make_person("Aya", dakar, email="aya@dakar.example")
    Activity.objects.update(**changed)
    with pytest.raises(refused):
        invite("aya@dakar.example", "new@new.example")
    assert (enrolled(activity), mail.outbox) == ([], [])


def test_member_can_invite_to_an_activity_for_members(invite, activity, dakar):
    Membership.objects.create(organisation=dakar, since=date(2000, 1, 1))
    Activity.objects.update(access="members")
    make_person("Aya", dakar, email="aya@dakar.example")
    invite("aya@dakar.example")
    assert activity.enrolments.get().is_member is True


def test_name_with_line_break_adds_no_header(invite):
    invite('"Eve\nBcc: all@world.example" <eve@new.example>')
    assert [message.to for message in mail.outbox if "eve@new.example" in message.to] == [["eve@new.example"]]
    assert all("Bcc" not in message.extra_headers and not message.bcc for message in mail.outbox)


def test_address_gets_one_invitation_per_day_to_an_activity(invite):
    for _ in range(10):
        invite("stranger@example.org")
    assert OutgoingEmail.objects.filter(to="stranger@example.org").count() == 1
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=True):
        invite("stranger@example.org")
    assert OutgoingEmail.objects.filter(to="stranger@example.org").count() == 2


def test_address_gets_three_invitations_per_day_in_total(dakar, focal):
    for number in range(5):
        webinar = make_webinar(f"Night {number}")
        make_session(webinar.activity)
        entries = pasted_addresses.read("STRANGER@example.org")[0]
        invite_colleagues(Activity.objects.get(pk=webinar.activity.pk), entries, dakar, by=focal)
    assert OutgoingEmail.objects.filter(to="stranger@example.org").count() == 3


def test_rate_limit_does_not_reveal_a_known_address(invite):
    """A known and an unknown address are limited in the same way."""
    make_user("known@example.org")
    for _ in range(2):
        invite("known@example.org", "stranger@example.org")
    assert sorted(OutgoingEmail.objects.values_list("to", flat=True)) == ["known@example.org", "stranger@example.org"]
