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
    """An activity that is over."""
    activity = make_activity(**fields)
    make_session(activity, timezone.now() - 2 * A_DAY)
    return activity


def came(activity, **fields):
    there = {"attended_on": timezone.localdate(), "participated_on": timezone.localdate()}
    return make_enrolment(activity, **{**there, **fields})


def test_who_completed_a_course_gets_one_of_completion_once():
    enrolment = make_completed()
    certificate = certificate_actions.issue(enrolment)
    assert (certificate.kind, certificate.holder) == ("completion", enrolment.person.name)
    assert certificate.state == State.VALID
    assert certificate_actions.issue(enrolment) == certificate


def test_who_has_not_completed_it_gets_none():
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
def test_what_an_activity_gives_is_usual_for_its_kind_unless_an_officer_says_otherwise(
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


def test_participation_is_certified_when_the_activity_is_over():
    activity = make_activity(kind=Kind.WEBINAR)
    make_session(activity, timezone.now() - timedelta(minutes=20))
    enrolment = came(activity)
    with pytest.raises(errors.NotEarned):
        certificate_actions.issue(enrolment)
    with time_machine.travel(timezone.now() + A_DAY):
        assert certificate_actions.issue(enrolment).kind == "participation"


@pytest.mark.parametrize("role", [Role.SPEAKER, Role.TRAINER, Role.STAFF])
def test_speakers_trainers_and_staff_are_no_participants(role):
    with pytest.raises(errors.NotEarned):
        certificate_actions.issue(came(held(kind=Kind.WEBINAR), role=role))


def test_a_cancelled_activity_and_a_total_of_others_certify_nothing():
    for fields in ({"status": "cancelled"}, {"is_aggregate": True}):
        with pytest.raises(errors.NotEarned):
            certificate_actions.issue(came(held(kind=Kind.WEBINAR, **fields)))


def test_someone_without_a_name_gets_none_before_they_have_one():
    person = make_person()
    enrolment = make_completed(person=person)
    type(person).objects.filter(pk=person.pk).update(name="")
    with pytest.raises(errors.NoName):
        certificate_actions.issue(enrolment)
    anonymise(person)
    with pytest.raises(errors.NoName):
        certificate_actions.issue(enrolment)
    assert Certificate.objects.count() == 0


def test_it_is_in_the_name_of_the_person_that_a_row_counts_as():
    twin, person = make_person("A. Diop"), make_person("Aminata Diop")
    twin.merged_into = person
    twin.save()
    assert certificate_actions.issue(make_completed(person=twin)).holder == "Aminata Diop"


def test_it_expires_after_the_months_that_the_activity_says():
    enrolment = make_completed()
    make_award(enrolment.activity, valid_months=12)
    with time_machine.travel("2026-03-31T12:00:00Z"):
        certificate = certificate_actions.issue(enrolment)
    assert certificate.expires_on == date(2027, 3, 31)
    with time_machine.travel("2027-03-31T12:00:00Z"):
        assert certificate.state == State.VALID
    with time_machine.travel("2027-04-01T12:00:00Z"):
        assert certificate.state == State.EXPIRED


def test_one_standing_certificate_of_a_kind_is_all_the_database_takes():
    certificate = make_certificate()
    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.create(
            enrolment=certificate.enrolment, kind="completion", holder="Twice", issued_at=timezone.now()
        )
    Certificate.objects.create(
        enrolment=certificate.enrolment, kind="participation", holder="Once", issued_at=timezone.now()
    )


def test_what_an_officer_issues_is_in_the_audit_log(officer):
    certificate = certificate_actions.issue(make_completed(), by=officer)
    entry = AuditEntry.objects.get(action="certificates_issued")
    assert (entry.by, entry.kind, entry.object_id) == (officer, "certificates.certificate", str(certificate.pk))


def test_a_mail_tells_where_it_is_in_the_holders_language(django_capture_on_commit_callbacks):
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
    def test_it_stands_no_more_and_the_log_says_who_and_why(self, officer):
        certificate = certificate_actions.revoke(make_certificate(), by=officer, reason="Someone else did the quiz")
        assert (certificate.state, certificate.revoked_by) == (State.REVOKED, Revoked.OFFICER)
        entry = AuditEntry.objects.get(action="certificate_revoked")
        assert (entry.by, entry.object_id, entry.reason) == (
            officer,
            str(certificate.pk),
            "Someone else did the quiz",
        )

    def test_twice_is_refused(self, officer):
        certificate = make_certificate()
        certificate_actions.revoke(certificate, by=officer, reason="x")
        with pytest.raises(errors.NotStanding):
            certificate_actions.revoke(certificate, by=officer, reason="y")
        assert Certificate.objects.get().reason == "x"


class TestReplacing:
    def test_after_a_change_of_name_the_new_one_has_it_and_the_old_one_says_nothing(self, officer):
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

    def test_one_that_was_replaced_is_not_replaced_again(self, officer):
        old = make_certificate()
        certificate_actions.reissue(old, by=officer)
        with pytest.raises(errors.AlreadyGiven):
            certificate_actions.reissue(old, by=officer)
        assert Certificate.objects.count() == 2

    def test_one_revoked_by_mistake_is_given_anew(self, officer):
        old = certificate_actions.revoke(make_certificate(), by=officer, reason="The wrong person")
        assert certificate_actions.reissue(old, by=officer).state == State.VALID

    def test_without_its_evidence_it_is_not(self, officer):
        certificate = make_certificate()
        completion_actions.unmark_complete(certificate.enrolment)
        with pytest.raises(errors.NotEarned):
            certificate_actions.reissue(certificate, by=officer)
        assert Certificate.objects.get().replaced_at is None

    def test_nor_in_the_name_of_who_was_erased(self, officer):
        certificate = make_certificate()
        anonymise(certificate.enrolment.person)
        with pytest.raises(errors.NoName):
            certificate_actions.reissue(certificate, by=officer)
        assert Certificate.objects.get().replaced_at is None


class TestFollowing:
    """Certificates come with completion, and go with its evidence."""

    @pytest.fixture
    def course(self):
        return make_activity(kind=Kind.COURSE)

    def test_completing_issues_one_and_the_mail_of_completion_leads_to_it(
        self, course, django_capture_on_commit_callbacks
    ):
        enrolment = make_enrolment(course)
        with django_capture_on_commit_callbacks(execute=True):
            completion_actions.mark_complete(enrolment)
        certificate = Certificate.objects.get()
        assert [message.subject for message in mail.outbox] == [f"Completed: {course}"]
        assert f"http://testserver/certificates/{certificate.grouped_code}/" in mail.outbox[0].body

    def test_a_completion_that_certifies_nothing_is_told_without(self, course, django_capture_on_commit_callbacks):
        make_award(course, gives="nothing")
        with django_capture_on_commit_callbacks(execute=True):
            completion_actions.mark_complete(make_enrolment(course))
        assert "certificate" not in mail.outbox[0].body

    def test_completion_taken_back_revokes_it_and_completing_again_gives_a_new_one(self, course):
        enrolment = completion_actions.mark_complete(make_enrolment(course))
        completion_actions.unmark_complete(enrolment)
        (first,) = Certificate.objects.all()
        assert (first.state, first.revoked_by) == (State.REVOKED, Revoked.EVIDENCE)
        completion_actions.mark_complete(enrolment)
        assert Certificate.objects.standing().get().pk != first.pk

    def test_attendance_after_the_end_issues_one_with_a_mail_and_an_undone_check_in_takes_it_back(
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

    def test_a_check_in_while_it_is_going_on_proves_nothing_yet(self):
        workshop = make_activity(kind=Kind.WORKSHOP, completion=Completion.ATTENDANCE)
        session = make_session(workshop, timezone.now() - timedelta(minutes=20))
        attendance_actions.check_in(make_enrolment(workshop), session)
        assert Certificate.objects.count() == 0

    def test_evidence_of_long_ago_sends_nobody_a_mail(self, django_capture_on_commit_callbacks):
        workshop = make_activity(kind=Kind.WORKSHOP, completion=Completion.ATTENDANCE)
        session = make_session(workshop, timezone.now() - timedelta(days=400))
        with django_capture_on_commit_callbacks(execute=True):
            attendance_actions.check_in(make_enrolment(workshop), session)
        assert (Certificate.objects.count(), mail.outbox) == (0, [])

    def test_participation_that_is_taken_back_takes_its_certificate_along(self):
        webinar = held(kind=Kind.WEBINAR)
        enrolment, session = make_enrolment(webinar), webinar.sessions.get()
        attendance_actions.check_in(enrolment, session)
        certificate = certificate_actions.issue(enrolment)
        attendance_actions.undo_check_in(enrolment, session)
        certificate.refresh_from_db()
        assert certificate.revoked_by == Revoked.EVIDENCE
