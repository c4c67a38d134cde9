from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.utils import timezone

from learning.activities import activity_closing
from learning.activities.choices import Completion, Kind
from learning.certificates.issuance import actions as certificate_actions
from learning.certificates.issuance import bulk_issue
from learning.certificates.issuance import emails as certificate_emails
from learning.certificates.models import Award, Certificate
from learning.core.emails.delivery import deliver_due
from learning.core.models import OutgoingEmail
from learning.people.models import AuditEntry, Person
from tests.factories import make_activity, make_completed, make_enrolment, make_person, make_session

pytestmark = pytest.mark.django_db


@pytest.fixture
def course():
    return make_activity(kind=Kind.COURSE)


@pytest.fixture
def workshop():
    """A workshop that ended yesterday, with one who completed it, one who took part and one who did not come."""
    workshop = make_activity(kind=Kind.WORKSHOP)
    make_session(workshop, timezone.now() - timedelta(days=1))
    came = {"attended_on": timezone.localdate(), "participated_on": timezone.localdate()}
    make_completed(workshop, **came)
    make_enrolment(workshop, **came)
    make_enrolment(workshop)
    return workshop


def kinds_of(activity):
    found = Certificate.objects.filter(enrolment__activity=activity)
    return sorted(found.values_list("kind", flat=True))


def test_everyone_gets_earned_certificate_and_email(workshop, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert bulk_issue.hand_out(workshop) == 2
    assert kinds_of(workshop) == ["completion", "participation"]
    assert len(mail.outbox) == 2


def test_second_run_issues_nothing_and_sends_no_email(workshop, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bulk_issue.hand_out(workshop)
    with django_capture_on_commit_callbacks(execute=True):
        assert bulk_issue.hand_out(workshop) == 0
    assert (len(kinds_of(workshop)), len(mail.outbox)) == (2, 2)


def test_run_with_more_people_than_a_batch_issues_all(course, monkeypatch):
    monkeypatch.setattr(bulk_issue, "BATCH", 3)
    for _ in range(7):
        make_completed(course)
    assert bulk_issue.hand_out(course) == 7


def test_people_without_name_are_skipped(course, monkeypatch):
    monkeypatch.setattr(bulk_issue, "BATCH", 2)
    twin, nameless = make_person("Twin"), make_person()
    Person.objects.filter(pk=nameless.pk).update(name="")
    Person.objects.filter(pk=twin.pk).update(merged_into=nameless)
    for person in (nameless, twin, make_person("Third"), make_person("Fourth")):
        make_completed(course, person)
    assert bulk_issue.hand_out(course) == 2
    assert set(Certificate.objects.values_list("holder", flat=True)) == {"Third", "Fourth"}


def test_certificate_revoked_by_officer_is_not_issued_again(course, officer):
    make_completed(course)
    bulk_issue.hand_out(course)
    certificate_actions.revoke(Certificate.objects.get(), by=officer, reason="A mistake")
    assert bulk_issue.hand_out(course) == 0


def test_email_missing_after_interrupted_run_is_sent_by_the_next(course, django_capture_on_commit_callbacks):
    make_completed(course)
    with django_capture_on_commit_callbacks(execute=False):
        bulk_issue._next_batch(course, "completion", 0)
    assert mail.outbox == []
    deliver_due()
    assert len(mail.outbox) == 1


def test_email_is_queued_once_for_repeated_notifications(course):
    make_completed(course)
    bulk_issue.hand_out(course)
    certificate = Certificate.objects.get()
    Certificate.objects.update(told_at=None)
    OutgoingEmail.objects.all().delete()
    for _ in range(3):
        certificate_emails.notify_holder([certificate.pk])
    assert OutgoingEmail.objects.count() == 1


def test_bulk_issue_by_officer_is_recorded_in_audit_log_with_number(
    workshop, officer, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        bulk_issue.ask(workshop, by=officer)
    assert kinds_of(workshop) == ["completion", "participation"]
    entry = AuditEntry.objects.get(action="certificates_issued")
    assert (entry.by, entry.object_id, entry.details) == (officer, str(workshop.pk), {"certificates": 2})
    assert Award.objects.get(activity=workshop).asked_at is None


def test_confirming_figures_issues_certificates(workshop, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        activity_closing.confirm_figures(workshop)
    assert kinds_of(workshop) == ["completion", "participation"]


def test_confirming_figures_of_long_ago_issues_nothing(workshop, django_capture_on_commit_callbacks):
    workshop.sessions.update(
        starts_at=timezone.now() - timedelta(days=400), ends_at=timezone.now() - timedelta(days=399)
    )
    with django_capture_on_commit_callbacks(execute=True):
        activity_closing.confirm_figures(workshop)
    assert (kinds_of(workshop), mail.outbox) == ([], [])


class TestTheTimer:
    def test_timer_continues_interrupted_run(self, workshop):
        Award.objects.create(activity=workshop, asked_at=timezone.now() - timedelta(minutes=11))
        assert bulk_issue.go_on() == 2
        assert bulk_issue.go_on() == 0

    def test_timer_does_not_touch_running_issue(self, workshop):
        Award.objects.create(activity=workshop, asked_at=timezone.now() - timedelta(minutes=9))
        assert bulk_issue.go_on() == 0

    def test_timer_issues_certificates_of_attendance_but_not_of_participation(self, workshop):
        workshop.enrolments.exclude(completed_at=None).update(
            completed_by=Completion.ATTENDANCE, completed_at=timezone.now() - timedelta(hours=23)
        )
        assert bulk_issue.go_on() == 1
        assert kinds_of(workshop) == ["completion"]

    def test_tick_prints_number_of_certificates(self, workshop, capsys):
        Award.objects.create(activity=workshop, asked_at=timezone.now() - timedelta(hours=1))
        call_command("tick")
        assert "Issued 2 certificates." in capsys.readouterr().out


def test_command_issues_certificates_of_one_activity(workshop):
    said = StringIO()
    call_command("issue_certificates", workshop.pk, stdout=said)
    assert said.getvalue() == "Issued 2 certificates.\n"
    with pytest.raises(CommandError, match="There is no activity 0 in the register"):
        call_command("issue_certificates", 0)


@pytest.mark.parametrize("count", [1, 30])
def test_query_count_of_a_batch_is_the_same_for_one_and_thirty(course, django_assert_num_queries, count):
    for _ in range(count):
        make_completed(course)
    with django_assert_num_queries(33):
        bulk_issue.hand_out(course)
