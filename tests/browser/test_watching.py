"""Watching a recording: a real film in a real player."""

from datetime import timedelta
from time import monotonic

import pytest
from django.core.files.base import File
from django.utils import timezone
from playwright.sync_api import expect

from home.demo.read import CONTENT
from learning.activities.models import Enrolment, Viewing
from learning.media.models import CaptionTrack, Recording
from tests.factories import make_session, make_webinar

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def webinar(site):
    films = CONTENT / "media"
    with (films / "street-trees.mp4").open("rb") as film:
        recording = Recording.objects.create(title="Trees", type="video", duration=69, file=File(film, "trees.mp4"))
    for language in ("en", "fr"):
        with (films / f"street-trees.{language}.vtt").open("rb") as captions:
            CaptionTrack.objects.create(recording=recording, language=language, file=File(captions, f"{language}.vtt"))
    page = make_webinar("Street trees", recording=recording)
    make_session(page.activity, timezone.now() - timedelta(days=2))
    return page


def play_until(page, second):
    page.evaluate("document.querySelector('video').play()")
    for _number in range(60):
        if page.evaluate("document.querySelector('video').currentTime") >= second:
            return
        page.wait_for_timeout(250)
    raise AssertionError(f"The film did not reach second {second}.")


def test_what_was_seen_is_kept_and_the_film_goes_on_there(visit, learner, webinar):
    page = visit(learner)
    page.goto(f"/en/webinars/{webinar.slug}/")
    play_until(page, 6.2)
    with page.expect_response(lambda response: "/watched/" in response.url) as kept:
        page.evaluate("document.querySelector('video').pause()")
    assert kept.value.status == 204
    viewing = Viewing.objects.get()
    assert viewing.stretches == [[0, viewing.position]]
    assert viewing.position >= 6
    assert Enrolment.objects.get().source == "replay"
    page.reload()
    begun = monotonic()
    play_until(page, viewing.position)
    assert monotonic() - begun < 4


def test_without_javascript_there_is_the_film_its_captions_and_the_transcript(visit, webinar):
    page = visit(javascript=False)
    page.goto(f"/en/webinars/{webinar.slug}/")
    expect(page.locator("video track[kind=captions]")).to_have_count(2)
    page.get_by_text("Read it instead").click()
    expect(page.get_by_text("On planting day, everyone is there").first).to_be_visible()
