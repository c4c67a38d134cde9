"""Delivery of recordings' files: to whom, and in which way."""

from datetime import UTC, datetime
from urllib.error import HTTPError
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from wagtail.documents.models import Document
from wagtail.models import Collection, CollectionViewRestriction

from courses.models import LessonPage
from learning.media.models import CaptionTrack, Recording
from tests.factories import make_course, make_enrolment, make_lesson, make_private, make_user, make_webinar

from ..films import VTT, make_film, picture

pytestmark = pytest.mark.django_db
CONTENT = bytes(range(256)) * 4


@pytest.fixture
def film(db):
    return make_film(
        content=CONTENT,
        thumbnail=ContentFile(picture(), "poster.png"),
        small=ContentFile(b"small", "small.mp4"),
        sound=ContentFile(b"sound", "sound.m4a"),
    )


def files(film):
    return [one.url for one in (film.file, film.thumbnail, film.small, film.sound, film.captions.get().file)]


def statuses(client, film):
    return [client.get(address).status_code for address in files(film)]


@pytest.fixture
def lesson(film):
    return make_lesson(make_course(), body=[("video", {"video": film, "caption": ""})])


def test_recording_on_no_page_is_404(client, as_official, film):
    assert statuses(client, film) == [404] * 5


def test_recording_on_public_page_is_served_to_everyone(client, film):
    make_webinar(recording=film)
    assert statuses(client, film) == [200] * 5
    assert client.get(film.url).headers["Cache-Control"] == "public, max-age=86400"


def test_recording_on_a_draft_is_served_to_nobody(client, film):
    make_webinar(recording=film).unpublish()
    assert statuses(client, film) == [404] * 5


def test_recording_on_a_private_page_is_served_to_its_readers_only(client, official, staff, film):
    make_private(make_webinar(recording=film), "Reporting staff")
    assert statuses(client, film) == [404] * 5
    client.force_login(official)
    assert statuses(client, film) == [404] * 5
    client.force_login(staff)
    assert statuses(client, film) == [200] * 5
    assert client.get(film.url).headers["Cache-Control"] == "private, max-age=3600"


def test_recording_on_a_private_and_on_a_public_page_is_served_to_everyone(client, film):
    make_private(make_webinar(recording=film))
    make_webinar(recording=film)
    assert client.get(film.url).headers["Cache-Control"] == "public, max-age=86400"


def test_recording_for_the_enrolled_on_a_private_page_is_served_to_enrolled_readers_only(client, official, film):
    film.is_for_enrolled = True
    film.save()
    page = make_webinar(recording=film)
    make_enrolment(page.activity, official.person)
    restriction = make_private(page, "Reporting staff")
    client.force_login(official)
    assert statuses(client, film) == [404] * 5
    restriction.restriction_type = "login"
    restriction.save()
    assert statuses(client, film) == [200] * 5


def test_recording_in_a_lesson_of_a_private_course_is_served_to_learners_who_may_read_it(
    client, official, film, lesson
):
    make_enrolment(lesson.course.activity, official.person)
    restriction = make_private(lesson.course, "Reporting staff")
    client.force_login(official)
    assert statuses(client, film) == [404] * 5
    restriction.delete()
    assert statuses(client, film) == [200] * 5


def test_recording_for_enrolled_people_is_served_to_them_only(client, official, film):
    film.is_for_enrolled = True
    film.save()
    page = make_webinar(recording=film)
    client.force_login(official)
    assert statuses(client, film) == [404] * 5
    enrolment = make_enrolment(page.activity, official.person)
    assert statuses(client, film) == [200] * 5
    assert client.get(film.url).headers["Cache-Control"] == "private, max-age=3600"
    enrolment.status = "withdrawn"
    enrolment.save()
    assert statuses(client, film) == [404] * 5


def test_recording_in_lesson_is_served_to_people_with_a_place_only(client, official, film, lesson):
    assert statuses(client, film) == [404] * 5
    client.force_login(official)
    assert statuses(client, film) == [404] * 5
    make_enrolment(make_course().activity, official.person)
    assert statuses(client, film) == [404] * 5
    make_enrolment(lesson.course.activity, official.person)
    assert statuses(client, film) == [200] * 5
    LessonPage.objects.get(pk=lesson.pk).unpublish()
    assert statuses(client, film) == [404] * 5


def test_recording_in_lesson_is_404_for_waiting_people(client, official, film, lesson):
    make_enrolment(lesson.course.activity, official.person, status="waiting", queued_at=datetime.now(UTC))
    client.force_login(official)
    assert statuses(client, film) == [404] * 5


def test_officer_sees_recording_before_it_is_published(as_officer, film):
    assert statuses(as_officer, film) == [200] * 5


def test_reporting_staff_do_not_see_unpublished_recording(as_staff, film):
    assert statuses(as_staff, film) == [404] * 5


def test_widest_audience_of_two_pages_counts(client, film, lesson):
    make_webinar(recording=film)
    assert statuses(client, film) == [200] * 5


def test_file_that_belongs_to_no_recording_is_404(as_officer):
    default_storage.save("media/forgotten.mp4", ContentFile(b"x"))
    assert as_officer.get("/media/media/forgotten.mp4").status_code == 404


@pytest.mark.parametrize(
    "path", ["media/../media/trees.mp4", "./media/trees.mp4", "media//trees.mp4", "x/../media/trees.mp4"]
)
def test_path_that_is_not_normalised_is_404(client, film, path):
    assert client.get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, CONTENT[:10]),
        ("bytes=1000-", 206, CONTENT[1000:]),
        ("bytes=-24", 206, CONTENT[-24:]),
        ("bytes=1020-5000", 206, CONTENT[1020:]),
        ("bytes=2000-", 416, b""),
        ("bytes=9-1", 416, b""),
        ("pages=1-2", 200, CONTENT),
    ],
)
def test_byte_ranges_are_served(client, film, asked, status, part):
    make_webinar(recording=film)
    answer = client.get(film.url, headers={"Range": asked})
    assert (answer.status_code, b"".join(answer.streaming_content) if answer.streaming else answer.content) == (
        status,
        part,
    )


def test_file_is_sent_by_web_server_if_access_is_granted(client, settings, official, film, lesson):
    settings.X_ACCEL = "/protected/"
    client.force_login(official)
    answer = client.get(film.url)
    assert (answer.status_code, answer.headers.get("X-Accel-Redirect")) == (404, None)
    make_enrolment(lesson.course.activity, official.person)
    answer = client.get(film.url)
    assert (answer.status_code, answer.content) == (200, b"")
    assert answer.headers["X-Accel-Redirect"] == f"/protected/{film.file.name}"
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["Cache-Control"] == "private, max-age=3600"
    assert answer.headers["Content-Disposition"] == "inline"


def test_file_name_is_quoted_for_the_web_server(client, settings):
    settings.X_ACCEL = "/protected/"
    make_webinar(recording=make_film(file=ContentFile(b"film", "árbol %41.mp4")))
    recording = Recording.objects.get()
    recording.file.name = "media/árbol %41.mp4"
    recording.save()
    default_storage.save(recording.file.name, ContentFile(b"film"))
    answer = client.get("/media/media/%C3%A1rbol%20%2541.mp4")
    assert answer.headers["X-Accel-Redirect"] == "/protected/media/%C3%A1rbol%20%2541.mp4"


def status_of(address):
    try:
        with urlopen(address) as answer:
            return answer.status, answer.read()
    except HTTPError as error:
        return error.code, b""


def test_bucket_address_is_signed_for_five_minutes_if_access_is_granted(
    client, official, film, lesson, in_bucket, bucket
):
    client.force_login(official)
    assert client.get(film.url).status_code == 404
    make_enrolment(lesson.course.activity, official.person)
    answer = client.get(film.url)
    assert answer.status_code == 302
    assert answer.headers["Cache-Control"] == "private, max-age=150"
    asked = parse_qs(urlsplit(answer.url).query)
    assert asked["X-Amz-Expires"] == ["300"]
    assert asked["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert asked["response-content-type"] == ["video/mp4"]
    assert asked["response-content-disposition"] == ["inline"]
    assert status_of(answer.url) == (200, CONTENT)
    assert status_of(answer.url.replace("trees", "other"))[0] == 403
    assert status_of(answer.url.replace("X-Amz-Expires=300", "X-Amz-Expires=3000"))[0] == 403
    assert status_of(answer.url.partition("?")[0])[0] == 403
    bucket.now = lambda: datetime.fromtimestamp(datetime.now(UTC).timestamp() + 301, UTC)
    assert status_of(answer.url)[0] == 403


def test_urls_on_pages_are_not_signed(in_bucket):
    assert in_bucket.url("media/árbol.mp4") == "/media/media/%C3%A1rbol.mp4"


def test_captions_are_served_from_the_pages_own_origin(client, film, in_bucket, monkeypatch):
    make_webinar(recording=film)
    monkeypatch.setattr(in_bucket, "open", lambda name: ContentFile(VTT))
    track = CaptionTrack.objects.get()
    answer = client.get(track.file.url)
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, VTT)


def test_access_check_costs_at_most_13_queries(client, django_assert_max_num_queries, film, lesson):
    learner = make_user("learner@example.org")
    make_enrolment(lesson.course.activity, learner.person)
    client.force_login(learner)
    client.get(film.url)
    with django_assert_max_num_queries(13):
        client.get(film.url)


@pytest.fixture
def slides(db):
    private = Collection.get_first_root_node().add_child(name="For those who log in")
    CollectionViewRestriction.objects.create(collection=private, restriction_type="login")
    document = Document.objects.create(title="x", file=ContentFile(b"%PDF-", "x.pdf"), collection=private)
    make_webinar(takeaways=f'<p><a linktype="document" id="{document.pk}">x</a></p>')
    return document


def test_private_documents_are_sent_by_the_web_server(client, official, settings, slides):
    settings.X_ACCEL = "/protected/"
    assert client.get(slides.url).headers["Location"].startswith("/accounts/login/")
    client.force_login(official)
    answer = client.get(slides.url)
    assert (answer.headers["X-Accel-Redirect"], answer.content) == (f"/protected/{slides.file.name}", b"")
    assert answer.headers["Content-Disposition"] == "inline"
    assert answer.headers["Cache-Control"] == "private, max-age=3600"


def test_private_documents_are_sent_by_the_bucket(as_official, slides, in_bucket):
    answer = as_official.get(slides.url)
    asked = parse_qs(urlsplit(answer.url).query)
    assert (answer.status_code, asked["X-Amz-Expires"]) == (302, ["300"])
    assert asked["response-content-disposition"] == ["inline"]
    assert status_of(answer.url) == (200, CONTENT)


def test_deleting_a_recording_deletes_its_files(film, django_capture_on_commit_callbacks):
    names = [film.file.name, film.thumbnail.name, film.small.name, film.sound.name, film.captions.get().file.name]
    assert [default_storage.exists(name) for name in names] == [True] * 5
    with django_capture_on_commit_callbacks(execute=True):
        film.delete()
    assert [default_storage.exists(name) for name in names] == [False] * 5
