"""Journeys of staff: an officer publishes and runs a webinar; reporting staff read and export the figures."""

import csv
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from learning.activities.models import Activity, Presence
from tests.factories import make_enrolment, make_person, make_session, make_user, make_webinar
from webinars.models import WebinarIndexPage, WebinarPage

pytestmark = pytest.mark.django_db(transaction=True)


def test_published_webinar_with_date_and_places_is_in_the_catalogue(visit, site):
    page = visit(make_user("officer@example.org", "Learning officers"), width=1280)
    index = WebinarIndexPage.objects.get(locale__language_code="en")
    page.goto(f"/admin/pages/add/webinars/webinarpage/{index.pk}/")
    page.get_by_role("textbox", name="Title").first.fill("Shade in the city")
    page.get_by_role("textbox", name="Lead").fill("What a tree needs to grow old.")
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    page.get_by_text("created and published").wait_for()
    webinar = WebinarPage.objects.get(title="Shade in the city")
    assert webinar.live
    reader = visit(timezone_id="America/Bogota")
    reader.goto("/en/catalogue/?when=upcoming")
    expect(reader.locator(".programme li")).to_contain_text("Date to be announced")
    page.goto(f"/admin/activities/{webinar.activity.pk}/")
    page.get_by_role("link", name="Add sessions").click()
    page.locator("[name=time_zone]").select_option("Africa/Dakar")
    page.get_by_role("button", name="Add session").click()
    page.locator("[name=sessions-0-starts_at]").fill("2050-03-02 15:00")
    page.locator("[name=sessions-0-ends_at]").fill("2050-03-02 16:30")
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Enrolment").click()
    page.locator("[name=capacity]").fill("12")
    page.get_by_role("button", name="Save").click()
    page.get_by_text("updated").first.wait_for()
    reader.reload()
    expect(reader.locator(".programme h3")).to_have_text(["Shade in the city"])
    expect(reader.locator(".programme li")).to_contain_text("Wed 2 Mar 2050")
    expect(reader.locator(".programme li")).to_contain_text("10:00 in Bogota")
    expect(reader.locator(".programme li")).to_contain_text("12 places left")


def test_officer_marks_attendance(visit, site):
    webinar = make_webinar("Night care")
    session = make_session(webinar.activity, timezone.now() - timedelta(hours=2))
    came, stayed_away = (make_enrolment(webinar.activity, make_person(name)) for name in ("Aya Koné", "Luz Díaz"))
    page = visit(make_user("officer@example.org", "Learning officers"), width=1280)
    page.goto(f"/admin/activities/{webinar.activity.pk}/attendance/{session.pk}/")
    page.get_by_role("checkbox", name="Aya Koné").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("checkbox", name="Aya Koné").wait_for()
    assert [presence.enrolment for presence in Presence.objects.all()] == [came]
    stayed_away.refresh_from_db()
    assert stayed_away.attended_on is None


def test_staff_read_figures_open_people_and_export(visit, site):
    day = timezone.localdate()
    webinar = make_webinar("Night care")
    Activity.objects.update(starts_on=day)
    for name in ("Aya Koné", "Luz Díaz"):
        make_enrolment(webinar.activity, make_person(name), attended_on=day, participated_on=day)
    page = visit(make_user("staff@example.org", "Reporting staff"), width=1280)
    page.goto(f"/admin/figures/?year={day.year}")
    expect(page.locator(".figures-totals div", has_text="participations").get_by_role("link", name="2")).to_be_visible()
    page.get_by_role("table").locator("a[href*='measure=participants']").click()
    expect(page.get_by_role("cell", name="Luz Díaz")).to_be_visible()
    page.goto("/admin/figures/")
    with page.expect_download() as download:
        page.evaluate(f"location.href = '/admin/figures/?year={day.year}&export=csv'")
    with open(download.value.path(), newline="", encoding="utf-8-sig") as file:
        (row,) = csv.DictReader(file)
    assert (row["Activity"], row["Participants"], row["Organisations"]) == ("Night care", "2", "2")
