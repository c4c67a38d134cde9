from datetime import date, timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from learning.activities.attendance import actions as attendance_actions
from learning.activities.choices import Completion, Kind, Role
from learning.activities.completion import actions as completion_actions
from learning.certificates import errors
from learning.certificates.choices import Revoked, State
from learning.certificates.issuance import actions as certificate_actions
from learning.certificates.models import Certificate
from learning.people.models import AuditEntry
from learning.people.privacy.erasure import anonymise
from tests.factories import (
    make_activity,
    make_award,
    make_certificate,
    make_completed,
    make_enrolment,
    make_person,
    make_session,
)

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


def held(**fields):
    """Return an activity that is over."""
    activity = make_activity(**fields)
    make_session(activity, timezone.now() - 2 * A_DAY)
    return activity


def came(activity, **fields):
    there = {"attended_on": timezone.localdate(), "participated_on": timezone.localdate()}
    return make_enrolment(activity, **{**there, **fields})


def test_completed_course_gives_one_certificate_of_completion():
    enrolment = make_completed()
    certificate = certificate_actions.issue(enrolment)
    assert (certificate.kind, certificate.holder) == ("completion", enrolment.person.name)
    assert certificate.state == State.VALID
    assert certificate_actions.issue(enrolment) == certificate


def test_uncompleted_course_gives_no_certificate():
    with pytest.raises(errors.NotEarned):
        certificate_actions.issue(make_enrolment(make_activity(kind=Kind.COURSE)))


@pytest.mark.parametrize(
    ("kind", "gives", "of_completed", "of_participant"),
    [
        (Kind.COURSE, "", "completion", None),
        (Kind.WEBINAR, "", "participation", "participation"),
        (Kind.TRAINING, "", "completion", "participation"),
        (Kind.WORKSHOP, "", "completion", "participation"),
        (Kind.SEMINAR, "", "participation", "participation"),
        (Kind.CONGRESS, "", None, None),
        (Kind.CONGRESS, "either", "completion", "participation"),
        (Kind.WORKSHOP, "nothing", None, None),
        (Kind.WORKSHOP, "completion", "completion", None),
        (Kind.WORKSHOP, "participation", "participation", "participation"),
    ],
)
def test_certificate_kind_depends_on_activity_kind_unless_award_says_otherwise(
    kind, gives, of_completed, of_participant
):
    activity = held(kind=kind)
    if gives:
        make_award(activity, gives=gives)
    done = came(activity, completed_at=timezone.now(), completed_by=Completion.OFFICER)
    assert [kind_of(done), kind_of(came(activity))] == [of_completed, of_participant]


def kind_of(enrolment):
    try:
        return certificate_actions.issue(enrolment).kind
    except errors.NotEarned:
        return None


def test_participation_is_certified_only_when_the_activity_is_over():
    activity = make_activity(kind=Kind.WEBINAR)
    make_session(activity, timezone.now() - timedelta(minutes=20))
    enrolment = came(activity)
    with pytest.raises(errors.NotEarned):
        certificate_actions.issue(enrolment)
    with time_machine.travel(timezone.now() + A_DAY):
        assert certificate_actions.issue(enrolment).kind == "participation"


@pytest.mark.parametrize("role", [Role.SPEAKER, Role.TRAINER, Role.STAFF])
def test_speakers_trainers_and_staff_get_no_certificate(role):
    with pytest.raises(errors.NotEarned):
        certificate_actions.issue(came(held(kind=Kind.WEBINAR), role=role))


def test_cancelled_and_aggregate_activities_give_no_certificate():
    for fields in ({"status": "cancelled"}, {"is_aggregate": True}):
        with pytest.raises(errors.NotEarned):
            certificate_actions.issue(came(held(kind=Kind.WEBINAR, **fields)))


def test_person_without_name_gets_no_certificate():
    person = make_person()
    enrolment = make_completed(person=person)
    type(person).objects.filter(pk=person.pk).update(name="")
    with pytest.raises(errors.NoName):
        certificate_actions.issue(enrolment)
    anonymise(person)
    with pytest.raises(errors.NoName):
        certificate_actions.issue(enrolment)
    assert Certificate.objects.count() == 0


def test_certificate_has_the_name_of_the_canonical_person():
    twin, person = make_person("A. Diop"), make_person("Aminata Diop")
    twin.merged_into = person
    twin.save()
    assert certificate_actions.issue(make_completed(person=twin)).holder == "Aminata Diop"


def test_certificate_expires_after_the_months_of_the_award():
    enrolment = make_completed()
    make_award(enrolment.activity, valid_months=12)
    with time_machine.travel("2026-03-31T12:00:00Z"):
        certificate = certificate_actions.issue(enrolment)
    assert certificate.expires_on == date(2027, 3, 31)
    with time_machine.travel("2027-03-31T12:00:00Z"):
        assert certificate.state == State.VALID
    with time_machine.travel("2027-04-01T12:00:00Z"):
        assert certificate.state == State.EXPIRED


def test_database_allows_one_standing_certificate_per_enrolment_and_kind():
    certificate = make_certificate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            enrolment=certificate.enrolment, kind="completion", holder="Twice", issued_at=timezone.now()
        )
    Certificate.objects.create(
        enrolment=certificate.enrolment, kind="participation", holder="Once", issued_at=timezone.now()
    )


def test_issue_by_officer_is_recorded_in_audit_log(officer):
    certificate = certificate_actions.issue(make_completed(), by=officer)
    entry = AuditEntry.objects.get(action="certificates_issued")
    assert (entry.by, entry.kind, entry.object_id) == (officer, "certificates.certificate", str(certificate.pk))


def test_email_in_holders_language_links_to_the_certificate(django_capture_on_commit_callbacks):
    enrolment = make_completed(person=make_person(email="a@example.org", language="es"))
    with django_capture_on_commit_callbacks(execute=True):
        certificate = certificate_actions.issue(enrolment)
    (message,) = mail.outbox
    assert message.to == ["a@example.org"]
    assert f"http://testserver/certificates/{certificate.grouped_code}/" in message.body
    assert message.attachments == []
    certificate.refresh_from_db()
    assert certificate.told_at is not None


class TestRevoking:
    def test_revoked_certificate_is_recorded_in_audit_log_with_reason(self, officer):
        certificate = certificate_actions.revoke(make_certificate(), by=officer, reason="Someone else did the quiz")
        assert (certificate.state, certificate.revoked_by) == (State.REVOKED, Revoked.OFFICER)
        entry = AuditEntry.objects.get(action="certificate_revoked")
        assert (entry.by, entry.object_id, entry.reason) == (
            officer,
            str(certificate.pk),
            "Someone else did the quiz",
        )

    def test_second_revocation_is_refused(self, officer):
        certificate = make_certificate()
        certificate_actions.revoke(certificate, by=officer, reason="x")
        with pytest.raises(errors.NotStanding):
            certificate_actions.revoke(certificate, by=officer, reason="y")
        assert Certificate.objects.get().reason == "x"


class TestReplacing:
    def test_reissue_after_change_of_name_replaces_the_old_certificate(self, officer):
        old = make_certificate(make_person("Ana Suárez"), expires_on=date(2030, 1, 1))
        person = old.enrolment.person
        person.name = "Ana Suárez de Paz"
        person.save()
        new = certificate_actions.reissue(old, by=officer, reason="Married")
        old.refresh_from_db()
        assert (old.state, old.holder, old.replacement) == (State.REPLACED, "Ana Suárez", new)
        assert (new.state, new.holder, new.replaces, new.expires_on) == (
            State.VALID,
            "Ana Suárez de Paz",
            old,
            date(2030, 1, 1),
        )
        entry = AuditEntry.objects.get(action="certificate_replaced")
        assert (entry.object_id, entry.details, entry.reason) == (str(old.pk), {"new": new.pk}, "Married")

    def test_replaced_certificate_is_not_replaced_again(self, officer):
        old = make_certificate()
        certificate_actions.reissue(old, by=officer)
        with pytest.raises(errors.AlreadyGiven):
            certificate_actions.reissue(old, by=officer)
        assert Certificate.objects.count() == 2

    def test_certificate_revoked_by_mistake_is_reissued(self, officer):
        old = certificate_actions.revoke(make_certificate(), by=officer, reason="The wrong person")
        assert certificate_actions.reissue(old, by=officer).state == State.VALID

    def test_reissue_without_evidence_is_refused(self, officer):
        certificate = make_certificate()
        completion_actions.unmark_complete(certificate.enrolment)
        with pytest.raises(errors.NotEarned):
            certificate_actions.reissue(certificate, by=officer)
        assert Certificate.objects.get().replaced_at is None

    def test_reissue_for_erased_person_is_refused(self, officer):
        certificate = make_certificate()
        anonymise(certificate.enrolment.person)
        with pytest.raises(errors.NoName):
            certificate_actions.reissue(certificate, by=officer)
        assert Certificate.objects.get().replaced_at is None


class TestFollowing:
    """Certificates are issued at completion, and revoked when the evidence is withdrawn."""

    @pytest.fixture
    def course(self):
        return make_activity(kind=Kind.COURSE)

    def test_completion_issues_certificate_and_its_email_links_to_it(self, course, django_capture_on_commit_callbacks):
        enrolment = make_enrolment(course)
        with django_capture_on_commit_callbacks(execute=True):
            completion_actions.mark_complete(enrolment)
        certificate = Certificate.objects.get()
        assert [message.subject for message in mail.outbox] == [f"Completed: {course}"]
        assert f"http://testserver/certificates/{certificate.grouped_code}/" in mail.outbox[0].body

    def test_email_of_completion_without_certificate_does_not_mention_one(
        self, course, django_capture_on_commit_callbacks
    ):
        make_award(course, gives="nothing")
        with django_capture_on_commit_callbacks(execute=True):
            completion_actions.mark_complete(make_enrolment(course))
        assert "certificate" not in mail.outbox[0].body

    def test_withdrawn_completion_revokes_certificate_and_new_completion_issues_another(self, course):
        enrolment = completion_actions.mark_complete(make_enrolment(course))
        completion_actions.unmark_complete(enrolment)
        (first,) = Certificate.objects.all()
        assert (first.state, first.revoked_by) == (State.REVOKED, Revoked.EVIDENCE)
        completion_actions.mark_complete(enrolment)
        assert Certificate.objects.standing().get().pk != first.pk

    def test_check_in_after_the_end_issues_certificate_and_undone_check_in_revokes_it(
        self, django_capture_on_commit_callbacks
    ):
        workshop = held(kind=Kind.WORKSHOP, completion=Completion.ATTENDANCE)
        enrolment, session = make_enrolment(workshop), workshop.sessions.get()
        with django_capture_on_commit_callbacks(execute=True):
            attendance_actions.check_in(enrolment, session)
        certificate = Certificate.objects.get()
        assert certificate.kind == "completion"
        assert [message.subject for message in mail.outbox] == [f"Your certificate: {workshop}"]
        attendance_actions.undo_check_in(enrolment, session)
        certificate.refresh_from_db()
        assert certificate.state == State.REVOKED

    def test_check_in_during_the_session_issues_no_certificate(self):
        workshop = make_activity(kind=Kind.WORKSHOP, completion=Completion.ATTENDANCE)
        session = make_session(workshop, timezone.now() - timedelta(minutes=20))
        attendance_actions.check_in(make_enrolment(workshop), session)
        assert Certificate.objects.count() == 0

    def test_evidence_of_long_ago_sends_no_email(self, django_capture_on_commit_callbacks):
        workshop = make_activity(kind=Kind.WORKSHOP, completion=Completion.ATTENDANCE)
        session = make_session(workshop, timezone.now() - timedelta(days=400))
        with django_capture_on_commit_callbacks(execute=True):
            attendance_actions.check_in(make_enrolment(workshop), session)
        assert (Certificate.objects.count(), mail.outbox) == (0, [])

    def test_withdrawn_participation_revokes_its_certificate(self):
        webinar = held(kind=Kind.WEBINAR)
        enrolment, session = make_enrolment(webinar), webinar.sessions.get()
        attendance_actions.check_in(enrolment, session)
        certificate = certificate_actions.issue(enrolment)
        attendance_actions.undo_check_in(enrolment, session)
        certificate.refresh_from_db()
        assert certificate.revoked_by == Revoked.EVIDENCE
