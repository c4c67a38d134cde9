"""Printed screens of figures: all rows, on as many pages as they need, without the sidebar."""

import subprocess
from datetime import date

import pytest

from learning.reports.measures.definitions import DEFINITIONS
from tests.factories import make_activity, make_enrolment, make_organisation, make_person, make_user

pytestmark = pytest.mark.django_db(transaction=True)

DAY = date(2026, 5, 12)
ROWS = 112


def rows(title):
    return [f"{title} {number:03}" for number in range(ROWS)]


@pytest.fixture
def staff_page(visit):
    return visit(make_user("staff@example.org", "Reporting staff"), width=1280)


@pytest.fixture
def printed(staff_page):
    """Return a function that returns the text of each printed page of an address."""

    def printed(address):
        staff_page.goto(address)
        done = subprocess.run(
            ["pdftotext", "-layout", "-", "-"], input=staff_page.pdf(format="A4"), capture_output=True, check=True
        )
        return done.stdout.decode().split("\f")[:-1]

    return printed


@pytest.fixture
def activities(site):
    """More activities than a page of a list shows, each with one participant of an organisation of its own."""
    for title, body in zip(rows("Webinar"), rows("City"), strict=True):
        activity = make_activity(title, starts_on=DAY)
        person = make_person(name=f"Person of {body}", organisation=make_organisation(body, country="CO"))
        make_enrolment(activity, person, attended_on=DAY, participated_on=DAY)


def test_lists_are_printed_with_every_row(activities, printed):
    for address, expected in (
        ("/admin/figures/", rows("Webinar")),
        ("/admin/figures/?year=2026&p=2", rows("Webinar")),
        ("/admin/figures/people/?measure=participants", [f"Person of {body}" for body in rows("City")]),
    ):
        text = "\n".join(printed(address))
        assert [row for row in expected if row.split()[-1] not in text] == []
        assert "All rows on one page" not in text
        assert "Rows 1 to" not in text


def test_wide_list_is_printed_to_its_last_column(activities, printed):
    head = printed("/admin/figures/?year=2026")[1].split("Webinar")[0]
    columns = ("Activity", "Registrants", "Organisations", "Countries", "Women", "Declared")
    assert [column for column in columns if column not in head] == []


def test_link_without_javascript_shows_all_rows(activities, visit):
    page = visit(make_user("staff@example.org", "Reporting staff"), javascript=False, width=1280)
    page.goto("/admin/figures/?year=2026")
    assert "Rows 1 to 25 of 112." in page.content()
    page.get_by_role("link", name="All rows on one page").click()
    assert [row for row in rows("Webinar") if row not in page.content()] == []


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("/admin/figures/rules/", ["How we count", *(str(one.name) for one in DEFINITIONS.values())]),
        ("/admin/figures/participations/", ["Participations as a file", "CSV, for any spreadsheet", "Download"]),
        ("/admin/figures/all/", ["Annual figures", "How we count"]),
        ("/admin/figures/annual/", ["Annual figures"]),
    ],
)
def test_pages_are_printed_completely_and_without_the_sidebar(site, printed, address, expected):
    pages = printed(address)
    text = " ".join(" ".join(pages).split())
    assert [words for words in expected if words not in text] == []
    assert "Toggle" not in text
    assert "Certificates" not in text


def test_counting_rules_are_printed_on_several_pages(site, printed):
    pages = printed("/admin/figures/rules/")
    assert len(pages) > 1
    assert all(page.strip() for page in pages)
