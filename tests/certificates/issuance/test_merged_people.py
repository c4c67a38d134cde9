"""Certificates of merged people: one for each canonical person and activity, as long as its evidence exists."""

from datetime import timedelta

import pytest
from django.utils import timezone

from learning.activities.attendance import actions as attendance_actions
from learning.activities.choices import Completion
from learning.activities.models import Enrolment, Presence
from learning.certificates.choices import Gives, Revoked
from learning.certificates.issuance import actions as certificate_actions
from learning.certificates.issuance import bulk_issue, eligibility
from learning.certificates.models import Certificate
from learning.people.duplicates.merges import merge, unmerge
from tests.factories import make_activity, make_award, make_completed, make_enrolment, make_person, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def workshop():
    """A workshop of two sessions, both required; it ended an hour ago."""
    activity = make_activity(completion=Completion.ATTENDANCE)
    for hours in (3, 2):
        make_session(activity, timezone.now() - timedelta(hours=hours))
    make_award(activity, gives=Gives.COMPLETION)
    return activity


def split(activity):
    """Return an enrolment with presence in each session, of two people who are not merged yet."""
    rows = [make_enrolment(activity, make_person(name)) for name in ("Aya Koné", "A. Koné")]
    for row, session in zip(rows, activity.sessions.order_by("starts_at"), strict=True):
        attendance_actions.record(row, session, session.starts_at, session.ends_at, source=Presence.Source.FILE)
    return rows


def test_joint_evidence_issues_certificate_and_unmerging_revokes_it(workshop):
    one, other = split(workshop)
    merge(other.person, one.person)
    certificate = Certificate.objects.get()
    assert (certificate.enrolment_id, certificate.holder) == (one.pk, "Aya Koné")
    unmerge(other.person)
    certificate.refresh_from_db()
    assert certificate.revoked_by == Revoked.EVIDENCE
    merge(other.person, one.person)
    assert Certificate.objects.standing().count() == 1


def test_certificate_of_one_row_is_not_issued_again_after_merging():
    activity = make_activity(kind="course")
    one, other = make_completed(activity), make_completed(activity)
    certificate_actions.issue(other)
    merge(other.person, one.person)
    assert not any(found.exists() for found in eligibility.waiting(activity).values())
    assert certificate_actions.issue(Enrolment.objects.get(pk=one.pk)).enrolment_id == other.pk
    assert bulk_issue.hand_out(activity) == 0
    assert Certificate.objects.count() == 1


def test_unmerging_keeps_certificate_that_a_row_earned_by_itself():
    activity = make_activity(kind="course")
    one, other = make_enrolment(activity), make_completed(activity)
    certificate = certificate_actions.issue(other)
    merge(other.person, one.person)
    unmerge(other.person)
    certificate.refresh_from_db()
    assert certificate.revoked_at is None
    assert not Enrolment.objects.get(pk=one.pk).certificates.exists()


def test_name_on_certificate_of_merged_row_can_be_corrected():
    activity = make_activity(kind="course")
    one, other = make_enrolment(activity, make_person("Aya Koné")), make_completed(activity, make_person("A. K."))
    certificate = certificate_actions.issue(other)
    merge(other.person, one.person)
    new = certificate_actions.rename(Certificate.objects.get(pk=certificate.pk), by=None)
    assert (new.holder, new.enrolment_id) == ("Aya Koné", one.pk)
