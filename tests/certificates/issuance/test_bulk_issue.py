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
    """Over since yesterday; one completed it, one came, one did not."""
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


def test_everyone_gets_what_they_earned_and_a_mail(workshop, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        assert bulk_issue.hand_out(workshop) == 2
    assert kinds_of(workshop) == ["completion", "participation"]
    assert len(mail.outbox) == 2


def test_again_it_gives_nobody_a_second_one_and_writes_no_second_mail(workshop, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bulk_issue.hand_out(workshop)
    with django_capture_on_commit_callbacks(execute=True):
        assert bulk_issue.hand_out(workshop) == 0
    assert (len(kinds_of(workshop)), len(mail.outbox)) == (2, 2)


def test_more_than_a_batch_holds(course, monkeypatch):
    monkeypatch.setattr(bulk_issue, "BATCH", 3)
    for _ in range(7):
        make_completed(course)
    assert bulk_issue.hand_out(course) == 7


def test_who_has_no_name_is_passed_over_and_stops_nobody(course, monkeypatch):
    monkeypatch.setattr(bulk_issue, "BATCH", 2)
    twin, nameless = make_person("Twin"), make_person()
    Person.objects.filter(pk=nameless.pk).update(name="")
    Person.objects.filter(pk=twin.pk).update(merged_into=nameless)
    for person in (nameless, twin, make_person("Third"), make_person("Fourth")):
        make_completed(course, person)
    assert bulk_issue.hand_out(course) == 2
    assert set(Certificate.objects.values_list("holder", flat=True)) == {"Third", "Fourth"}


def test_what_an_officer_revoked_is_not_given_again(course, officer):
    make_completed(course)
    bulk_issue.hand_out(course)
    certificate_actions.revoke(Certificate.objects.get(), by=officer, reason="A mistake")
    assert bulk_issue.hand_out(course) == 0


def test_a_mail_that_was_not_written_before_everything_stopped_is_written_now(
    course, django_capture_on_commit_callbacks
):
    make_completed(course)
    with django_capture_on_commit_callbacks(execute=False):
        bulk_issue._next_batch(course, "completion", 0)
    assert mail.outbox == []
    deliver_due()
    assert len(mail.outbox) == 1


def test_a_mail_is_written_once_however_often_it_is_asked_for(course):
    make_completed(course)
    bulk_issue.hand_out(course)
    certificate = Certificate.objects.get()
    Certificate.objects.update(told_at=None)
    OutgoingEmail.objects.all().delete()
    for _ in range(3):
        certificate_emails.notify_holder([certificate.pk])
    assert OutgoingEmail.objects.count() == 1


def test_an_officer_has_them_issued_and_the_log_says_how_many(workshop, officer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        bulk_issue.ask(workshop, by=officer)
    assert kinds_of(workshop) == ["completion", "participation"]
    entry = AuditEntry.objects.get(action="certificates_issued")
    assert (entry.by, entry.object_id, entry.details) == (officer, str(workshop.pk), {"certificates": 2})
    assert Award.objects.get(activity=workshop).asked_at is None


def test_confirmed_figures_have_them_issued(workshop, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        activity_closing.confirm_figures(workshop)
    assert kinds_of(workshop) == ["completion", "participation"]


def test_figures_of_long_ago_are_confirmed_without_mail_to_anyone(workshop, django_capture_on_commit_callbacks):
    workshop.sessions.update(
        starts_at=timezone.now() - timedelta(days=400), ends_at=timezone.now() - timedelta(days=399)
    )
    with django_capture_on_commit_callbacks(execute=True):
        activity_closing.confirm_figures(workshop)
    assert (kinds_of(workshop), mail.outbox) == ([], [])


class TestTheTimer:
    def test_it_takes_up_what_was_stopped(self, workshop):
        Award.objects.create(activity=workshop, asked_at=timezone.now() - timedelta(minutes=11))
        assert bulk_issue.go_on() == 2
        assert bulk_issue.go_on() == 0

    def test_it_leaves_what_is_running_alone(self, workshop):
        Award.objects.create(activity=workshop, asked_at=timezone.now() - timedelta(minutes=9))
        assert bulk_issue.go_on() == 0

    def test_it_issues_what_attendance_proved_before_the_end_and_leaves_participation_to_officers(self, workshop):
        workshop.enrolments.exclude(completed_at=None).update(
            completed_by=Completion.ATTENDANCE, completed_at=timezone.now() - timedelta(hours=23)
        )
        assert bulk_issue.go_on() == 1
        assert kinds_of(workshop) == ["completion"]

    def test_it_says_how_many(self, workshop, capsys):
        Award.objects.create(activity=workshop, asked_at=timezone.now() - timedelta(hours=1))
        call_command("tick")
        assert "Issued 2 certificates." in capsys.readouterr().out


def test_a_command_issues_those_of_one_activity(workshop):
    said = StringIO()
    call_command("issue_certificates", workshop.pk, stdout=said)
    assert said.getvalue() == "Issued 2 certificates.\n"
    with pytest.raises(CommandError, match="There is no activity 0 in the register"):
        call_command("issue_certificates", 0)


@pytest.mark.parametrize("count", [1, 30])
def test_a_batch_takes_as_many_queries_for_many_as_for_one(course, django_assert_num_queries, count):
    for _ in range(count):
        make_completed(course)
    with django_assert_num_queries(33):
        bulk_issue.hand_out(course)
