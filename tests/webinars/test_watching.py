from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from learning.activities.models import Enrolment, Viewing
from tests.factories import make_enrolment, make_session, make_webinar
from tests.webinars.test_pages import make_recording

pytestmark = pytest.mark.django_db


@pytest.fixture
def webinar():
    page = make_webinar(recording=make_recording())
    make_session(page.activity, timezone.now() - timedelta(days=2))
    return page


def watch(client, webinar, start, end, **fields):
    data = {"recording": webinar.recording.key, "start": start, "end": end, "length": 100, **fields}
    return client.post(f"/en/webinars/{webinar.translation_key}/watched/", data).status_code


def test_distinct_stretches_are_kept_and_joined(as_official, webinar):
    assert [watch(as_official, webinar, *pair) for pair in [(0, 10), (5, 20), (40, 50)]] == [204] * 3
    assert Viewing.objects.get().stretches == [[0, 20], [40, 50]]


def test_a_minute_of_it_is_a_replay_and_no_attendance(as_official, webinar):
    for start in (0, 30):
        watch(as_official, webinar, start, start + 30)
    enrolment = Enrolment.objects.get()
    assert (enrolment.source, enrolment.takes_seat) == ("replay", False)
    assert enrolment.replayed_on == timezone.now().date()
    assert (enrolment.attended_on, enrolment.participated_on) == (None, None)


def test_the_reader_goes_on_where_they_stopped(as_official, webinar):
    watch(as_official, webinar, 0, 25)
    assert as_official.get(f"/en/webinars/{webinar.slug}/").context["recording"].position == 25


def test_who_is_enrolled_keeps_their_enrolment(as_official, official, webinar):
    enrolment = make_enrolment(webinar.activity, official.person)
    watch(as_official, webinar, 0, 10)
    assert Viewing.objects.get().enrolment == enrolment
    assert Enrolment.objects.get().source == "own"


@pytest.mark.parametrize(("start", "end"), [(50, 40), (90, 101), (-1, 5), (0, "x"), (0, 10**12)])
def test_what_is_outside_the_recording_is_refused(as_official, webinar, start, end):
    assert watch(as_official, webinar, start, end) == 400
    assert not Viewing.objects.exists()


def test_no_more_than_time_allows_is_kept(as_official, webinar):
    watch(as_official, webinar, 0, 10)
    watch(as_official, webinar, 0, 100)
    assert Viewing.objects.get().seconds < 100


def test_another_recording_and_another_webinar_are_not_found(as_official, webinar):
    assert watch(as_official, webinar, 0, 10, recording=uuid4()) == 404
    assert watch(as_official, make_webinar(recording=make_recording()), 0, 10, recording=webinar.recording.key) == 404
    assert not Viewing.objects.exists()


def test_a_visitor_watches_and_nothing_is_kept(client, webinar):
    assert client.get(f"/en/webinars/{webinar.slug}/").status_code == 200
    assert watch(client, webinar, 0, 10) == 404
    assert not Enrolment.objects.exists()
