from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from learning.activities.models import Activity
from learning.media.models import CaptionTrack, Recording
from tests.factories import make_enrolment, make_session, make_webinar

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
LINK = "https://meet.example.org/secret-room"
VTT = b"WEBVTT\n\n00:00.000 --> 00:04.000\nFirst, soil.\n\n00:05.000 --> 00:09.000\nThen water.\n"


def webinar_in(minutes, **fields):
    page = make_webinar("Trees", **fields)
    make_session(page.activity, timezone.now() + minutes * MINUTE, time_zone="Africa/Dakar", join_url=LINK)
    return page


def make_recording(**fields):
    recording = Recording.objects.create(
        title="Trees", type="video", duration=100, file=ContentFile(b"film", "trees.mp4"), **fields
    )
    CaptionTrack.objects.create(recording=recording, language="en", file=ContentFile(VTT, "trees.vtt"))
    return recording


def read(client, page, language="en"):
    return client.get(f"/{language}/webinars/{page.slug}/").content.decode()


@pytest.mark.parametrize(
    ("minutes", "status", "is_shown"),
    [
        (29, "enrolled", True),
        (-30, "enrolled", True),
        (31, "enrolled", False),
        (-61, "enrolled", False),
        (10, "waiting", False),
        (10, "withdrawn", False),
        (10, None, False),
    ],
)
def test_link_to_join_is_shown_to_enrolled_from_half_an_hour_before(as_official, official, minutes, status, is_shown):
    page = webinar_in(minutes)
    if status:
        make_enrolment(page.activity, official.person, status=status, queued_at=timezone.now())
    assert (LINK in read(as_official, page)) is is_shown


def test_visitor_never_sees_link_to_join(client):
    assert LINK not in read(client, webinar_in(5))


def test_cancelled_webinar_has_no_link_to_join(as_official, official):
    page = webinar_in(5)
    make_enrolment(page.activity, official.person)
    Activity.objects.update(status="cancelled")
    assert LINK not in read(as_official, page)


def test_times_are_shown_in_time_zones_of_reader_and_event(as_official, official):
    official.person.time_zone = "America/Bogota"
    official.person.save()
    page = make_webinar()
    start = timezone.now().replace(hour=15, minute=0, second=0, microsecond=0) + timedelta(days=9)
    make_session(page.activity, start, time_zone="Africa/Dakar")
    told = read(as_official, page)
    assert "10:00" in told
    assert "15:00" in told
    assert "Dakar" in told


def test_reader_without_time_zone_sees_times_in_that_of_the_browser(client):
    client.cookies["zone"] = "Asia/Tokyo"
    page = make_webinar()
    start = timezone.now().replace(hour=1, minute=0, second=0, microsecond=0) + timedelta(days=9)
    make_session(page.activity, start, time_zone="UTC")
    assert "10:00" in read(client, page)


def test_recording_is_shown_afterwards_with_captions_and_transcript(client):
    page = webinar_in(-200, recording=make_recording(), takeaways="<p>Mulch.</p>")
    told = read(client, page)
    for text in ("<video", 'kind="captions"', "First, soil. Then water.", "Mulch."):
        assert text in told


def test_page_without_recording_says_that_it_is_coming(client):
    assert "The recording is coming" in read(client, webinar_in(-200))


def test_calendar_file_has_no_link_to_join(client):
    page = webinar_in(500)
    response = client.get(f"/en/activities/{page.translation_key}/calendar.ics")
    assert response["Content-Type"].startswith("text/calendar")
    assert "BEGIN:VEVENT" in response.content.decode()
    assert LINK not in response.content.decode()


@pytest.mark.parametrize("sessions", [1, 30])
def test_page_costs_a_learner_twelve_queries_at_most(as_official, official, django_assert_num_queries, sessions):
    page = webinar_in(-200, recording=make_recording())
    for _number in range(sessions - 1):
        make_session(page.activity, timezone.now() - timedelta(days=2))
    make_enrolment(page.activity, official.person)
    read(as_official, page)
    with django_assert_num_queries(12):
        read(as_official, page)
