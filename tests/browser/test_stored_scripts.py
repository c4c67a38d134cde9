"""Whatever people write where they may write, an administrator who reads it runs none of it, page after page."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import LessonPage
from learning.activities.models import DeclaredFigure, Enrolment, EnrolmentEvent, Feedback, Theme
from learning.people import auditing
from learning.people.models import Organisation, OrganisationAlias, Person
from tests.factories import (
    make_course,
    make_enrolment,
    make_focal_point,
    make_lesson,
    make_member,
    make_person,
    make_session,
    make_training,
    make_user,
    make_webinar,
)

pytestmark = pytest.mark.django_db(transaction=True)
# Closes an attribute, a tag, a comment, a title, a textarea and a script, and speaks HTML, SVG and a template's language.
POLYGLOT = (
    """'"--></title></textarea></script><script>hit()</script><svg onload=hit()><img src=x onerror=hit()>{{7*7}}"""
)
WATCH = """
    window.hits = []; window.hit = () => window.hits.push('script');
    document.addEventListener('securitypolicyviolation', found => window.hits.push(found.blockedURI + found.violatedDirective));
"""


@pytest.fixture
def poisoned(site):
    """Every text field that a learner, an officer or an editor can fill, filled; returns who and what to visit."""
    body = make_member(POLYGLOT, place=POLYGLOT[:110])
    OrganisationAlias.objects.create(organisation=body, name=POLYGLOT)
    Organisation.objects.create(name=POLYGLOT, is_confirmed=False)
    person = make_person(POLYGLOT, body, job_title=POLYGLOT, external_id=POLYGLOT)
    course, webinar = make_course(POLYGLOT, lead=POLYGLOT), make_webinar(POLYGLOT, lead=POLYGLOT)
    training = make_training(POLYGLOT, lead=POLYGLOT)
    lesson = make_lesson(course, POLYGLOT, body=[("heading", POLYGLOT)])
    for page in (course, webinar, training):
        activity = page.activity
        activity.title, activity.place, activity.plan = POLYGLOT, POLYGLOT, POLYGLOT[:60]
        activity.save()
    session = make_session(webinar.activity, timezone.now() - timedelta(hours=2), title=POLYGLOT, place=POLYGLOT)
    today = timezone.localdate()
    enrolment = make_enrolment(webinar.activity, person, attended_on=today, participated_on=today)
    EnrolmentEvent.objects.create(enrolment=enrolment, status="enrolled", at=timezone.now(), reason=POLYGLOT)
    Feedback.objects.create(enrolment=enrolment, rating=3, comment=POLYGLOT, given_at=timezone.now())
    Theme.objects.create(code="poison", name_en=POLYGLOT[:80])
    words = dict.fromkeys(("unit", "label", "audience_en"), POLYGLOT[:60])
    declared = DeclaredFigure.objects.create(
        activity=webinar.activity, value=3, year=2026, quote=POLYGLOT, source=POLYGLOT, note=POLYGLOT, **words
    )
    auditing.record(auditing.Action.MERGED, None, person, reason=POLYGLOT)
    assert (Person.objects.filter(name=POLYGLOT).count(), Enrolment.objects.count()) == (1, 1)
    assert LessonPage.objects.get(pk=lesson.pk).title == POLYGLOT
    of, one = f"/admin/activities/{webinar.activity.pk}", declared.pk
    admin = [
        "/admin/",
        "/admin/persons/",
        f"/admin/persons/edit/{person.pk}/",
        f"/admin/persons/{person.pk}/merge/",
        f"/admin/persons/{person.pk}/erase/",
        "/admin/organisations/",
        f"/admin/organisations/edit/{body.pk}/",
        "/admin/organisations/proposals/",
        "/admin/activities/",
        *(f"{of}/{step}" for step in ("", "participants/", f"attendance/{session.pk}/", "enrol/", "write/")),
        f"/admin/declared-figures/edit/{one}/",
        "/admin/figures/",
        f"/admin/figures/people/?activity={webinar.activity.pk}&measure=participants",
        "/admin/reports/audit-log/",
        "/admin/reports/consents/",
        f"/admin/pages/{course.pk}/edit/",
        f"/admin/pages/{course.get_parent().pk}/",
    ]
    pages = [course.url, lesson.url, webinar.url, training.url]
    return body, admin, ["/en/", "/en/catalogue/", "/en/search/?words=script", *pages]


def hits_of(page, address):
    answer = page.goto(address)
    page.wait_for_load_state("networkidle")
    return answer.status, page.evaluate("window.hits")


def test_no_script_runs_for_an_administrator_and_no_page_of_the_site_breaks_its_policy(visit, poisoned):
    _body, admin, site = poisoned
    page = visit(make_user("root@example.org", is_superuser=True), width=1280)
    page.add_init_script(WATCH)
    page.goto("/en/")
    page.evaluate("hit()")
    assert page.evaluate("window.hits") == ["script"]
    seen = {address: hits_of(page, address) for address in [*admin, *site]}
    told = {address: answer for address, answer in seen.items() if answer[0] != 200 or "script" in answer[1]}
    assert told == {}
    assert {address: seen[address][1] for address in site} == {address: [] for address in site}


def test_nor_does_one_for_the_focal_point_of_such_an_organisation(visit, poisoned):
    body, _admin, site = poisoned
    page = visit(make_focal_point(body), width=1280)
    page.add_init_script(WATCH)
    own = f"/en/my/organisation/{body.uuid}/"
    addresses = ["/en/my/", "/en/my/profile/", "/en/my/privacy/", own, f"{own}invite/", *site]
    assert {address: hits_of(page, address) for address in addresses} == {address: (200, []) for address in addresses}
