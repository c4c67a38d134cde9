from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone
from wagtail.models import Locale

from learning.activities.attendance import actions as attendance_actions
from learning.activities.choices import Kind, PartnerRole
from learning.activities.completion import actions as completion_actions
from learning.activities.models import ActivityPartner
from learning.certificates import texts as certificate_texts
from learning.certificates.issuance import actions as certificate_actions
from learning.certificates.models import Signatory
from tests.factories import (
    make_activity,
    make_award,
    make_completed,
    make_course,
    make_enrolment,
    make_organisation,
    make_person,
    make_session,
)

pytestmark = pytest.mark.django_db


def says(enrolment):
    return certificate_actions.issue(enrolment).facts


def test_course_certificate_has_first_lesson_to_completion_and_lesson_minutes():
    course = make_activity("Care", kind=Kind.COURSE)
    enrolment = make_enrolment(course)
    completion_actions.complete_step(enrolment, course.key, minutes=25, required=[])
    type(enrolment).objects.filter(pk=enrolment.pk).update(
        started_on="2026-03-01",
        participated_on="2026-03-01",
        completed_at=datetime(2026, 3, 9, 23, 30, tzinfo=UTC),
        completed_by="officer",
    )
    facts = says(enrolment)
    assert (facts["first_on"], facts["last_on"], facts["completed_on"], facts["minutes"]) == (
        "2026-03-01",
        "2026-03-09",
        "2026-03-09",
        25,
    )
    assert certificate_texts.in_short(facts) == "1–9 March 2026 · 25 min · Online"


def test_workshop_certificate_has_local_session_days_and_live_minutes():
    workshop = make_activity(kind=Kind.WORKSHOP, mode="in_person", place="Dakar", country="SN")
    starts = datetime(2026, 4, 1, 23, 30, tzinfo=UTC)
    sessions = [
        make_session(workshop, starts + timedelta(days=day), minutes=90, time_zone="Asia/Seoul") for day in (0, 2)
    ]
    enrolment = make_enrolment(workshop)
    attendance_actions.check_in(enrolment, sessions[0])
    facts = says(enrolment)
    assert (facts["first_on"], facts["last_on"], facts["minutes"], facts["completed_on"]) == (
        "2026-04-02",
        "2026-04-04",
        90,
        None,
    )
    assert certificate_texts.in_short(facts) == "2–4 April 2026 · 1 h 30 min · Dakar, Senegal"


@pytest.mark.parametrize(("precision", "told"), [("year", "2023"), ("month", "May 2023"), ("day", "1 May 2023")])
def test_day_is_shown_in_the_precision_of_the_activity(precision, told):
    past = make_activity(kind=Kind.WORKSHOP, starts_on=date(2023, 5, 1), precision=precision)
    assert certificate_texts.days(says(make_completed(past))) == told


def test_completion_without_recorded_time_counts_expected_minutes():
    assert says(make_completed(make_activity(kind=Kind.COURSE, expected_minutes=240)))["minutes"] == 240
    assert certificate_texts.time(says(make_completed())) == ""


def test_title_is_that_of_the_page_in_the_holders_language():
    course = make_course("Care as city infrastructure")
    french = course.copy_for_translation(locale=Locale.objects.get(language_code="fr"), copy_parents=True)
    french.title = "Le soin, infrastructure de la ville"
    french.save_revision().publish()
    titles = [
        says(make_completed(course.activity, make_person(language=language)))["title"]
        for language in ("fr", "en", "es")
    ]
    assert titles == [
        "Le soin, infrastructure de la ville",
        "Care as city infrastructure",
        "Care as city infrastructure",
    ]


def test_title_without_page_is_that_of_the_register():
    assert says(make_completed(make_activity("An old workshop", kind=Kind.WORKSHOP)))["title"] == "An old workshop"


def test_partners_are_grouped_by_role():
    activity = make_activity(kind=Kind.COURSE)
    for name, role in (
        ("Bogotá", PartnerRole.HOST),
        ("Lima", PartnerRole.HOST),
        ("AMB", PartnerRole.ORGANISER),
        ("IDB", PartnerRole.FUNDER),
    ):
        ActivityPartner.objects.create(activity=activity, organisation=make_organisation(name), role=role)
    assert certificate_texts.partners(says(make_completed(activity))) == [
        "Organised by AMB",
        "Hosted by Bogotá and Lima",
        "Funded by IDB",
    ]


def test_signatories_are_stored():
    enrolment = make_completed()
    award = make_award(enrolment.activity)
    Signatory.objects.create(award=award, name="Jordi Vaquer", title="Secretary General")
    assert says(enrolment)["signatories"] == [{"name": "Jordi Vaquer", "title": "Secretary General", "image": None}]


def test_later_changes_do_not_change_the_certificate():
    enrolment = make_completed(make_activity("Care", kind=Kind.COURSE, expected_minutes=60))
    certificate = certificate_actions.issue(enrolment)
    before = (certificate.facts, certificate.holder)
    activity, person = enrolment.activity, enrolment.person
    activity.title, activity.expected_minutes, person.name = "Cure", 90, "Somebody Else"
    activity.save()
    person.save()
    make_session(activity, timezone.now())
    certificate.refresh_from_db()
    assert (certificate.facts, certificate.holder) == before


def test_sentence_names_the_kind_of_activity():
    assert (
        certificate_texts.participation_sentence(certificate_actions.issue(make_completed()))
        == "has completed the course"
    )


@pytest.mark.parametrize("kind", ["completion", "participation"])
def test_sentence_exists_for_kinds_without_a_phrase(kind):
    activity = make_activity(kind=Kind.CONGRESS)
    make_award(activity, gives="completion")
    certificate = certificate_actions.issue(make_completed(activity))
    certificate.kind = kind
    assert (
        certificate_texts.participation_sentence(certificate)
        == {"completion": "has completed", "participation": "took part in"}[kind]
    )
