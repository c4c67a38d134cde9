"""Correction of affiliation snapshots, from the list of participants."""

from datetime import date
from urllib.parse import urlencode

import pytest

from learning.activities.models import Activity, Enrolment
from learning.people.duplicates.merges import merge
from learning.people.models import AuditEntry
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person

pytestmark = pytest.mark.django_db
CAME = {"participated_on": date(2026, 5, 20), "attended_on": date(2026, 5, 20)}


@pytest.fixture
def seminar():
    return make_activity("Seminar", starts_on=date(2026, 5, 20))


@pytest.fixture
def row(seminar):
    return make_enrolment(seminar, make_person("Ana", organisation=make_organisation("Lima", country="PE")), **CAME)


@pytest.fixture
def bogota():
    return make_member("Bogotá")


def address(*rows):
    query = [("id", row.pk) for row in rows] + [("next", f"/admin/activities/{rows[0].activity_id}/participants/")]
    return f"/admin/bulk/activities/enrolment/restamp/?{urlencode(query)}"


def came_for(row):
    return Enrolment.objects.get(pk=row.pk).organisation.name


def test_correction_is_in_the_menu_of_a_participant(as_officer, row):
    people = as_officer.get(f"/admin/activities/{row.activity_id}/participants/").content.decode()
    assert "/admin/bulk/activities/enrolment/restamp/" in people


def test_correction_takes_choice_preview_and_reason(as_officer, officer, row, bogota):
    assert "They came for" in as_officer.get(address(row)).content.decode()
    page = as_officer.post(address(row), {"organisation": bogota.pk}).content.decode()
    for words in (
        "<del>Lima · Local or regional government · Peru · not a member</del>",
        "<ins>Bogotá · Local or regional government · Colombia · member</ins>",
        "Seminar: Members 0 → 1",
        "Seminar: Non-members 1 → 0",
    ):
        assert words in page
    assert "Organisations 1 →" not in page
    assert came_for(row) == "Lima"
    answer = as_officer.post(address(row), {"organisation": bogota.pk, "confirmed": "1", "reason": "Wrong column"})
    assert answer.headers["Location"] == f"/admin/activities/{row.activity_id}/participants/"
    assert "Corrected for 1 person." in as_officer.get(answer.headers["Location"]).content.decode()
    entry = AuditEntry.objects.get(action="restamped")
    assert (came_for(row), entry.by, entry.reason) == ("Bogotá", officer, "Wrong column")


@pytest.mark.parametrize("reason", ["", "  ", "x" * 501])
def test_correction_without_valid_reason_shows_the_form_again(as_officer, row, bogota, reason):
    page = as_officer.post(address(row), {"organisation": bogota.pk, "confirmed": "1", "reason": reason})
    assert (page.status_code, "<ins>Bogotá" in page.content.decode(), came_for(row)) == (200, True, "Lima")
    assert f'value="{bogota.pk}"' in page.content.decode()


def test_empty_choice_reads_the_same_organisation_again(as_officer, row):
    Enrolment.objects.update(country="XX")
    page = as_officer.post(address(row), {"organisation": ""}).content.decode()
    assert "Peru" in page
    as_officer.post(address(row), {"organisation": "", "confirmed": "1", "reason": "Typing error"})
    row.refresh_from_db()
    assert row.country == "PE"


def test_preview_without_changes_offers_no_confirmation(as_officer, row):
    page = as_officer.post(address(row), {"organisation": row.organisation_id}).content.decode()
    assert ("There is nothing to correct" in page, 'name="confirmed"' in page) == (True, False)
    as_officer.post(address(row), {"organisation": row.organisation_id, "confirmed": "1", "reason": "x"})
    assert "Nothing was changed" in as_officer.get("/admin/").content.decode()


def test_correction_is_refused_while_figures_are_confirmed(as_officer, row, bogota):
    Activity.objects.update(status="confirmed")
    page = as_officer.post(address(row), {"organisation": bogota.pk}).content.decode()
    assert ("Its figures are confirmed. Reopen them first." in page, 'name="confirmed"' in page) == (True, False)
    as_officer.post(address(row), {"organisation": bogota.pk, "confirmed": "1", "reason": "x"})
    assert "Reopen them first." in as_officer.get("/admin/").content.decode()
    assert came_for(row) == "Lima"


def test_invalid_input_changes_nothing(as_officer, row, bogota):
    merge(bogota, into=make_organisation("Other"))
    for wrong in (bogota.pk, 999_999):
        page = as_officer.post(address(row), {"organisation": wrong, "confirmed": "1", "reason": "x"})
        assert page.status_code == 200
    for wrong in ("x", "1 OR 1=1", "9" * 30, "-1"):
        page = as_officer.post(address(row), {"organisation": wrong, "confirmed": "1", "reason": "x"})
        assert page.status_code == 404
    for ids in ("id=x", "id=all", "id=999999"):
        assert as_officer.post(f"/admin/bulk/activities/enrolment/restamp/?{ids}").status_code == 404
    assert came_for(row) == "Lima"


def test_reporting_staff_cannot_correct(as_staff, row, bogota):
    assert as_staff.get(address(row)).headers["Location"] == "/admin/"
    answer = as_staff.post(address(row), {"organisation": bogota.pk, "confirmed": "1", "reason": "x"})
    assert (answer.headers["Location"], came_for(row)) == ("/admin/", "Lima")


def test_preview_escapes_names_and_hides_gender(as_officer, seminar, bogota):
    row = make_enrolment(seminar, make_person("<b>Ana</b>", gender="undisclosed"), **CAME)
    page = as_officer.post(address(row), {"organisation": bogota.pk}).content.decode()
    assert ("<b>Ana" in page, "prefer not to say" in page) == (False, False)


@pytest.mark.parametrize("count", [1, 30])
def test_preview_takes_constant_queries(as_officer, seminar, bogota, django_assert_num_queries, count):
    rows = [make_enrolment(seminar, **CAME) for _number in range(count)]
    as_officer.post(address(*rows), {"organisation": bogota.pk})
    with django_assert_num_queries(16):
        as_officer.post(address(*rows), {"organisation": bogota.pk})
