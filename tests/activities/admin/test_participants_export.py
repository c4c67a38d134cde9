"""Export of the participants of an activity, with any number of rows."""

import csv
import io
import tracemalloc
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook
from wagtail.users.models import UserProfile

from learning.activities.choices import EnrolmentStatus
from learning.activities.models import Enrolment
from learning.people.duplicates.merges import merge
from learning.people.models import Person
from tests.factories import make_activity, make_enrolment, make_member, make_person

pytestmark = pytest.mark.django_db
HEADINGS = [
    *("Name", "E-mail address", "Job title", "Organisation", "Country", "Member", "Role", "Status", "Source"),
    *("Came", "Started", "Watched", "Completed"),
]


def address(activity, form="csv"):
    return f"/admin/activities/{activity.pk}/participants/?export={form}"


def read_csv(response):
    return list(csv.reader(io.StringIO(b"".join(response.streaming_content).decode("utf-8-sig"))))


@pytest.fixture
def activity():
    return make_activity()


@pytest.fixture
def enrolment(activity):
    person = make_person("Ana", make_member("Bogotá", country="CO"), email="ana@bogota.example", job_title="Planner")
    facts = {"attended_on": date(2026, 5, 12), "participated_on": date(2026, 5, 12)}
    return make_enrolment(
        activity, person, completed_at=datetime(2026, 6, 1, 9, tzinfo=UTC), completed_by="officer", **facts
    )


ROW = [
    *("Ana", "ana@bogota.example", "Planner", "Bogotá", "Colombia", "yes"),
    *("Participant", "Enrolled", "Enrolled themselves", "2026-05-12", "", "", "2026-06-01"),
]


def test_csv_has_a_row_for_each_participant_and_begins_with_a_byte_order_mark(as_officer, activity, enrolment):
    response = as_officer.get(address(activity))
    assert response["Content-Disposition"] == f'attachment; filename="participants-{activity.pk}.csv"'
    text = b"".join(response.streaming_content)
    assert text.startswith("\ufeff".encode())
    assert list(csv.reader(io.StringIO(text.decode("utf-8-sig")))) == [HEADINGS, ROW]


def test_xlsx_has_the_same_rows_with_dates_as_dates(as_officer, activity, enrolment):
    response = as_officer.get(address(activity, "xlsx"))
    rows = list(load_workbook(io.BytesIO(b"".join(response.streaming_content))).active.iter_rows(values_only=True))
    assert list(rows[0]) == HEADINGS
    assert rows[1][9:] == (datetime(2026, 5, 12), None, None, datetime(2026, 6, 1))  # noqa: DTZ001
    assert list(rows[1][:9]) == ROW[:9]


def test_export_for_reporting_staff_has_no_addresses(as_staff, activity, enrolment):
    headings, row = read_csv(as_staff.get(address(activity)))
    assert "E-mail address" not in headings
    assert row == [cell for cell in ROW if "@" not in cell]


def test_merged_person_is_exported_as_the_canonical_person(as_officer, activity, enrolment):
    ana = make_person("Ana Ruiz", email="ana@example.org")
    merge(enrolment.person, ana)
    assert read_csv(as_officer.get(address(activity)))[1][:2] == ["Ana Ruiz", "ana@example.org"]


def test_labels_are_in_the_language_of_the_user(as_officer, officer, activity, enrolment):
    UserProfile.objects.create(user=officer, preferred_language="es")
    row = read_csv(as_officer.get(address(activity)))[1]
    assert row[5:8] == ["sí", "Participante", "Con inscripción"]


def test_filters_and_search_limit_the_exported_rows(as_officer, activity, enrolment):
    make_enrolment(activity, make_person("Eva"), status=EnrolmentStatus.WITHDRAWN)
    assert [row[0] for row in read_csv(as_officer.get(f"{address(activity)}&status=withdrawn"))[1:]] == ["Eva"]
    assert [row[0] for row in read_csv(as_officer.get(f"{address(activity)}&q=ana"))[1:]] == ["Ana"]


def fill(activity, number):
    people = Person.objects.bulk_create(Person(name=f"Person {n}", email=f"p{n}@example.org") for n in range(number))
    rows = [Enrolment(activity=activity, person=person, status=EnrolmentStatus.ENROLLED) for person in people]
    Enrolment.objects.bulk_create(rows)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_memory_does_not_grow_with_the_rows(as_officer, activity, form):
    """2,000 rows as model instances with their persons take about 20 MB; streamed as values, less than 4 MB."""
    fill(activity, 2000)
    list(as_officer.get(address(make_activity(), form)).streaming_content)
    tracemalloc.start()
    response = as_officer.get(address(activity, form))
    size = sum(len(piece) for piece in response.streaming_content)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert size > 50_000
    assert peak < 4_000_000


@pytest.mark.parametrize("rows", [1, 30])
def test_queries_do_not_grow_with_the_rows(as_officer, activity, django_assert_num_queries, rows):
    fill(activity, rows)
    read_csv(as_officer.get(address(activity)))
    with django_assert_num_queries(9):
        read_csv(as_officer.get(address(activity)))
