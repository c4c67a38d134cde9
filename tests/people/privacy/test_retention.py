"""What has been kept for long enough goes, and nothing else."""

from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.mail import send_mail
from django.core.management import call_command
from django.utils import timezone

from learning.activities.models import CompletedStep, Enrolment
from learning.core.models import OutgoingEmail, RefusedAddress
from learning.people.duplicates.merges import merge
from learning.people.models import AuditEntry, FocalPoint, Person, RegisterFile, User
from learning.people.privacy import retention
from tests.factories import make_activity, make_course, make_enrolment, make_organisation, make_person, make_user

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2019, 5, 1, 10, tzinfo=UTC)


def retain(*arguments):
    out = StringIO()
    call_command("retain", *arguments, stdout=out)
    return out.getvalue().splitlines()


def made(moment, make, *args, **fields):
    """As it was made at `moment`."""
    with time_machine.travel(moment, tick=False):
        return make(*args, **fields)


def is_known(person):
    return bool(Person.objects.get(pk=person.pk).email)


@pytest.fixture
def away():
    """Someone who enrolled long ago and did nothing since."""
    person = made(LONG_AGO, make_person, "Ana")
    made(LONG_AGO, make_enrolment, make_activity(), person)
    return person


def test_a_dry_run_says_what_would_go_and_changes_nothing(away):
    made(LONG_AGO, RegisterFile.objects.create, name="cities.csv", content=b"")
    assert sorted(retain("--dry-run")) == sorted(
        [
            "emails: 0 older than 30 days would go",
            "refused_addresses: 0 older than 180 days would go",
            "import_files: 1 older than 30 days would go",
            "identifiable_participation: 1 older than 1825 days would go",
        ]
    )
    assert is_known(away)
    assert RegisterFile.objects.count() == 1
    assert not AuditEntry.objects.exists()


def test_inactive_person_is_erased_and_still_counted(away):
    assert "identifiable_participation: 1 older than 1825 days went" in retain()
    assert not is_known(away)
    assert Enrolment.objects.get().person == away
    entry = AuditEntry.objects.get(action="retention_applied")
    assert (entry.by, entry.details) == (None, {"rule": "identifiable_participation", "days": 1825, "rows": 1})


def test_what_is_done_is_not_due_again(away):
    retain()
    assert "identifiable_participation: 0 older than 1825 days would go" in retain("--dry-run")


def log_in(person):
    user = made(LONG_AGO, make_user, "ana@example.org", person=None)
    User.objects.filter(pk=user.pk).update(last_login=timezone.now())
    Person.objects.filter(pk=person.pk).update(user=user)


def do_a_lesson(person):
    enrolment = made(LONG_AGO, make_enrolment, make_course().activity, person)
    CompletedStep.objects.create(
        enrolment=enrolment, step_key=enrolment.activity.key, minutes=5, completed_at=timezone.now()
    )


def hold_a_role(person):
    user = made(LONG_AGO, make_user, "ana@example.org", "Reporting staff", person=None)
    Person.objects.filter(pk=person.pk).update(user=user)


def be_a_focal_point(person):
    FocalPoint.objects.create(person=person, organisation=make_organisation())


def enrol_as_someone_merged(person):
    twin = made(LONG_AGO, make_person)
    make_enrolment(make_activity(), twin)
    merge(twin, into=person)


@pytest.mark.parametrize("sign", [log_in, do_a_lesson, hold_a_role, be_a_focal_point, enrol_as_someone_merged])
def test_active_person_is_kept(away, sign):
    sign(away)
    retain()
    assert is_known(away)


def test_five_years_are_five_years(away):
    period = timedelta(days=1825)
    with time_machine.travel(LONG_AGO + period - timedelta(hours=1)):
        retain()
        assert is_known(away)
    with time_machine.travel(LONG_AGO + period + timedelta(days=1)):
        retain()
        assert not is_known(away)


def test_a_file_of_organisations_goes_after_its_days():
    made(timezone.now() - timedelta(days=29), RegisterFile.objects.create, name="new.csv", content=b"")
    made(timezone.now() - timedelta(days=31), RegisterFile.objects.create, name="old.csv", content=b"")
    assert "import_files: 1 older than 30 days went" in retain()
    assert RegisterFile.objects.get().name == "new.csv"


def test_zero_days_keep_without_limit(away, settings):
    settings.RETENTION_DAYS = {**settings.RETENTION_DAYS, "identifiable_participation": 0}
    assert "identifiable_participation: kept without limit" in retain()
    assert is_known(away)


def test_every_rule_has_a_setting(settings):
    assert {rule.name for rule in retention.registered()} <= set(settings.RETENTION_DAYS)


@pytest.mark.parametrize(("hour", "gone"), [(2, False), (3, True), (4, False)])
def test_the_timer_does_it_at_night(away, hour, gone):
    with time_machine.travel(datetime(2026, 5, 6, hour, 20, tzinfo=UTC)):
        call_command("tick", stdout=StringIO())
    assert is_known(away) is not gone


def test_mail_goes_after_its_days_and_what_is_still_to_be_sent_stays(settings):
    settings.OUTBOX_DELIVERY = "timer"
    for days, address in ((29, "new"), (31, "old")):
        send_mail("Hello", "Words", None, [f"{address}@example.org"])
        settled = {"status": "sent", "settled_at": timezone.now() - timedelta(days=days)}
        OutgoingEmail.objects.filter(to=f"{address}@example.org").update(**settled)
    send_mail("Hello", "Words", None, ["waiting@example.org"])
    OutgoingEmail.objects.filter(settled_at=None).update(created_at=timezone.now() - timedelta(days=31))
    assert "emails: 1 older than 30 days went" in retain()
    assert set(OutgoingEmail.objects.values_list("to", flat=True)) == {"new@example.org", "waiting@example.org"}


def test_a_refused_address_is_forgotten_after_its_days():
    for days in (179, 181):
        refused_at = timezone.now() - timedelta(days=days)
        RefusedAddress.objects.create(email=f"p{days}@example.org", refused_at=refused_at)
    assert "refused_addresses: 1 older than 180 days went" in retain()
    assert RefusedAddress.objects.get().email == "p179@example.org"
