"""Renewal of expired certificates: a new one is issued, and the old one stays as it was."""

import json
from datetime import date, timedelta

import pytest
from django.utils import timezone

from learning.certificates import errors
from learning.certificates.choices import State
from learning.certificates.issuance import actions as certificate_actions
from learning.certificates.models import Certificate
from learning.people.models import AuditEntry
from tests.factories import make_award, make_completed, make_person

pytestmark = pytest.mark.django_db

ISSUED_ON = "2026-03-01T12:00:00+00:00"


@pytest.fixture
def expired(time_machine):
    """A certificate that was valid for twelve months and expired the day before."""
    time_machine.move_to(ISSUED_ON, tick=False)
    enrolment = make_completed(person=make_person("Ana"))
    make_award(enrolment.activity, valid_months=12)
    certificate = certificate_actions.issue(enrolment)
    time_machine.move_to("2027-03-02T12:00:00+00:00", tick=False)
    return certificate


def row(certificate):
    return Certificate.objects.filter(pk=certificate.pk).values().get()


def test_issuing_again_after_expiry_gives_a_new_certificate(expired, mailoutbox, django_capture_on_commit_callbacks):
    before = row(expired)
    with django_capture_on_commit_callbacks(execute=True):
        new = certificate_actions.issue(expired.enrolment)
    assert new.pk != expired.pk
    assert (new.state, new.expires_on, new.kind, new.holder) == (State.VALID, date(2028, 3, 2), "completion", "Ana")
    assert [message.to for message in mailoutbox] == [[expired.enrolment.person.email]]
    assert row(expired) == {**before, "renewed_at": timezone.now()}


def test_issuing_again_before_expiry_returns_the_valid_one(expired, time_machine):
    time_machine.move_to("2027-03-01T12:00:00+00:00")
    assert certificate_actions.issue(expired.enrolment) == expired
    assert Certificate.objects.count() == 1


def test_issuing_twice_after_expiry_gives_one_new_certificate(expired):
    assert certificate_actions.issue(expired.enrolment) == certificate_actions.issue(expired.enrolment)
    assert Certificate.objects.count() == 2


def test_expired_certificate_can_be_checked_and_downloaded_as_before_renewal(expired, client):
    address = expired.get_absolute_url().rstrip("/")
    before = [client.get(f"{address}{end}") for end in ("/", ".json")]
    new = certificate_actions.issue(expired.enrolment)
    after = [client.get(f"{address}{end}") for end in ("/", ".json")]
    assert [one.status_code for one in before] == [one.status_code for one in after] == [200, 200]
    assert before[0].context["state"] == after[0].context["state"] == State.EXPIRED
    assert [json.loads(one.content)["validUntil"] for one in (before[1], after[1])] == ["2027-03-02T00:00:00Z"] * 2
    assert client.get(f"{address}.pdf").status_code == 200
    assert client.get(new.get_absolute_url()).context["state"] == State.VALID


def test_holder_is_redirected_to_the_new_certificate(expired, client, official):
    type(expired.enrolment).objects.update(person=official.person)
    new = certificate_actions.issue(expired.enrolment)
    client.force_login(official)
    key = expired.enrolment.activity.key
    assert client.get(f"/certificates/of/{key}/").url == new.get_absolute_url()


def test_withdrawn_evidence_revokes_the_expired_and_the_new_certificate(expired):
    new = certificate_actions.issue(expired.enrolment)
    type(expired.enrolment).objects.update(completed_at=None, completed_by="")
    certificate_actions.take_back_unproved(expired.enrolment)
    assert {one.state for one in Certificate.objects.all()} == {State.REVOKED}
    assert {one.pk for one in Certificate.objects.all()} == {expired.pk, new.pk}


class TestByAnOfficer:
    def renew(self, client, certificate):
        return client.post(f"/admin/certificates/{certificate.pk}/reissue/", {"reason": "Renewal"}, follow=True)

    def test_officer_renews_with_a_reason(self, expired, as_officer):
        page = as_officer.get(f"/admin/certificates/{expired.pk}/reissue/").content.decode()
        assert "This certificate has expired." in page
        assert "stays valid for as long as the old one" not in page
        self.renew(as_officer, expired)
        new = Certificate.objects.get(enrolment=expired.enrolment, renewed_at=None)
        assert (new.state, new.replaces) == (State.VALID, None)
        entry = AuditEntry.objects.get(action="certificates_issued")
        assert (entry.reason, entry.details["renews"]) == ("Renewal", expired.pk)

    def test_renewed_certificate_is_not_renewed_again(self, expired, as_officer):
        self.renew(as_officer, expired)
        said = self.renew(as_officer, expired).content.decode()
        assert "There is a newer certificate in its place already." in said
        assert Certificate.objects.count() == 2
        page = as_officer.get(f"/admin/certificates/{expired.pk}/").content.decode()
        assert f"/admin/certificates/{expired.pk}/reissue/" not in page

    def test_valid_certificate_is_not_renewed(self, officer, expired, time_machine):
        time_machine.move_to("2027-03-01T12:00:00+00:00")
        with pytest.raises(errors.AlreadyGiven):
            certificate_actions.renew(expired, by=officer)

    def test_certificate_without_evidence_is_not_renewed(self, officer, expired):
        type(expired.enrolment).objects.update(completed_at=None, completed_by="")
        with pytest.raises(errors.NotEarned):
            certificate_actions.renew(expired, by=officer)
        assert Certificate.objects.get().renewed_at is None


def test_rename_of_expired_certificate_keeps_its_expiry_date(expired, client, official):
    type(expired.enrolment).objects.update(person=official.person)
    client.force_login(official)
    client.post(f"{expired.get_absolute_url()}reissue/")
    new = Certificate.objects.get(replaces=expired)
    assert new.expires_on == expired.expires_on < timezone.localdate() + timedelta(days=1)
