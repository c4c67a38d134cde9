from datetime import UTC, date, datetime

import pytest
import time_machine
from allauth.account.models import EmailAddress
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from learning.activities.models import Consent, Enrolment, EnrolmentEvent, Feedback
from learning.people.duplicates.merges import merge
from learning.people.models import Organisation, Person, User
from learning.people.organisations.lookup import propose
from learning.people.privacy.erasure import anonymise
from tests.factories import make_activity, make_enrolment, make_person, make_user

pytestmark = pytest.mark.django_db
MOMENT, DAY = datetime(2024, 3, 5, 17, 42, 11, tzinfo=UTC), datetime(2024, 3, 5, tzinfo=UTC)


@pytest.fixture
def ana():
    user = make_user("ana@example.org")
    Person.objects.filter(user=user).update(
        name="Ana Ruiz",
        job_title="Planner",
        gender="woman",
        language="es",
        time_zone="America/Bogota",
        external_id="77",
    )
    return Person.objects.get(user=user)


@time_machine.travel(datetime(2026, 1, 2, tzinfo=UTC))
def test_erasure_blanks_the_row_and_keeps_it(ana):
    uuid = ana.uuid
    erased = anonymise(ana)
    assert {name: getattr(erased, name) for name in Person.BLANK} == Person.BLANK
    assert (erased.pk, erased.uuid, erased.erased_on) == (ana.pk, uuid, date(2026, 1, 2))
    assert str(erased) == "Someone whose name was erased"


def test_the_account_and_its_addresses_go(ana, client):
    client.force_login(ana.user)
    anonymise(ana)
    assert (User.objects.count(), EmailAddress.objects.count()) == (0, 0)
    assert client.get("/en/my/profile/").headers["Location"].startswith("/accounts/login/")


def test_what_they_took_part_in_stays_with_its_copy_and_without_the_hour(ana):
    enrolment = make_enrolment(make_activity(), ana, enrolled_at=MOMENT, completed_at=MOMENT, completed_by="officer")
    EnrolmentEvent.objects.create(enrolment=enrolment, status="enrolled", at=MOMENT, reason="She asked on the phone")
    Feedback.objects.create(enrolment=enrolment, rating=5, comment="From Ana, with thanks", given_at=MOMENT)
    before = Enrolment.objects.values("organisation", "country", "region", "gender", "status", "participated_on").get()
    anonymise(ana)
    after = Enrolment.objects.get()
    assert Enrolment.objects.values(*before).get() == before
    assert before["gender"] == "woman"
    assert (after.person, after.enrolled_at, after.completed_at) == (ana, DAY, DAY)
    event = after.events.get()
    assert (event.at, event.reason) == (DAY, "")
    assert (after.feedback.comment, after.feedback.given_at) == ("", DAY)


def test_rows_that_count_as_them_are_erased_too_and_go_on_counting_as_them(ana):
    old, older, account = make_person("A. Ruiz"), make_person("Ana R."), make_user("ana@private.example")
    merge(older, into=old)
    merge(old, into=ana)
    merge(account.person, into=ana)
    anonymise(old)
    rows = Person.objects.all()
    assert [(row.name, row.email, row.user_id) for row in rows] == [("", "", None)] * 4
    assert {row.canonical for row in rows} == {ana}
    assert not rows.filter(erased_on=None).exists()
    assert not User.objects.exists()


def test_others_stay_as_they_are(ana):
    bea = make_person("Bea")
    enrolment = make_enrolment(make_activity(), bea, enrolled_at=MOMENT)
    anonymise(ana)
    enrolment.refresh_from_db()
    bea.refresh_from_db()
    assert (bea.name, bea.erased_on, enrolment.enrolled_at) == ("Bea", None, MOMENT)


def test_the_admins_log_forgets_the_name(ana):
    log(ana, "wagtail.edit")
    log(ana.user, "wagtail.edit")
    anonymise(ana)
    assert list(ModelLogEntry.objects.values_list("label", flat=True)) == ["", ""]


def test_a_confirmed_proposal_stays_without_whose_it_was(ana):
    proposal = propose("Villa Nueva", ana)
    Organisation.objects.filter(pk=proposal.pk).update(is_confirmed=True)
    anonymise(ana)
    proposal.refresh_from_db()
    assert (proposal.name, proposal.proposed_by) == ("Villa Nueva", None)


def test_a_proposal_that_nobody_confirmed_loses_its_words_too(ana):
    proposal = propose("Ana's own office", ana)
    anonymise(ana)
    proposal.refresh_from_db()
    assert (proposal.name, proposal.proposed_by) == (f"Proposal {proposal.pk}", None)


def test_consents_stay_as_facts_of_a_day(ana):
    Consent.objects.create(person=ana, given_at=MOMENT)
    anonymise(ana)
    assert Consent.objects.get().given_at == DAY


def test_erasing_twice_changes_nothing(ana):
    first = anonymise(ana)
    assert anonymise(first) == first
