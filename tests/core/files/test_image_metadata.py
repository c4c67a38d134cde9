"""What is left of a picture's metadata after an upload: nothing but its colour profile and its orientation."""

import hashlib
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse
from PIL import Image, ImageChops, PngImagePlugin
from wagtail.documents.models import Document
from wagtail.images.models import Image as LibraryImage
from wagtail.users.models import UserProfile

from courses.question_io.image_library import image_of
from courses.question_io.question import Picture
from learning.activities.assignments import file_check
from learning.core.files.image_metadata import ORIENTATION, without_metadata
from learning.media.models import Recording
from tests.factories import make_user
from tests.media.films import FILM

GPS, TURNED = 0x8825, 6


def photograph(kind, **options):
    """Bytes of a small picture turned by 90°, with a camera's name, a GPS position, XMP and a comment in it."""
    exif = Image.Exif()
    exif[0x010F], exif[ORIENTATION] = "Secret camera", TURNED
    position = exif.get_ifd(GPS)
    position[1], position[2] = "N", (14.0, 41.0, 30.0)
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "Secret author")
    known = {
        "JPEG": {"exif": exif, "xmp": b"Secret xmp", "comment": b"Secret comment", "icc_profile": b"profile"},
        "MPO": {"exif": exif, "save_all": True, "append_images": [Image.new("RGB", (16, 12), "blue")]},
        "PNG": {"exif": exif, "pnginfo": texts, "icc_profile": b"profile"},
        "WEBP": {"exif": exif, "xmp": b"Secret xmp"},
        "GIF": {"comment": b"Secret comment"},
    }
    out = BytesIO()
    Image.linear_gradient("L").resize((16, 12)).convert("RGB").save(out, kind, **known[kind], **options)
    return out.getvalue()


def is_clean(content):
    picture = Image.open(BytesIO(content))
    picture.load()
    exif = picture.getexif()
    return b"Secret" not in content and not exif.get_ifd(GPS) and set(exif) <= {ORIENTATION}


def stripped(content):
    return without_metadata(ContentFile(content, "a")).read()


def opened(content):
    return Image.open(BytesIO(content))


@pytest.mark.parametrize("kind", ["JPEG", "MPO", "PNG", "WEBP", "GIF"])
def test_metadata_is_removed_and_orientation_kept(kind):
    before = photograph(kind)
    after = stripped(before)
    assert not is_clean(before)
    assert is_clean(after)
    assert opened(after).getexif().get(ORIENTATION) == opened(before).getexif().get(ORIENTATION)
    assert opened(after).info.get("icc_profile") == opened(before).info.get("icc_profile")
    assert opened(after).size == (16, 12)


@pytest.mark.parametrize(("kind", "most"), [("JPEG", 3), ("PNG", 0), ("WEBP", 12)])
def test_pixels_stay_as_they_were(kind, most):
    before = photograph(kind)
    difference = ImageChops.difference(opened(before).convert("RGB"), opened(stripped(before)).convert("RGB"))
    assert max(high for _low, high in difference.getextrema()) <= most


def test_a_film_appended_to_a_photograph_is_removed():
    assert FILM[:100] not in stripped(photograph("JPEG") + FILM)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_frames_of_a_moving_picture_stay(kind):
    more = [Image.new("RGB", (16, 12), colour) for colour in ("red", "green")]
    before = photograph(kind, save_all=True, append_images=more, duration=[100, 200, 300])
    after = stripped(before)
    assert is_clean(after)
    assert opened(after).n_frames == opened(before).n_frames == 3


@pytest.mark.parametrize("content", [b"", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"%PDF-1.7", photograph("JPEG")[:200]])
def test_a_file_that_is_no_whole_picture_is_left_as_it_is(content):
    file = ContentFile(content, "a")
    assert without_metadata(file) is file


def test_a_picture_without_metadata_is_left_as_it_is():
    out = BytesIO()
    Image.new("RGB", (4, 3)).save(out, "PNG")
    file = ContentFile(out.getvalue(), "a.png")
    assert without_metadata(file) is file


def upload(client, name, content, **fields):
    return {"title": "Trees", "description": "A tree", "file": SimpleUploadedFile(name, content), **fields}


def kept(field):
    with field.open("rb") as file:
        return file.read()


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "kind"), [("a.jpg", "JPEG"), ("a.png", "PNG"), ("a.webp", "WEBP")])
def test_originals_of_the_image_library_are_kept_without_metadata(as_officer, name, kind):
    answer = as_officer.post(reverse("wagtailimages:add"), upload(as_officer, name, photograph(kind)))
    assert answer.status_code == 302
    image = LibraryImage.objects.get()
    assert is_clean(kept(image.file))
    assert (image.width, image.height, image.file_size) == (16, 12, len(kept(image.file)))


@pytest.mark.django_db
def test_images_uploaded_several_at_once_are_kept_without_metadata(as_officer):
    data = {"title": "Trees", "files[]": SimpleUploadedFile("a.jpg", photograph("JPEG"))}
    address = reverse("wagtailimages:add_multiple")
    assert as_officer.post(address, data, headers={"X-Requested-With": "XMLHttpRequest"}).json()["success"]
    assert is_clean(kept(LibraryImage.objects.get().file))


@pytest.mark.django_db
def test_pictures_uploaded_as_documents_are_kept_without_metadata(as_officer):
    answer = as_officer.post(reverse("wagtaildocs:add"), upload(as_officer, "a.jpg", photograph("JPEG")))
    assert answer.status_code == 302
    document = Document.objects.get()
    assert is_clean(kept(document.file))
    assert document.file_size == len(kept(document.file))


@pytest.mark.django_db
def test_posters_of_recordings_are_kept_without_metadata(as_officer):
    poster = SimpleUploadedFile("poster.jpg", photograph("JPEG"))
    data = upload(as_officer, "trees.mp4", FILM, duration="", thumbnail=poster)
    assert as_officer.post(reverse("wagtailmedia:add", args=["video"]), data).status_code == 302
    assert is_clean(kept(Recording.objects.get().thumbnail))


@pytest.mark.django_db
def test_profile_pictures_are_kept_without_metadata(as_officer, officer):
    data = {"avatar-avatar": SimpleUploadedFile("me.jpg", photograph("JPEG"))}
    panels = {"locale-preferred_language": "", "locale-current_time_zone": "", "theme-theme": "system"}
    extra = {"theme-contrast": "system", "theme-density": "default", "theme-keyboard_shortcuts": "on"}
    answer = as_officer.post(reverse("wagtailadmin_account"), {**data, **panels, **extra})
    assert answer.status_code == 302
    assert is_clean(kept(UserProfile.get_for_user(officer).avatar))


def test_submitted_pictures_are_kept_without_metadata():
    assert is_clean(file_check.check("a.jpg", photograph("JPEG")).content.read())


@pytest.mark.django_db
def test_pictures_of_imported_questions_are_kept_without_metadata():
    officer = make_user("officer@example.org", "Learning officers")
    image = image_of(Picture("jpeg", photograph("JPEG"), "A tree"), "Trees", officer)
    assert is_clean(kept(image.file))
    assert image_of(Picture("jpeg", photograph("JPEG"), "A tree"), "Trees", officer) == image


@pytest.mark.django_db
def test_originals_uploaded_earlier_are_cleaned_by_the_command(django_capture_on_commit_callbacks, capsys):
    image = LibraryImage.objects.create(
        title="Trees", file=ContentFile(photograph("PNG"), "a.png"), width=16, height=12
    )
    old, storage = image.file.name, image.file.storage
    with django_capture_on_commit_callbacks(execute=True):
        call_command("remove_picture_metadata")
    image.refresh_from_db()
    assert is_clean(kept(image.file))
    assert image.file_hash == hashlib.sha1(kept(image.file)).hexdigest()
    assert not storage.exists(old)
    call_command("remove_picture_metadata")
    assert capsys.readouterr().out == "1 pictures cleaned.\n0 pictures cleaned.\n"
