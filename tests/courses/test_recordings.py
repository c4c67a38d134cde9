"""Recordings in lessons: what a learner watches, hears, or reads instead."""

import re
from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from courses.models import LessonPage
from learning.activities.models import CompletedStep, Enrolment, Viewing
from tests.factories import make_course, make_enrolment, make_lesson
from tests.media.films import VTT, make_film

pytestmark = pytest.mark.django_db
SIGN = re.compile(r'name="opened" value="([^"]+)"')
QUERIES = 26


@pytest.fixture
def clock(time_machine):
    time_machine.move_to(datetime.now(UTC).replace(hour=10), tick=False)
    return lambda seconds: time_machine.shift(timedelta(seconds=seconds))


@pytest.fixture
def film(db):
    return make_film(chapters={"en": "0:00 Soil\n0:30 Water"})


@pytest.fixture
def lesson(course, film):
    return make_lesson(course, "Trees", body=[("video", {"video": film, "caption": "A film"})])


def page(client, lesson, query=""):
    return client.get(f"/en/{lesson.url_path.split('/', 2)[2]}{query}").content.decode()


def watch(client, lesson, recording, start, end, opened):
    data = {"recording": recording.key, "start": start, "end": end, "length": 100, "opened": opened}
    return client.post(f"/en/courses/steps/{lesson.translation_key}/watched/", data).status_code


def read(client, lesson, recording, **options):
    address = f"/en/courses/steps/{lesson.translation_key}/read/"
    return client.post(address, {"recording": recording.key}, **options)


def test_watched_stretch_is_stored_and_video_resumes_there(as_official, enrolment, lesson, film, clock):
    opened = SIGN.search(page(as_official, lesson))[1]
    clock(20)
    assert watch(as_official, lesson, film, 0, 30, opened) == 204
    assert watch(as_official, lesson, film, 30, 41, opened) == 409
    assert watch(as_official, lesson, film, 95, 101, opened) == 400
    viewing = Viewing.objects.get()
    assert (viewing.enrolment, viewing.stretches) == (enrolment, [[0, 30]])
    told = page(as_official, lesson)
    assert "You stopped at 00:30." in told
    assert f'src="{film.url}#t=30"' in told


def test_reports_of_people_without_place_are_not_stored(as_official, lesson, film):
    assert watch(as_official, lesson, film, 0, 1, "x") == 404
    assert read(as_official, lesson, film).status_code == 404
    assert not Enrolment.objects.exists()


def test_recording_of_another_lesson_is_not_found(as_official, enrolment, course, lesson):
    other = make_film("Other")
    make_lesson(course, body=[("video", {"video": other, "caption": ""})])
    assert watch(as_official, lesson, other, 0, 1, "x") == 404
    assert read(as_official, lesson, other).status_code == 404
    assert (
        as_official.post(f"/en/courses/steps/{lesson.translation_key}/read/", {"recording": uuid4()}).status_code == 404
    )
    assert not Viewing.objects.exists()


def test_lesson_of_another_course_is_not_found(as_official, enrolment, film):
    elsewhere = make_lesson(make_course(), body=[("video", {"video": film, "caption": ""})])
    assert read(as_official, elsewhere, film).status_code == 404
    assert not CompletedStep.objects.exists()


def test_reading_transcript_completes_lesson_and_is_no_viewing(as_official, enrolment, lesson, film):
    told = read(as_official, lesson, film, follow=True).content.decode()
    assert "it is kept that you have read it, and this lesson is done." in told
    assert "You read it on" in told
    assert CompletedStep.objects.get().step_key == lesson.translation_key
    enrolment.refresh_from_db()
    assert (enrolment.started_on, enrolment.replayed_on) == (timezone.now().date(), None)
    assert (Viewing.objects.get().seconds, Viewing.objects.get().length) == (0, 100)


def test_lesson_with_two_recordings_is_done_once_both_are_seen_or_read(as_official, enrolment, course, clock):
    films = [make_film("Soil"), make_film("Water", type="audio")]
    body = [("video", {"video": films[0], "caption": ""}), ("audio", {"audio": films[1], "caption": ""})]
    lesson = make_lesson(course, body=body)
    opened = SIGN.findall(page(as_official, lesson))
    clock(60)
    assert watch(as_official, lesson, films[0], 0, 80, opened[0]) == 204
    assert not CompletedStep.objects.exists()
    read(as_official, lesson, films[1])
    assert CompletedStep.objects.count() == 1


def test_reading_one_of_two_transcripts_does_not_complete_lesson(as_official, enrolment, course):
    films = [make_film("Soil"), make_film("Water")]
    lesson = make_lesson(course, body=[("video", {"video": film, "caption": ""}) for film in films])
    told = read(as_official, lesson, films[0], follow=True).content.decode()
    assert "Thank you: it is kept that you have read it." in told
    assert not CompletedStep.objects.exists()


def test_lesson_shows_chapters_transcript_captions_and_lighter_files(as_official, enrolment, course):
    film = make_film(chapters={"en": "0:00 Soil\n0:30 Water"}, small="lighter/s.mp4", sound="lighter/s.m4a")
    told = page(as_official, make_lesson(course, body=[("video", {"video": film, "caption": ""})]))
    for text in (
        f'href="{film.url}#t=30" data-at="30"',
        "<span>00:30</span> Water",
        'href="/media/lighter/s.mp4" data-lighter="small"',
        'href="/media/lighter/s.m4a" data-lighter="sound"',
        f'src="{film.captions.get().file.url}" srclang="en"',
        'preload="none"',
        "First, soil. Then water.",
        "I have read it",
    ):
        assert text in told


def test_audio_recording_has_player_and_transcript(as_official, enrolment, course):
    sound = make_film("Voices", type="audio")
    told = page(as_official, make_lesson(course, body=[("audio", {"audio": sound, "caption": "Two voices"})]))
    assert "<audio controls" in told
    assert "<video" not in told
    assert "Read it instead of listening: the transcript" in told
    assert "Two voices" in told


def test_transcript_is_shown_in_another_language_of_captions(as_official, enrolment, lesson, film):
    film.captions.create(language="es", file=ContentFile(VTT.replace(b"First, soil", b"Primero, suelo"), "es.vtt"))
    assert "Primero, suelo" not in page(as_official, lesson)
    told = page(as_official, lesson, "?transcript=es")
    assert "Primero, suelo" in told
    assert "First, soil" not in told
    assert page(as_official, lesson, "?transcript=%00x").count("<html") <= 1


def test_officer_looking_at_lesson_stores_nothing(as_officer, lesson):
    told = page(as_officer, lesson)
    assert "<video" in told
    assert SIGN.search(told) is None
    assert LessonPage.objects.get(pk=lesson.pk).recordings_shown()[0].title == "Trees"


@pytest.mark.parametrize("count", [1, 5])
def test_storing_a_stretch_takes_same_queries_for_one_recording_and_five(
    as_official, official, course, count, clock, django_assert_num_queries
):
    make_enrolment(course.activity, official.person)
    films = [make_film(str(number)) for number in range(count)]
    lesson = make_lesson(course, body=[("video", {"video": film, "caption": ""}) for film in films])
    opened = SIGN.search(page(as_official, lesson))[1]
    clock(60)
    assert watch(as_official, lesson, films[0], 0, 10, opened) == 204
    with django_assert_num_queries(QUERIES):
        assert watch(as_official, lesson, films[0], 10, 20, opened) == 204
