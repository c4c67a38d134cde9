"""Journeys of focal points (look, confirm, invite, remove) and of trainers (mark attendance)."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect

from learning.activities.models import Presence
from learning.people.models import Person
from tests.factories import (
    make_course,
    make_enrolment,
    make_focal_point,
    make_organisation,
    make_person,
    make_session,
    make_training,
    make_user,
    make_webinar,
)

from .conftest import WITH_AND_WITHOUT
from .test_access import LONG, faults, faults_here

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def dakar(site):
    return make_organisation("Dakar", country="SN")


@pytest.fixture
def focal(dakar):
    user = make_focal_point(dakar)
    Person.objects.filter(user=user).update(name="Awa Diop")
    return user


@WITH_AND_WITHOUT
def test_focal_point_logs_in_confirms_invites_and_removes_colleagues(visit, focal, dakar, javascript):
    aya, luz = make_person("Aya Koné", dakar, email="aya@dakar.example"), make_person("Luz Ndoye", dakar)
    make_enrolment(make_course("Care").activity, luz)
    make_session(make_webinar("Night care").activity)
    page = visit(javascript=javascript)
    page.goto("/en/my/organisation/")
    page.get_by_label("E-mail address").fill(focal.email)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("main").get_by_role("button", name="Log in").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Dakar")
    expect(page.get_by_role("main").locator(".rows h3")).to_have_text(["Awa Diop", "Aya Koné", "Luz Ndoye"])
    page.get_by_label("Who").select_option(label="Have a place in something")
    page.get_by_role("button", name="Show").click()
    expect(page.locator(".rows > li")).to_have_text([re.compile("Luz Ndoye.*Care · enrolled on", re.DOTALL)])
    page.get_by_role("link", name="Luz Ndoye").click()
    page.get_by_role("button", name="Yes, they belong here").click()
    expect(page.get_by_role("status")).to_have_text("Luz Ndoye is confirmed as belonging to Dakar.")
    page.get_by_role("link", name="Dakar").click()
    page.get_by_role("link", name="Invite colleagues").click()
    page.get_by_label("Night care").check()
    page.get_by_label("E-mail addresses").fill("aya@dakar.example, Fatou Sow <fatou@new.example>")
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_text("2 people, who come for Dakar")).to_be_visible()
    page.get_by_role("button", name="Send the invitations").click()
    expect(page.get_by_role("status").first).to_contain_text("Done.")
    assert {message.to[0]: message.subject for message in mail.outbox} == {
        "aya@dakar.example": "You are enrolled: Night care",
        "fatou@new.example": "Invitation: Night care",
    }
    page.get_by_role("link", name="Aya Koné").click()
    page.get_by_role("link", name="No, or not any more").click()
    page.get_by_role("button", name="Yes, they have left").click()
    expect(page.get_by_role("status").first).to_contain_text(
        "Aya Koné no longer belongs to Dakar and gets an e-mail about it."
    )
    expect(page.get_by_role("main").locator(".rows h3")).to_have_text(["Awa Diop", "Luz Ndoye"])
    aya.refresh_from_db()
    assert aya.organisation is None


@WITH_AND_WITHOUT
def test_invited_person_signs_up_and_enrols_for_the_organisation(visit, focal, dakar, javascript):
    make_session(make_webinar("Night care").activity)
    page = visit(focal, javascript=javascript)
    page.goto(f"/en/my/organisation/{dakar.uuid}/invite/")
    page.get_by_label("Night care").check()
    page.get_by_label("E-mail addresses").fill("fatou@new.example")
    page.get_by_role("button", name="Look at the list").click()
    page.get_by_role("button", name="Send the invitations").click()
    page.get_by_role("status").first.wait_for()
    guest = visit(javascript=javascript)
    guest.goto(re.search(r"https?://\S+/enrol/\S+", mail.outbox[0].body)[0])
    guest.get_by_role("link", name="create an account").click()
    guest.get_by_label("E-mail address").fill("fatou@new.example")
    guest.get_by_label("Password").fill("four plain words here")
    guest.get_by_role("button", name="Create an account").click()
    guest.get_by_role("heading").first.wait_for()
    guest.goto(re.search(r"https?://\S+", mail.outbox[-1].body)[0])
    guest.get_by_role("main").get_by_role("button").click()
    guest.get_by_label("Your name").fill("Fatou Sow")
    expect(guest.get_by_label("Organisation", exact=True)).to_have_value("Dakar, Senegal")
    guest.get_by_role("button", name="Enrol").click()
    expect(guest.get_by_role("status")).to_contain_text("You are enrolled")
    page.goto(f"/en/my/organisation/{dakar.uuid}/?words=fatou")
    expect(page.locator(".rows > li")).to_contain_text("Night care")


@WITH_AND_WITHOUT
def test_trainer_marks_attendance(visit, site, javascript):
    training = make_training("Abroad")
    session = make_session(training.activity, timezone.now() - timedelta(hours=2), title="Day one")
    trainer = make_user("trainer@example.org", "Trainers")
    make_enrolment(training.activity, trainer.person, role="trainer")
    came = make_enrolment(training.activity, make_person("Aya Koné"))
    make_enrolment(training.activity, make_person("Luz Díaz"))
    page = visit(trainer, javascript=javascript)
    page.goto("/en/my/")
    page.get_by_role("link", name="The activities you teach or speak at").click()
    page.get_by_role("link", name="Abroad").click()
    page.get_by_role("link", name="Attendance Day one").click()
    page.get_by_role("checkbox", name="Aya Koné").check()
    page.get_by_role("button", name="Save attendance").click()
    expect(page.get_by_role("status").first).to_contain_text("Saved: 1 person marked as there.")
    expect(page.get_by_role("checkbox", name="Aya Koné")).to_be_checked()
    assert [(one.enrolment, one.session) for one in Presence.objects.all()] == [(came, session)]


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_pages_of_focal_points_and_trainers_are_accessible(visit, focal, dakar, width, scheme):
    long = make_organisation(LONG, country="DE")
    make_focal_point(long, focal.person)
    arabic = make_person(
        "عائشة بنت محمد الفاسي", long, email=f"{'sehrlang' * 6}@stadtverwaltung.example", job_title=LONG
    )
    training = make_training(LONG)
    session = make_session(training.activity, timezone.now() - timedelta(hours=2), title=LONG)
    make_enrolment(training.activity, focal.person, role="trainer")
    make_enrolment(training.activity, arabic)
    make_enrolment(make_course("Care").activity, arabic, completed_at=timezone.now(), completed_by="officer")
    make_enrolment(make_webinar("Spoken").activity, focal.person, role="speaker")
    empty = make_training("Empty")
    make_enrolment(empty.activity, focal.person, role="trainer")
    here = f"/en/my/organisation/{long.uuid}/"
    page = visit(focal, width=width, color_scheme=scheme)
    addresses = [
        "/en/my/organisation/",
        here,
        f"{here}?words=zzz",
        f"/en/my/organisation/{dakar.uuid}/",
        f"{here}people/{arabic.uuid}/",
        f"{here}people/{arabic.uuid}/remove/",
        f"{here}invite/",
        "/en/my/profile/",
        "/en/teaching/",
        f"/en/teaching/{training.translation_key}/",
        f"/en/teaching/{training.translation_key}/attendance/{session.pk}/",
        f"/en/teaching/{empty.translation_key}/",
    ]
    found = {address: faults(page, address) for address in addresses}
    assert {address: problems for address, problems in found.items() if problems} == {}
    page.goto(f"{here}invite/")
    page.get_by_label("Care").check()
    page.get_by_label("E-mail addresses").fill(f"nonsense@\n{'sehrlang' * 6}@stadtverwaltung.example")
    page.get_by_role("button", name="Look at the list").click()
    expect(page.get_by_role("heading", name="Is this right?")).to_be_visible()
    assert faults_here(page) == []
