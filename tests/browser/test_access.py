"""Accessibility of every learner page in its states: no axe violation, no horizontal scroll, no console error."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from django.utils import timezone

from courses.models import LessonPage
from learning.activities.models import Activity
from learning.media.models import CaptionTrack, Recording
from tests.factories import (
    make_certificate,
    make_course,
    make_enrolment,
    make_figures_page,
    make_lesson,
    make_note,
    make_organisation,
    make_session,
    make_training,
    make_webinar,
)
from tests.people.second_factor import give_app

pytestmark = pytest.mark.django_db(transaction=True)

VTT = b"WEBVTT\n\n00:00.000 --> 00:04.000\nFirst, soil.\n"
LONG = "Rechtsschutzversicherungsgesellschaften und Straßenbaumpflegemaßnahmenplanung"
BODY = [
    ("heading", LONG),
    ("text", "<p>Water <a href='https://example.org'>slowly</a>.</p><ul><li>Mulch</li></ul>"),
    ("callout", {"tone": "try", "title": "Try it", "text": "<p>Walk.</p>"}),
    ("reveal", {"question": "Why?", "answer": "<p>Because.</p>"}),
    ("embed", {"embed": "https://www.youtube.com/watch?v=jNQXAC9IVRw", "title": "A film"}),
    (
        "table",
        {
            "data": [["Year", LONG], ["2024", "12"]],
            "cell": [],
            "mergeCells": [],
            "first_row_is_table_header": True,
            "table_caption": "Trees",
        },
    ),
]


# Certificates of the learner, one in each state.
CERTIFIED = (
    {"expires_on": timezone.localdate() + timedelta(days=30)},
    {"expires_on": timezone.localdate() - timedelta(days=1)},
    {"revoked_at": timezone.now(), "revoked_by": "officer"},
    {"holder": "", "facts": {}},
)


@pytest.fixture
def addresses(learner):
    """Return addresses of pages in all states for a learner: full and empty, ahead and over, enrolled and not."""
    learner.person.name, learner.person.organisation = (
        "عائشة بنت محمد الفاسي",
        make_organisation("الرباط", country="MA"),
    )
    learner.person.save()
    course = make_course(LONG, lead="What a tree needs to grow old.", lessons=1)
    lesson = make_lesson(course, "Water", body=BODY)
    other = make_course("Not enrolled", lessons=2)
    make_enrolment(
        course.activity,
        learner.person,
        completed_at=timezone.now(),
        completed_by="steps",
        started_on="2026-01-01",
        participated_on="2026-01-01",
    )
    ahead = make_webinar(
        "Ahead", speakers=[("speaker", {"name": "د. ليلى العلوي", "job": "Planner", "organisation": "Rabat"})]
    )
    make_session(ahead.activity)
    Activity.objects.filter(pk=ahead.activity.pk).update(capacity=1)
    make_enrolment(ahead.activity)
    make_enrolment(ahead.activity, learner.person, status="waiting", queued_at=timezone.now(), enrolled_at=None)
    now_on = make_webinar("Now")
    make_session(now_on.activity, timezone.now() - timedelta(minutes=5), join_url="https://meet.example.org/room")
    make_enrolment(now_on.activity, learner.person)
    cancelled, members = make_webinar("Cancelled"), make_webinar("Members")
    make_session(cancelled.activity)
    Activity.objects.filter(pk=cancelled.activity.pk).update(status="cancelled")
    Activity.objects.filter(pk=members.activity.pk).update(access="members")
    film = Recording.objects.create(title="Trees", type="video", duration=60, file=ContentFile(b"film", "trees.mp4"))
    CaptionTrack.objects.create(recording=film, language="en", file=ContentFile(VTT, "en.vtt"))
    over = make_webinar("Over", recording=film, takeaways="<p>Mulch.</p>")
    make_session(over.activity, timezone.now() - timedelta(days=2))
    training = make_training("Abroad", programme=[("item", {"day": 1, "title": "Arrive", "text": "<p>Hello.</p>"})])
    make_session(training.activity, title="Day one", place="Barcelona")
    make_enrolment(training.activity, learner.person)
    make_figures_page()
    first = LessonPage.objects.child_of(other).first()
    note = make_note(learner.person, first)
    certificates = [make_certificate(learner.person, **fields).get_absolute_url() for fields in CERTIFIED]
    first, free = LessonPage.objects.child_of(other).order_by("path")
    LessonPage.objects.filter(pk=free.pk).update(is_free_preview=True)
    ordered = make_course("In order", lessons=2, opening="in_order")
    make_enrolment(ordered.activity, learner.person)
    closed = LessonPage.objects.child_of(ordered).order_by("path").last()
    return [
        "/en/",
        "/en/catalogue/",
        "/en/catalogue/?words=zzz",
        "/en/catalogue/?kind=course",
        "/en/search/?words=trees",
        "/en/search/?words=zzz",
        f"/en/courses/{course.slug}/",
        f"/en/courses/{course.slug}/{lesson.slug}/",
        f"/en/courses/{other.slug}/",
        f"/en/courses/{other.slug}/{first.slug}/",
        f"/en/courses/{other.slug}/{free.slug}/",
        f"/en/courses/{other.slug}/?lesson-is-gone",
        f"/en/courses/{ordered.slug}/",
        f"/en/courses/{ordered.slug}/{closed.slug}/",
        f"/en/webinars/{ahead.slug}/",
        f"/en/webinars/{now_on.slug}/",
        f"/en/webinars/{cancelled.slug}/",
        f"/en/webinars/{members.slug}/",
        f"/en/webinars/{over.slug}/",
        f"/en/trainings/{training.slug}/",
        "/en/help/",
        "/en/in-figures/",
        "/en/my/",
        "/en/my/record/",
        "/en/my/notes/",
        "/en/my/notes/?words=zzz",
        f"/en/my/notes/{note.pk}/",
        *certificates,
        "/certificates/",
        "/certificates/?code=abc",
        "/certificates/0000-0000-0000-0000-0000-0000-0000/",
        "/en/my/profile/",
        "/en/my/privacy/",
        "/en/my/privacy/copy/",
        "/en/my/privacy/delete/",
        "/en/privacy/",
        "/en/teaching/",
        f"/en/activities/{other.translation_key}/enrol/",
        f"/en/activities/{training.translation_key}/withdraw/",
        "/en/search/",
        "/en/nothing/here/",
        "/en/catalogue/?words=%00",
        "/es/my/",
        "/fr/catalogue/",
    ]


VISITOR = [
    "/en/",
    "/en/in-figures/",
    "/en/catalogue/",
    "/en/privacy/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/no-such-link/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/no-such-link/",
]
ACCOUNT = [
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/accounts/2fa/totp/activate/",
    "/accounts/2fa/recovery-codes/",
    "/accounts/2fa/webauthn/add/",
    "/accounts/2fa/webauthn/",
    "/accounts/sessions/",
    "/accounts/logout/",
]


def faults(page, address):
    page.goto(address)
    return faults_here(page)


def faults_here(page):
    found = [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in Axe().run(page).response["violations"]]
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if too_wide > 0:
        found.append(f"{too_wide} pixels too wide")
    page.evaluate("document.documentElement.dir = 'rtl'")
    if page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0:
        found.append("too wide from right to left")
    return found


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_learner_pages_are_accessible(visit, learner, addresses, width, scheme):
    page = visit(learner, width=width, color_scheme=scheme)
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    found = {address: faults(page, address) for address in addresses}
    assert {address: problems for address, problems in found.items() if problems} == {}
    assert [text for text in said if not any(status in text for status in ("400", "403", "404"))] == []


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_visitor_pages_are_accessible(visit, width, scheme):
    make_figures_page()
    page = visit(width=width, color_scheme=scheme)
    assert {address: faults(page, address) for address in VISITOR} == {address: [] for address in VISITOR}


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_account_pages_are_accessible(visit, learner, width, scheme):
    page = visit(width=width, color_scheme=scheme)
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill(learner.email)
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url("**/my/")
    give_app(learner)
    assert {address: faults(page, address) for address in ACCOUNT} == {address: [] for address in ACCOUNT}


def test_reauthentication_page_is_accessible(visit, learner):
    assert faults(visit(learner, width=320), "/accounts/2fa/totp/activate/") == []


def test_error_pages_are_accessible(visit, learner, monkeypatch):
    """A form without its token, too many tries, and a server error."""
    page = visit(learner, width=320)
    page.goto("/en/my/profile/")
    page.evaluate("document.querySelector('main form [name=csrfmiddlewaretoken]').value = 'forged'")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("heading", name="This is not allowed").wait_for()
    assert faults_here(page) == []
    page = visit(width=320)
    page.goto("/accounts/login/")
    for _times in range(6):
        page.get_by_label("E-mail address").fill(learner.email)
        page.get_by_label("Password").fill("a guess")
        page.get_by_role("main").get_by_role("button", name="Log in", exact=True).click()
        page.wait_for_load_state()
    page.get_by_role("heading", name="Too many tries").wait_for()
    assert faults_here(page) == []
    monkeypatch.setattr("home.views.catalogue.readable", lambda: 1 / 0)
    assert faults(page, "/en/catalogue/") == []


def test_keyboard_reaches_skip_link_first_and_every_focus_is_visible(visit, learner, addresses):
    page = visit(learner)
    page.goto(addresses[8])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    for _stop in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"


LEAD = "Care work keeps a city running and is mostly unseen. Learn how care blocks were planned, paid for and made to last, and draft the first page of a plan for your own city."


@pytest.mark.parametrize("kind", ["course", "course going on", "webinar", "training"])
def test_main_action_is_within_the_first_screen_of_a_phone(visit, learner, kind):
    if kind.startswith("course"):
        page = make_course("Care as city infrastructure", lead=LEAD, lessons=6)
        address, action = f"/en/courses/{page.slug}/", "Enrol"
    elif kind == "webinar":
        page = make_webinar("The first ninety days: when a newcomer meets city hall", lead=LEAD)
        make_session(page.activity)
        address, action = f"/en/webinars/{page.slug}/", "Enrol"
    else:
        page = make_training("Internationalisation for local authorities", lead=LEAD)
        make_session(page.activity)
        address, action = f"/en/trainings/{page.slug}/", "Enrol"
    if kind == "course going on":
        make_enrolment(page.activity, learner.person)
        action = "Start with lesson 1"
    phone = visit(learner)
    phone.set_viewport_size({"width": 360, "height": 640})
    phone.goto(address)
    box = phone.locator("main .act", has_text=action).first.bounding_box()
    assert box["y"] + box["height"] <= 640
