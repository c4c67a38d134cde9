"""Enrolments added after the end complete the record and send no e-mails that invite to come or to withdraw."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning.activities.choices import EnrolmentStatus, Source
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.enrolment import by_officer
from learning.activities.enrolment.pasted_addresses import PastedAddress
from tests.factories import make_activity, make_enrolment, make_person, make_session

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


@pytest.fixture
def over():
    activity = make_activity(kind="webinar", capacity=2)
    make_session(activity, timezone.now() - 2 * DAY)
    return activity


@pytest.fixture
def mails(mailoutbox, django_capture_on_commit_callbacks):
    """Return a function that calls `do` and returns the subjects of the e-mails sent."""

    def sent(do):
        with django_capture_on_commit_callbacks(execute=True):
            do()
        return [message.subject for message in mailoutbox]

    return sent


def test_enrolment_by_officer_after_the_end_sends_no_email(over, mails):
    assert mails(lambda: enrolment_actions.enrol(over, make_person(), source=Source.OFFICER)) == []
    assert over.enrolments.get().status == EnrolmentStatus.ENROLLED


def test_invitation_by_officer_after_the_end_sends_no_email(over, mails, officer):
    entries = [
        PastedAddress(line, f"{name}@example.org", name) for line, name in enumerate(("ana", "eva", "oua"), start=1)
    ]
    assert mails(lambda: by_officer.invite(over, entries, by=officer, invited_by="Officer")) == []
    assert sorted(over.enrolments.values_list("status", flat=True)) == ["enrolled", "enrolled", "waiting"]


def test_enrolment_after_the_last_day_sends_no_email(mails):
    activity = make_activity(kind="workshop", starts_on=timezone.localdate() - 3 * DAY)
    assert mails(lambda: enrolment_actions.enrol(activity, make_person(), source=Source.OFFICER)) == []


def test_enrolment_in_activity_under_way_sends_email(mails):
    activity = make_activity(kind="webinar")
    make_session(activity, timezone.now() - timedelta(minutes=5))
    subjects = mails(lambda: enrolment_actions.enrol(activity, make_person(), source=Source.OFFICER))
    assert [subject.partition(":")[0] for subject in subjects] == ["You are enrolled"]


def test_withdrawal_email_after_the_end_offers_no_new_enrolment(over, mailoutbox, mails):
    enrolment = make_enrolment(over)
    mails(lambda: enrolment_actions.withdraw(enrolment, reason="Wrong person"))
    (message,) = mailoutbox
    assert "you can enrol again" not in message.body
