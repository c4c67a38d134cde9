"""Uploads in the admin: a refused file shows the reason beside its field."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image
from wagtail.models import Collection

from learning.media.models import CaptionTrack, Recording
from learning.media.recordings.publish_checks import waive
from tests.factories import make_webinar

from ..films import (
    FILM,
    HTML,
    MP3,
    SVG,
    SVG_WITH_SCRIPT,
    VTT,
    WEBM,
    gif_of,
    make_film,
    picture,
    png_that_says_it_is,
    zipped,
)

pytestmark = pytest.mark.django_db


def told(response):
    """Return the response's page with quotation marks unescaped."""
    return response.content.decode().replace("&#x27;", "'").replace("&quot;", '"')


@pytest.mark.parametrize("address", ["wagtailimages:add", "wagtailimages:add_multiple"])
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.png", HTML, "This file is a web page, whatever its name says."),
        ("a.png", SVG_WITH_SCRIPT, "This SVG drawing holds something that runs: “script”."),
        ("a.svg", SVG, "Not a supported image format."),
        ("a.png", b"nothing", "Upload a valid image."),
        ("a.png", picture("JPEG"), "Not a valid .png image. The extension does not match the file format (jpeg)"),
        ("a.png", png_that_says_it_is(6000, 6000), "This picture would unfold to more than 25 million pixels."),
        ("a.png", png_that_says_it_is(60000, 60000), "This picture would unfold to more than 25 million pixels."),
        ("a.png", png_that_says_it_is(600, 600), "Upload a valid image."),
        ("a.gif", gif_of(40, 1000, 1000), "This picture would unfold to more than 25 million pixels."),
    ],
)
def test_invalid_image_is_refused_with_its_reason(as_officer, address, name, content, reason):
    collection = Collection.get_first_root_node().pk
    if address == "wagtailimages:add":
        data = {"title": "Trees", "file": SimpleUploadedFile(name, content), "collection": collection}
        answer = told(as_officer.post(reverse(address), data))
    else:
        data = {"title": "Trees", "files[]": SimpleUploadedFile(name, content), "collection": collection}
        response = as_officer.post(reverse(address), data, headers={"X-Requested-With": "XMLHttpRequest"})
        answer = response.json()["error_message"].replace("<", "&lt;")
    assert reason in answer
    assert not Image.objects.exists()


def test_valid_image_is_stored(as_officer):
    data = {"title": "Trees", "file": SimpleUploadedFile("a.png", picture()), "description": "A tree"}
    assert as_officer.post(reverse("wagtailimages:add"), data).status_code == 302
    assert Image.objects.get().title == "Trees"


ZEROS = zipped({"a": bytes(30 * 1024 * 1024)})


@pytest.mark.parametrize("address", ["wagtaildocs:add", "wagtaildocs:add_multiple"])
@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.svg", SVG_WITH_SCRIPT, "This SVG drawing holds something that runs"),
        ("a.png", HTML, "This file is a web page, whatever its name says."),
        ("a.zip", ZEROS, "a “zip bomb”"),
        ("a.docx", ZEROS, "a “zip bomb”"),
        ("a.html", HTML, "File extension “html” is not allowed."),
        ("a.exe", b"MZ", "File extension “exe” is not allowed."),
    ],
)
def test_invalid_document_is_refused_with_its_reason(as_officer, address, name, content, reason):
    if address == "wagtaildocs:add":
        answer = told(as_officer.post(reverse(address), {"title": "Trees", "file": SimpleUploadedFile(name, content)}))
    else:
        data = {"title": "Trees", "files[]": SimpleUploadedFile(name, content)}
        response = as_officer.post(reverse(address), data, headers={"X-Requested-With": "XMLHttpRequest"})
        answer = response.json()["error_message"]
    assert reason in answer
    assert not Document.objects.exists()


def test_valid_document_is_stored(as_officer):
    data = {"title": "Trees", "file": SimpleUploadedFile("a.pdf", b"%PDF-1.7\n")}
    assert as_officer.post(reverse("wagtaildocs:add"), data).status_code == 302
    assert Document.objects.get().title == "Trees"


def upload(client, kind="video", name="trees.mp4", content=FILM, **fields):
    data = {"title": "Trees", "file": SimpleUploadedFile(name, content), "duration": "", **fields}
    return client.post(reverse("wagtailmedia:add", args=[kind]), data)


def test_film_is_uploaded_with_poster_captions_chapters_and_lighter_files(as_officer):
    answer = upload(
        as_officer,
        thumbnail=SimpleUploadedFile("poster.png", picture()),
        small=SimpleUploadedFile("small.webm", WEBM),
        sound=SimpleUploadedFile("sound.mp3", MP3),
        captions_en=SimpleUploadedFile("en.vtt", VTT),
        captions_fr=SimpleUploadedFile("fr.vtt", VTT),
        chapters_en="0:00 Two cities\r\n0:13 – A question",
        chapters_fr="WEBVTT\n\n00:00.000 --> 00:13.000\nDeux villes\n\n00:13.000 --> 00:50.000\nUne question\n",
    )
    assert answer.status_code == 302
    film = Recording.objects.get()
    assert film.seconds == 57
    assert [track.language for track in film.captions.all()] == ["en", "fr"]
    assert film.chapters == {"en": "0:00 Two cities\n0:13 – A question", "fr": "00:00 Deux villes\n00:13 Une question"}
    assert (film.small.name, film.sound.name) == ("lighter/small.webm", "lighter/sound.mp3")


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"content": HTML}, "This file is a web page, whatever its name says."),
        ({"content": MP3}, "This file is called .mp4, but its content is audio/mpeg."),
        ({"name": "a.avi"}, "Browsers play mp4, m4v, webm."),
        ({"name": "a.webm", "content": WEBM}, "This file doesn't say how long it is. Enter its seconds."),
        ({"thumbnail": SimpleUploadedFile("p.png", HTML)}, "This file is a web page, whatever its name says."),
        ({"small": SimpleUploadedFile("s.mp4", SVG)}, "its content is something else."),
        ({"sound": SimpleUploadedFile("s.mp3", FILM)}, "This file is called .mp3, but its content is video/mp4."),
        (
            {"captions_en": SimpleUploadedFile("e.vtt", b"WEBVTT\n\n00:02.000 --> 00:01.000\nx\n")},
            "Line 3: this caption ends before it starts.",
        ),
        ({"captions_es": SimpleUploadedFile("e.vtt", HTML)}, "Line 1: a WebVTT file starts with the word WEBVTT."),
        ({"chapters_en": "0:00 One\nTwo"}, "Line 2: a chapter is written 12:30 Its title."),
        ({"chapters_en": "0:10 One\n0:05 Two"}, "Line 2: this chapter starts before the one above it."),
        ({"chapters_en": "0:00 One\n1:05 Two"}, "Line 2: this chapter starts after the end of the recording."),
    ],
)
def test_invalid_recording_is_refused_with_its_reason(as_officer, fields, reason):
    for value in fields.values():
        if hasattr(value, "seek"):
            value.seek(0)
    assert reason in told(upload(as_officer, **fields))
    assert not Recording.objects.exists()


def test_audio_recording_has_captions_and_no_small_video(as_officer):
    page = as_officer.get(reverse("wagtailmedia:add", args=["audio"])).content.decode()
    assert "captions_en" in page
    assert 'name="small"' not in page
    answer = upload(as_officer, "audio", "a.mp3", MP3, duration="30", captions_en=SimpleUploadedFile("en.vtt", VTT))
    assert answer.status_code == 302
    assert Recording.objects.get().captions.count() == 1


def test_captions_and_chapters_are_replaced_and_removed(as_officer):
    film = make_film(chapters={"en": "0:00 One"})
    address = reverse("wagtailmedia:edit", args=[film.pk])
    assert "0:00 One" in as_officer.get(address).content.decode()
    new = SimpleUploadedFile("new.vtt", VTT.replace(b"soil", b"sun"))
    data = {"title": "Trees", "duration": 100, "captions_en": new, "chapters_en": ""}
    assert as_officer.post(address, data).status_code == 302
    film.refresh_from_db()
    assert "First, sun." in film.captions.get().text
    assert film.chapters == {}
    data = {"title": "Trees", "duration": 100, "captions_en-clear": "on", "chapters_en": "0:05 Two"}
    assert as_officer.post(address, data).status_code == 302
    film.refresh_from_db()
    assert not film.captions.exists()
    assert film.chapters == {"en": "0:05 Two"}


def take_away_captions(client, film):
    address = reverse("wagtailmedia:edit", args=[film.pk])
    return client.post(address, {"title": "Trees", "duration": 100, "captions_en-clear": "on"})


def test_last_captions_of_published_recording_cannot_be_removed(as_officer):
    film = make_film()
    make_webinar("Street trees", recording=film)
    answer = take_away_captions(as_officer, film).content.decode()
    assert "would have no captions: “Street trees”. Choose another file instead" in answer
    assert film.captions.exists()


def test_captions_of_draft_or_waived_recording_can_be_removed(as_officer):
    drafted, waived = make_film(), make_film()
    make_webinar("Street trees", recording=drafted).unpublish()
    make_webinar("Music", recording=waived)
    waive(waived, None, "There is nothing said in it.")
    for film in (drafted, waived):
        assert take_away_captions(as_officer, film).status_code == 302
        assert not film.captions.exists()


def test_recording_on_published_page_cannot_be_deleted(as_officer):
    film = make_film()
    page = make_webinar("Street trees", recording=film)
    address = reverse("wagtailmedia:delete", args=[film.pk])
    answer = as_officer.post(address, follow=True)
    assert "was not deleted: take it off these published pages first: “Street trees”." in answer.content.decode()
    assert Recording.objects.exists()
    page.unpublish()
    assert as_officer.post(address).url == reverse("wagtailmedia:index")
    assert not Recording.objects.exists()


def test_one_of_two_captions_of_published_recording_can_be_removed(as_officer):
    film = make_film()
    make_webinar("Street trees", recording=film)
    CaptionTrack.objects.create(recording=film, language="fr", file=ContentFile(VTT, "fr.vtt"))
    assert take_away_captions(as_officer, film).status_code == 302
    assert [track.language for track in film.captions.all()] == ["fr"]


def test_film_is_uploaded_in_the_chooser_with_its_captions(as_officer):
    files = {"file": SimpleUploadedFile("trees.mp4", FILM), "captions_en": SimpleUploadedFile("en.vtt", VTT)}
    data = {"title": "Trees", "duration": "", "chapters_en": "0:00 One"} | files
    named = {f"media-chooser-upload-{name}": value for name, value in data.items()}
    answer = as_officer.post(reverse("wagtailmedia:chooser_upload", args=["video"]), named)
    assert answer.json()["step"] in {"media_chosen", "chosen"}
    assert Recording.objects.get().captions.count() == 1


def test_invalid_film_in_the_chooser_is_refused(as_officer):
    data = {"media-chooser-upload-title": "Trees", "media-chooser-upload-file": SimpleUploadedFile("trees.mp4", HTML)}
    answer = as_officer.post(reverse("wagtailmedia:chooser_upload", args=["video"]), data)
    assert "This file is a web page, whatever its name says." in answer.json()["html"]
    assert not Recording.objects.exists()
