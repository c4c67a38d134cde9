"""Authoring: an officer builds a small course, and a learner takes it."""

import pytest
from playwright.sync_api import expect
from wagtail.models import Page

from courses.models import CourseIndexPage, CoursePage, LessonPage
from tests.factories import make_course, make_enrolment, make_lesson, make_user

from .conftest import WITH_AND_WITHOUT

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def officer(site):
    return make_user("officer@example.org", "Learning officers")


def order(course):
    return list(Page.objects.child_of(course).order_by("path").values_list("title", flat=True))


def titles(page):
    return page.locator(".course-title")


def add(page, title, kind="Lesson", where=None):
    page.get_by_label("What").select_option(kind)
    page.get_by_label("Title").fill(title)
    if where:
        page.get_by_label("Where").select_option(where)
    page.get_by_role("button", name="Add as a draft").click()
    expect(page.get_by_text(f"“{title}” is added as a draft.")).to_be_visible()


def test_officer_builds_a_course_and_learner_completes_it(visit, officer, learner):
    page = visit(officer, width=1280)
    index = CourseIndexPage.objects.get(locale__language_code="en")
    page.goto(f"/admin/pages/add/courses/coursepage/{index.pk}/")
    page.get_by_role("textbox", name="Title").first.fill("Shade in the city")
    # The slug is generated when the title loses focus.
    page.get_by_role("textbox", name="Lead").fill("What a tree needs to grow old.")
    expect(page.locator("[name=slug]")).to_have_value("shade-in-the-city")
    page.get_by_role("button", name="Save draft").click()
    page.wait_for_url("**/edit/", wait_until="commit")
    course = CoursePage.objects.get(title="Shade in the city")
    page.goto(f"/admin/courses/{course.pk}/outline/")
    expect(page.get_by_text("There is nothing in this course yet.")).to_be_visible()
    add(page, "Soil")
    add(page, "Roots", kind="Module")
    add(page, "Water", where="Roots")
    expect(titles(page)).to_have_text(["Soil", "Roots", "Water"])
    page.goto(f"/admin/courses/{course.pk}/preview/")
    page.get_by_role("link", name="Start with lesson 1").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Soil")
    page.get_by_role("link", name="Mark as done and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Water")
    page.goto(f"/admin/courses/{course.pk}/publish/")
    expect(page.get_by_label("English (4 to publish)")).to_be_checked()
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.get_by_text("4 pages are published.")).to_be_visible()
    make_enrolment(CoursePage.objects.get(pk=course.pk).activity, learner.person)
    reader = visit(learner)
    reader.goto(f"/en/courses/{course.slug}/")
    reader.get_by_role("link", name="Start with lesson 1").click()
    reader.get_by_role("button", name="Mark as done and go on").click()
    reader.get_by_role("button", name="Mark as done and go on").click()
    expect(reader.get_by_text("You have completed this course. Well done.")).to_be_visible()


@pytest.fixture
def course(site):
    course = make_course("Shade")
    for title in ("Soil", "Water", "Light"):
        make_lesson(course, title)
    return course


@WITH_AND_WITHOUT
def test_arrow_buttons_move_a_step(visit, officer, course, javascript):
    page = visit(officer, javascript=javascript, width=1280)
    page.goto(f"/admin/courses/{course.pk}/outline/")
    page.get_by_role("button", name="Move “Light” up").click()
    expect(titles(page)).to_have_text(["Soil", "Light", "Water"])
    assert order(course) == ["Soil", "Light", "Water"]


def test_dragging_moves_a_step(visit, officer, course):
    page = visit(officer, width=1280)
    page.goto(f"/admin/courses/{course.pk}/outline/")
    handles = page.locator(".course-handle")
    handles.nth(2).drag_to(handles.nth(0))
    expect(page.get_by_text("“Light” has been moved.")).to_be_visible()
    assert order(course) == ["Light", "Soil", "Water"]


def test_keyboard_moves_a_step(visit, officer, course):
    page = visit(officer, width=1280)
    page.goto(f"/admin/courses/{course.pk}/outline/")
    page.locator(".course-handle").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“Soil” has been moved.")).to_be_visible()
    assert order(course) == ["Water", "Light", "Soil"]


@WITH_AND_WITHOUT
def test_completing_a_deleted_lesson_leads_to_the_course(visit, learner, course, javascript):
    make_enrolment(course.activity, learner.person)
    page = visit(learner, javascript=javascript)
    lesson = LessonPage.objects.get(title="Soil")
    page.goto(f"/en/courses/{course.slug}/{lesson.slug}/")
    lesson.delete()
    page.get_by_role("button", name="Mark as done and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Shade")
    expect(page.get_by_text("That lesson is not part of this course any more.")).to_be_visible()
