import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone
from django.utils.formats import date_format

from learning.activities.models import Enrolment, Viewing
from tests.factories import make_enrolment, make_session, make_webinar
from tests.webinars.test_pages import make_recording

pytestmark = pytest.mark.django_db
SIGN = re.compile(r'name="opened" value="([^"]+)"')


@pytest.fixture
def webinar():
    page = make_webinar(recording=make_recording())
    make_session(page.activity, timezone.now() - timedelta(days=2))
    return page


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(datetime.now(UTC).replace(hour=10), tick=False)
    return lambda seconds: time_machine.shift(timedelta(seconds=seconds))


def open_page(client, webinar):
    """Return the page's signed value that says when it was opened."""
    return SIGN.search(client.get(f"/en/webinars/{webinar.slug}/").content.decode())[1]


def watch(client, webinar, start, end, opened, **fields):
    data = {"recording": webinar.recording.key, "start": start, "end": end, "length": 100, "opened": opened, **fields}
    return client.post(f"/en/webinars/{webinar.translation_key}/watched/", data).status_code


@pytest.fixture
def opened(as_official, webinar, clock):
    """Signed value of a page that has been open for an hour."""
    sign = open_page(as_official, webinar)
    clock(3600)
    return sign


def test_distinct_stretches_are_stored_and_joined(as_official, webinar, opened):
    assert [watch(as_official, webinar, *pair, opened) for pair in [(0, 10), (5, 20), (40, 50)]] == [204] * 3
    assert Viewing.objects.get().stretches == [[0, 20], [40, 50]]


def test_watching_one_minute_is_replay_and_no_attendance(as_official, webinar, opened):
    for start in (0, 30):
        watch(as_official, webinar, start, start + 30, opened)
    enrolment = Enrolment.objects.get()
    assert (enrolment.source, enrolment.takes_seat) == ("replay", False)
    assert enrolment.replayed_on == timezone.now().date()
    assert (enrolment.attended_on, enrolment.participated_on) == (None, None)


def test_recording_resumes_where_reader_stopped(as_official, webinar, opened):
    watch(as_official, webinar, 0, 25, opened)
    response = as_official.get(f"/en/webinars/{webinar.slug}/")
    assert response.context["recording"].position == 25
    assert "You stopped at 00:25." in response.content.decode()


def test_viewing_of_enrolled_person_keeps_their_enrolment(as_official, official, webinar, opened):
    enrolment = make_enrolment(webinar.activity, official.person)
    watch(as_official, webinar, 0, 10, opened)
    assert Viewing.objects.get().enrolment == enrolment
    assert Enrolment.objects.get().source == "own"


@pytest.mark.parametrize(("start", "end"), [(50, 40), (90, 101), (-1, 5), (0, "x"), (0, 10**12)])
def test_stretch_outside_the_recording_is_refused(as_official, webinar, opened, start, end):
    assert watch(as_official, webinar, start, end, opened) == 400
    assert not Enrolment.objects.exists()


def test_stretch_longer_than_elapsed_time_allows_is_refused(as_official, webinar, clock):
    opened = open_page(as_official, webinar)
    clock(10)
    assert watch(as_official, webinar, 0, 100, opened) == 409
    assert watch(as_official, webinar, 0, 21, opened) == 409
    assert not Enrolment.objects.exists()
    assert watch(as_official, webinar, 0, 20, opened) == 204
    assert watch(as_official, webinar, 20, 21, opened) == 409
    assert Viewing.objects.get().stretches == [[0, 20]]


def test_signed_value_is_valid_only_for_its_reader_and_recording(as_official, webinar, opened, client, officer):
    other = make_webinar(recording=make_recording())
    assert watch(as_official, other, 0, 10, opened) == 400
    for forged in ("", "x", opened[:-1], opened.swapcase()):
        assert watch(as_official, webinar, 0, 10, forged) == 400
    client.force_login(officer)
    assert watch(client, webinar, 0, 10, opened) == 400
    assert not Viewing.objects.exists()


def test_another_recording_and_another_webinar_are_not_found(as_official, webinar, opened):
    assert watch(as_official, webinar, 0, 10, opened, recording=uuid4()) == 404
    other = make_webinar(recording=make_recording())
    assert watch(as_official, other, 0, 10, opened, recording=webinar.recording.key) == 404
    assert not Viewing.objects.exists()


def test_visitor_watches_and_nothing_is_stored(client, webinar):
    told = client.get(f"/en/webinars/{webinar.slug}/").content.decode()
    assert SIGN.search(told) is None
    assert "I have read it" not in told
    assert watch(client, webinar, 0, 10, "x") == 404
    assert not Enrolment.objects.exists()


def test_reading_the_transcript_is_stored_and_makes_no_viewer(as_official, official, webinar, clock):
    address = f"/en/webinars/{webinar.translation_key}/read/"
    response = as_official.post(address, {"recording": webinar.recording.key}, follow=True)
    assert response.redirect_chain == [(f"/en/webinars/{webinar.slug}/", 302)]
    assert f"You read it on {date_format(timezone.now(), 'DATE_FORMAT')}." in response.content.decode()
    assert "I have read it" not in response.content.decode()
    viewing = Viewing.objects.get()
    assert (viewing.read_at, viewing.stretches, viewing.enrolment.replayed_on) == (timezone.now(), [], None)


def test_reading_by_visitor_or_of_unknown_recording_is_refused(client, official, webinar):
    address = f"/en/webinars/{webinar.translation_key}/read/"
    assert client.post(address, {"recording": webinar.recording.key}).status_code == 404
    client.force_login(official)
    assert client.get(address).status_code == 405
    assert client.post(address).status_code == 400
    assert client.post(address, {"recording": uuid4()}).status_code == 404
    assert not Enrolment.objects.exists()


def test_recording_for_enrolled_people_is_shown_and_stored_for_them_alone(as_official, official, webinar, clock):
    webinar.recording.is_for_enrolled = True
    webinar.recording.save()
    told = as_official.get(f"/en/webinars/{webinar.slug}/").content.decode()
    assert "<video" not in told
    assert "Enrol to watch the recording." in told
    assert (
        as_official.post(
            f"/en/webinars/{webinar.translation_key}/read/", {"recording": webinar.recording.key}
        ).status_code
        == 404
    )
    make_enrolment(webinar.activity, official.person)
    opened = open_page(as_official, webinar)
    clock(10)
    assert watch(as_official, webinar, 0, 10, opened) == 204
