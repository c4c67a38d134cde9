"""Recordings in a real player: watching, and reading the transcript instead."""

from datetime import timedelta
from time import monotonic

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.files.base import ContentFile, File
from django.utils import timezone
from playwright.sync_api import expect

from demo.content_files import CONTENT
from learning.activities.models import CompletedStep, Enrolment, Viewing
from learning.media.models import CaptionTrack, Recording
from tests.factories import make_course, make_enrolment, make_lesson, make_session, make_webinar

pytestmark = pytest.mark.django_db(transaction=True)
FILMS = CONTENT / "media"
TIME = "document.querySelector('[data-media]').currentTime"


def make_trees(**fields):
    with (FILMS / "street-trees.mp4").open("rb") as film, (FILMS / "street-trees.m4a").open("rb") as sound:
        recording = Recording.objects.create(
            title="Trees",
            type="video",
            duration=69,
            width=854,
            height=480,
            file=File(film, "trees.mp4"),
            small=File(film, "small.mp4"),
            sound=File(sound, "trees.m4a"),
            thumbnail=ContentFile((FILMS / "street-trees.poster.png").read_bytes(), "trees.png"),
            chapters={"en": "0:00 Planting day\n0:15 Soil and height\n0:33 Water"},
            **fields,
        )
    for language in ("en", "fr"):
        with (FILMS / f"street-trees.{language}.vtt").open("rb") as captions:
            CaptionTrack.objects.create(recording=recording, language=language, file=File(captions, f"{language}.vtt"))
    return recording


@pytest.fixture
def webinar(site):
    page = make_webinar("Street trees", recording=make_trees())
    make_session(page.activity, timezone.now() - timedelta(days=2))
    return page


@pytest.fixture
def lesson(site, learner):
    course = make_course("Nature")
    make_enrolment(course.activity, learner.person)
    return make_lesson(course, "Trees", body=[("video", {"video": make_trees(), "caption": ""})])


def address_of(lesson):
    return f"/en/{lesson.url_path.split('/', 2)[2]}"


def wait_for(page, question, seconds=60):
    for _number in range(seconds * 4):
        if page.evaluate(question):
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"Not in {seconds} seconds: {question}")


def play_until(page, second):
    page.evaluate("document.querySelector('[data-media]').play()")
    wait_for(page, f"{TIME} >= {second}")


def pause(page):
    """Pause, and return the status of the response to the stored viewing."""
    with page.expect_response(lambda response: "/watched/" in response.url) as kept:
        page.evaluate("document.querySelector('[data-media]').pause()")
    return kept.value.status


def test_viewing_is_stored_and_playback_continues_there(visit, learner, webinar):
    page = visit(learner)
    page.goto(f"/en/webinars/{webinar.slug}/")
    play_until(page, 6.2)
    assert pause(page) == 204
    viewing = Viewing.objects.get()
    assert viewing.stretches == [[0, viewing.position]]
    assert viewing.position >= 6
    assert Enrolment.objects.get().source == "replay"
    page.reload()
    begun = monotonic()
    play_until(page, viewing.position)
    assert monotonic() - begun < 4


def test_chapter_link_seeks_and_both_stretches_are_stored(visit, learner, lesson):
    """Play, seek, check the stored stretches, and continue after a reload."""
    page = visit(learner, width=1280)
    page.goto(address_of(lesson))
    play_until(page, 3.2)
    page.get_by_role("link", name="00:33 Water").click()
    wait_for(page, f"{TIME} >= 36.2")
    assert page.get_by_role("link", name="00:33 Water").get_attribute("aria-current") == "true"
    assert pause(page) == 204
    page.wait_for_timeout(500)
    viewing = Viewing.objects.get()
    first, second = viewing.stretches
    assert first[0] == 0
    # A slow machine takes a moment to seek.
    assert 33 <= second[0] <= 34
    assert 3 <= first[1] <= 5
    assert second[1] == viewing.position >= 36
    page.reload()
    expect(page.get_by_text(f"You stopped at 00:{viewing.position}.")).to_be_visible()


def test_viewing_at_double_speed_is_stored_completely(visit, learner, lesson):
    page = visit(learner)
    page.goto(address_of(lesson))
    page.get_by_label("Speed").select_option("2")
    play_until(page, 32)
    assert pause(page) == 204
    page.wait_for_timeout(500)
    viewing = Viewing.objects.get()
    assert viewing.stretches == [[0, viewing.position]]
    assert viewing.position >= 31
    page.reload()
    assert page.evaluate("document.querySelector('[data-media]').playbackRate") == 2


def test_transcript_search_finds_words_and_links_into_the_film(visit, learner, lesson):
    page = visit(learner, width=1280)
    page.goto(address_of(lesson))
    page.get_by_text("Read it instead").press("Enter")
    finder = page.get_by_label("Find in the transcript")
    finder.fill("TRÉE")
    expect(page.locator(".find output")).to_have_text("6")
    expect(page.locator(".transcript mark")).to_have_count(6)
    finder.press("Enter")
    expect(page.locator(".find output")).to_have_text("1 / 6")
    finder.fill("zebra")
    expect(page.locator(".find output")).to_have_text("not there")
    expect(page.locator(".transcript mark")).to_have_count(0)
    page.locator(".transcript dt a").nth(1).press("Enter")
    wait_for(page, f"{TIME} > 20")
    assert Axe().run(page).response["violations"] == []


def test_small_film_and_sound_continue_at_the_same_position(visit, learner, lesson):
    page = visit(learner)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address_of(lesson))
    page.wait_for_timeout(500)
    assert not any(url.endswith((".mp4", ".m4a")) for url in asked)
    play_until(page, 4)
    page.get_by_role("link", name="sound only").click()
    wait_for(page, f"document.querySelector('video').currentSrc.endsWith('.m4a') && {TIME} > 7")
    assert page.get_by_role("link", name="sound only").get_attribute("aria-current") == "true"
    assert pause(page) == 204
    page.get_by_role("link", name="full size").click()
    wait_for(page, "document.querySelector('video').currentSrc.endsWith('.mp4')")


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_player_and_transcript_are_accessible(visit, learner, lesson, webinar, width, scheme):
    page = visit(learner, width=width, color_scheme=scheme)
    said = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    for address in (address_of(lesson), f"/en/webinars/{webinar.slug}/"):
        page.goto(address)
        page.get_by_text("Read it instead").click()
        page.get_by_label("Find in the transcript").fill("tree")
        assert Axe().run(page).response["violations"] == []
        for direction in ("ltr", "rtl"):
            page.evaluate(f"document.documentElement.dir = '{direction}'")
            assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    assert said == []


def test_film_captions_and_transcript_are_there_without_javascript(visit, webinar):
    page = visit(javascript=False)
    page.goto(f"/en/webinars/{webinar.slug}/")
    expect(page.locator("video track[kind=captions]")).to_have_count(2)
    page.get_by_text("Read it instead").click()
    expect(page.get_by_text("On planting day, everyone is there").first).to_be_visible()
    assert page.get_by_role("link", name="00:15 Soil and height").get_attribute("href").endswith(".mp4#t=15")
    expect(page.get_by_label("Speed")).to_be_hidden()
    expect(page.get_by_label("Find in the transcript")).to_be_hidden()


def test_lesson_is_completed_by_transcript_without_javascript(visit, learner, lesson):
    page = visit(learner, javascript=False)
    page.goto(address_of(lesson))
    page.get_by_text("Read it instead").press("Enter")
    page.get_by_role("main").get_by_role("link", name="Français").click()
    expect(page.get_by_text("Le jour de la plantation")).to_be_visible()
    page.get_by_role("button", name="I have read it").press("Enter")
    expect(page.get_by_text("this lesson is done.")).to_be_visible()
    assert CompletedStep.objects.get().step_key == lesson.translation_key
    assert (Viewing.objects.get().seconds, Enrolment.objects.get().replayed_on) == (0, None)
