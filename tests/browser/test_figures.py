"""Reporting staff copy a sentence, and freeze a year."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from learning.reports.models import Snapshot
from tests.factories import make_activity, make_enrolment, make_person, make_user

from .conftest import WITH_AND_WITHOUT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def year(site):
    day = timezone.localdate()
    came = {"attended_on": day, "participated_on": day}
    make_enrolment(make_activity("Night care", starts_on=day), make_person(), **came)
    return day.year


def test_sentence_is_copied_to_the_clipboard(visit, year):
    page = visit(
        make_user("staff@example.org", "Reporting staff"), width=1280, permissions=["clipboard-read", "clipboard-write"]
    )
    page.goto(f"/admin/figures/annual/?year={year}")
    said = page.locator("#sentence-1-1").text_content()
    page.locator("[data-copy='sentence-1-1']").click()
    expect(page.locator("[data-copy='sentence-1-1']")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == said


@WITH_AND_WITHOUT
def test_year_is_shown_in_another_language_and_frozen(visit, year, javascript):
    page = visit(make_user("staff@example.org", "Reporting staff"), javascript=javascript, width=1280)
    page.goto(f"/admin/figures/annual/?year={year}")
    page.get_by_role("link", name="Español").click()
    expect(page.locator("#sentence-1-1")).to_contain_text("1 actividad de aprendizaje en línea")
    expect(page.get_by_role("button", name="Copy").first).to_be_visible(visible=javascript)
    page.get_by_role("link", name=f"Freeze {year}").click()
    page.get_by_label("Name").fill("Annual report")
    page.get_by_role("button", name="Freeze", exact=True).click()
    # Via the list: Wagtail's notice for browsers without JavaScript covers its messages.
    page.get_by_role("link", name="Annual report", exact=True).click()
    expect(page.get_by_text("these are the figures as they were frozen")).to_be_visible()
    assert (Snapshot.objects.get().name, Snapshot.objects.get().scope) == ("Annual report", f"year={year}")


def test_open_filters_of_annual_figures_fit_their_columns(visit, year):
    page = visit(make_user("staff@example.org", "Reporting staff"), width=1280)
    page.goto("/admin/figures/annual/?kind=webinar")
    controls = "[...document.querySelectorAll('.figures-fields select, .figures-fields input')]"
    assert page.evaluate(f"{controls}.filter(one => one.offsetWidth > one.parentElement.offsetWidth).length") == 0
