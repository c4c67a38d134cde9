"""Journeys of an official, from the first visit to the record of learning, with and without JavaScript."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Locale

from courses.models import LessonPage
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.models import Activity, Enrolment
from learning.people.models import Person
from tests.factories import make_course, make_enrolment, make_organisation, make_session, make_user, make_webinar

from .conftest import WITH_AND_WITHOUT

pytestmark = pytest.mark.django_db(transaction=True)


@WITH_AND_WITHOUT
def test_newcomer_signs_up_enrols_and_completes_a_course(visit, site, javascript):
    course = make_course("Care as city infrastructure", lessons=2)
    abidjan = make_organisation("Abidjan", country="CI")
    page = visit(javascript=javascript)
    page.goto(f"/en/courses/{course.slug}/")
    page.get_by_role("link", name="Enrol").click()
    page.get_by_role("link", name="create an account").click()
    page.get_by_label("E-mail address").fill("aya@abidjan.example.org")
    page.get_by_label("Password").fill("four plain words here")
    page.get_by_role("button", name="Create an account").click()
    page.get_by_role("heading").first.wait_for()
    (message,) = mail.outbox
    page.goto(re.search(r"https?://\S+", message.body)[0])
    page.get_by_role("main").get_by_role("button").click()
    page.get_by_label("Your name").fill("Aya Koné")
    page.get_by_label("Organisation", exact=True).fill("abidjan")
    page.get_by_role("button", name="Enrol").click()
    expect(page.get_by_role("status")).to_contain_text("You are enrolled")
    assert Person.objects.get(email="aya@abidjan.example.org").organisation == abidjan
    page.get_by_role("link", name="Start with lesson 1").click()
    page.get_by_role("button", name="Mark as done and go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(LessonPage.objects.order_by("path").last().title)
    page.get_by_role("button", name="Mark as done").click()
    expect(page.get_by_role("status")).to_contain_text("You have completed this course")
    page.goto("/en/my/record/")
    expect(page.get_by_role("row", name="Care as city infrastructure")).to_contain_text("20 min")


@WITH_AND_WITHOUT
def test_change_of_language_in_a_course_keeps_progress(visit, learner, javascript):
    course = make_course("Care", lessons=2)
    spanish = Locale.objects.get(language_code="es")
    for source in (course, *LessonPage.objects.order_by("path")):
        copy = source.copy_for_translation(spanish)
        copy.title = f"{source.title} en español"
        copy.save_revision().publish()
    enrolment = make_enrolment(course.activity, learner.person)
    page = visit(learner, javascript)
    page.goto(f"/en/courses/{course.slug}/")
    page.get_by_role("link", name="Start with lesson 1").click()
    page.get_by_role("button", name="Mark as done and go on").click()
    page.get_by_role("link", name="Español").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("en español")
    page.locator("main form button").last.click()
    page.wait_for_url(f"**/es/courses/{course.slug}/")
    enrolment.refresh_from_db()
    assert enrolment.completed_at
    assert Enrolment.objects.count() == 1


@WITH_AND_WITHOUT
def test_waiting_learner_gets_the_place_of_one_who_withdraws(visit, learner, javascript):
    webinar = make_webinar("Night care")
    make_session(webinar.activity)
    Activity.objects.update(capacity=1)
    holder = make_enrolment(webinar.activity)
    page = visit(learner, javascript)
    page.goto(f"/en/webinars/{webinar.slug}/")
    page.get_by_role("button", name="Join the waiting list").click()
    expect(page.get_by_role("status")).to_contain_text("You are on the waiting list")
    enrolment_actions.withdraw(holder)
    page.reload()
    expect(page.get_by_role("main")).to_contain_text("You are enrolled.")
    assert mail.outbox[-1].subject == "A place is yours: Night care"
    assert mail.outbox[-1].attachments[0][0] == "invite.ics"


@WITH_AND_WITHOUT
def test_learner_withdraws(visit, learner, javascript):
    webinar = make_webinar()
    make_session(webinar.activity)
    enrolment = make_enrolment(webinar.activity, learner.person)
    page = visit(learner, javascript)
    page.goto(f"/en/webinars/{webinar.slug}/")
    page.get_by_role("button", name="Withdraw").click()
    page.get_by_role("button", name="Yes, leave").click()
    expect(page.get_by_role("status")).to_contain_text("no longer enrolled")
    enrolment.refresh_from_db()
    assert enrolment.status == "withdrawn"


@WITH_AND_WITHOUT
def test_catalogue_is_narrowed_by_form_and_links(visit, javascript):
    make_course("Trees")
    make_session(make_webinar("Soil").activity, timezone.now() - timedelta(days=3))
    page = visit(javascript=javascript)
    page.goto("/en/catalogue/")
    page.get_by_role("link", name="Past, with recordings").click()
    expect(page.locator(".programme h3")).to_have_text(["Soil"])
    page.get_by_role("link", name="All", exact=True).click()
    page.get_by_label("Words").fill("trees")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".programme h3")).to_have_text(["Trees"])


def test_learning_of_another_account_is_not_shown(visit, learner):
    make_enrolment(make_course("Mine").activity, learner.person)
    page = visit(make_user("other@example.org"))
    page.goto("/en/my/")
    expect(page.get_by_role("main")).to_contain_text("Nothing here yet")
