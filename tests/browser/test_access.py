"""Every learner page in its states: no axe violation, no sideways scroll, nothing reported in the console."""

from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile
from django.utils import timezone

from courses.models import LessonPage
from learning.activities.models import Activity
from learning.media.models import CaptionTrack, Recording
from tests.factories import (
    make_course,
    make_enrolment,
    make_figures_page,
    make_lesson,
    make_organisation,
    make_session,
    make_training,
    make_webinar,
)

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


@pytest.fixture
def addresses(learner):
    """Pages full and empty, ahead and over, enrolled and not, for someone who is in the middle of things."""
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
    film = Recording.objects.create(title="Trees", type="video", duration=60, file=ContentFile(b"film", "trees.mp4"))
    CaptionTrack.objects.create(recording=film, language="en", file=ContentFile(VTT, "en.vtt"))
    over = make_webinar("Over", recording=film, takeaways="<p>Mulch.</p>")
    make_session(over.activity, timezone.now() - timedelta(days=2))
    training = make_training("Abroad", programme=[("item", {"day": 1, "title": "Arrive", "text": "<p>Hello.</p>"})])
    make_session(training.activity, title="Day one", place="Barcelona")
    make_enrolment(training.activity, learner.person)
    make_figures_page()
    first = LessonPage.objects.child_of(other).first()
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
        f"/en/webinars/{ahead.slug}/",
        f"/en/webinars/{over.slug}/",
        f"/en/trainings/{training.slug}/",
        "/en/help/",
        "/en/in-figures/",
        "/en/my/",
        "/en/my/record/",
        "/en/my/profile/",
        "/en/teaching/",
        f"/en/activities/{other.translation_key}/enrol/",
        f"/en/activities/{training.translation_key}/withdraw/",
        "/en/nothing/here/",
        "/es/my/",
        "/fr/catalogue/",
    ]


VISITOR = [
    "/en/",
    "/en/in-figures/",
    "/en/catalogue/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
]


def faults(page, address):
    page.goto(address)
    found = [f"{rule['id']}: {rule['nodes'][0]['html'][:120]}" for rule in Axe().run(page).response["violations"]]
    too_wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if too_wide > 0:
        found.append(f"{too_wide} pixels too wide")
    page.evaluate("document.documentElement.dir = 'rtl'")
    if page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") > 0:
        found.append("too wide from right to left")
    return found


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_no_page_shuts_anyone_out(visit, learner, addresses, width, scheme):
    page = visit(learner, width=width, color_scheme=scheme)
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    found = {address: faults(page, address) for address in addresses}
    assert {address: problems for address, problems in found.items() if problems} == {}
    assert [text for text in said if "404" not in text] == []


@pytest.mark.parametrize(("width", "scheme"), [(320, "dark"), (1280, "light")])
def test_no_page_shuts_a_visitor_out(visit, width, scheme):
    make_figures_page()
    page = visit(width=width, color_scheme=scheme)
    assert {address: faults(page, address) for address in VISITOR} == {address: [] for address in VISITOR}


def test_the_keyboard_reaches_the_content_first_and_every_stop_is_seen(visit, learner, addresses):
    page = visit(learner)
    page.goto(addresses[8])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to the content"
    for _stop in range(12):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline != "none"
