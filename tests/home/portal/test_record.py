import io
from datetime import timedelta

import pytest
from django.utils import timezone
from pypdf import PdfReader

from learning.activities.attendance import actions as attendance_actions
from learning.activities.completion import actions as completion_actions
from learning.certificates.issuance import actions as certificate_actions
from learning.people.models import Person
from tests.factories import make_activity, make_certificate, make_completed, make_course, make_enrolment, make_session

pytestmark = pytest.mark.django_db


def came_to(person, title="Workshop", **fields):
    activity = make_activity(title, kind="workshop", **fields)
    session = make_session(activity, timezone.now() - timedelta(days=3), minutes=90)
    attendance_actions.check_in(make_enrolment(activity, person), session)
    return activity


def text_of(response):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages).split())


def test_record_sums_live_minutes_and_lesson_minutes(as_official, official):
    course = make_course("Course", lessons=1)
    enrolment = make_enrolment(course.activity, official.person)
    completion_actions.complete_step(enrolment, course.translation_key, minutes=25, required=[])
    completion_actions.mark_complete(enrolment)
    workshop = make_activity("Workshop without a page", completion="attendance")
    session = make_session(workshop, timezone.now() - timedelta(days=3), minutes=90)
    attendance_actions.check_in(make_enrolment(workshop, official.person), session)
    response = as_official.get("/en/my/record/")
    assert {(line.title, line.minutes) for line in response.context["record"].lines} == {
        ("Course", 25),
        ("Workshop without a page", 90),
    }
    assert response.context["record"].minutes == 115


@pytest.mark.parametrize("count", [1, 30])
def test_query_count_of_record_is_the_same_for_one_and_thirty_lines(
    as_official, official, django_assert_num_queries, count
):
    for _number in range(count):
        activity = make_activity(completion="attendance")
        session = make_session(activity, timezone.now() - timedelta(days=3))
        attendance_actions.check_in(make_enrolment(activity, official.person), session)
    as_official.get("/en/my/record/")
    with django_assert_num_queries(8):
        as_official.get("/en/my/record/")


def test_record_has_own_completed_attended_and_begun_activities_only(as_official, official):
    came_to(official.person, "Attended")
    begun = make_enrolment(make_course("Begun", lessons=2).activity, official.person)
    completion_actions.complete_step(begun, begun.activity.key, minutes=10, required=[])
    make_completed(make_activity("Completed", kind="course"), official.person)
    make_enrolment(make_course("Only enrolled").activity, official.person)
    make_enrolment(
        make_activity("Spoke", kind="webinar"),
        official.person,
        role="speaker",
        attended_on="2026-01-01",
        participated_on="2026-01-01",
    )
    make_completed(make_activity("Of someone else", kind="course"))
    lines = as_official.get("/en/my/record/").context["record"].lines
    assert {(line.title, line.is_completed) for line in lines} == {
        ("Attended", False),
        ("Begun", False),
        ("Completed", True),
    }


def test_line_links_to_certificate_until_it_is_revoked(as_official, official, officer):
    certificate = make_certificate(official.person)
    assert certificate.get_absolute_url() in as_official.get("/en/my/record/").content.decode()
    certificate_actions.revoke(certificate, by=officer, reason="A mistake")
    assert certificate.get_absolute_url() not in as_official.get("/en/my/record/").content.decode()


def test_pdf_has_the_same_facts_in_the_language_of_the_page(as_official, official):
    Person.objects.filter(pk=official.person.pk).update(name="عائشة Ndiaye")
    certificate = make_certificate(official.person, make_activity("Care", kind="course", expected_minutes=60))
    came_to(official.person, "Shade")
    response = as_official.get("/en/my/record.pdf")
    assert (response["Content-Type"], response["Content-Disposition"]) == (
        "application/pdf",
        'inline; filename="record.pdf"',
    )
    text = text_of(response)
    for told in ("Record of learning", "Ndiaye", "Care", "Completed", "Shade", "Took part", "1 h 30 min", "1 of 1"):
        assert told in text
    assert certificate.grouped_code[:19] in text


def test_long_pdf_repeats_table_head_on_every_page(as_official, official):
    for number in range(40):
        make_completed(make_activity(f"Course {number}", kind="course"), official.person)
    pages = PdfReader(io.BytesIO(as_official.get("/en/my/record.pdf").content)).pages
    assert len(pages) == 3
    assert all("Activity" in page.extract_text() for page in pages)
    assert "3 of 3" in pages[-1].extract_text()


def test_pdf_is_for_its_owner_only_and_not_cached(client, as_official, official):
    make_completed(person=official.person)
    assert "no-store" in as_official.get("/en/my/record.pdf")["Cache-Control"]
    as_official.logout()
    assert client.get("/en/my/record.pdf").url == "/accounts/login/?next=/en/my/record.pdf"


def test_empty_record_links_to_catalogue_and_has_no_pdf(as_official):
    assert "/en/catalogue/" in as_official.get("/en/my/record/").content.decode()
    assert as_official.get("/en/my/record.pdf").status_code == 404
