"""What happens to uploads while the disk is full: a sentence, and no file left behind."""

import errno
import resource
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.images.models import Image

from learning.activities.assignments import file_check, submit
from learning.activities.models import Submission
from learning.core.files.disk_storage import NoRoomError, check_room, sentence
from learning.media.models import Recording
from tests.factories import make_activity, make_assignment, make_enrolment
from tests.media.films import FILM, picture

MORE_THAN_ANY_DISK = 10**12


@pytest.fixture
def full_disk(settings):
    """The reserve is larger than this machine's disk, so that every file is too much."""
    settings.KEEP_FREE_MEGABYTES = MORE_THAN_ANY_DISK


def files(settings):
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_file_is_refused_before_the_disk_is_full(settings, full_disk):
    with pytest.raises(NoRoomError):
        default_storage.save("documents/a.txt", ContentFile(b"x"))
    with pytest.raises(ValidationError, match="There is no room for the file now"):
        check_room(1)
    assert files(settings) == []


@contextmanager
def files_end_after(size):
    """No file of this process grows beyond `size` bytes: the system refuses to write on, as on a full disk."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_part_of_a_file_is_removed_where_the_disk_fills_up_while_it_is_written(settings):
    content = ContentFile(b"x" * 300_000)
    with pytest.raises(NoRoomError), files_end_after(100_000):
        default_storage.save("documents/a.txt", content)
    assert files(settings) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "model", "file"),
    [
        ("wagtailimages:add", Image, ("a.png", picture())),
        ("wagtaildocs:add", Document, ("a.pdf", b"%PDF-1.7\n")),
        ("wagtailmedia:add", Recording, ("a.mp4", FILM)),
    ],
)
def test_upload_form_says_so_and_keeps_what_was_typed(as_officer, settings, full_disk, address, model, file):
    url = reverse(address, args=["video"] if model is Recording else [])
    data = {"title": "Green roofs", "file": SimpleUploadedFile(*file), "duration": "7"}
    page = as_officer.post(url, data).content.decode()
    assert sentence() in page
    assert "Green roofs" in page
    assert not model.objects.exists()
    assert files(settings) == []


@pytest.mark.django_db
def test_submission_form_says_so_and_keeps_the_text(as_official, official, settings, full_disk):
    assignment = make_assignment(make_activity())
    make_enrolment(assignment.activity, official.person)
    url = reverse("assignment", args=[assignment.activity.key, assignment.pk])
    data = {"text": "My plan", "file": SimpleUploadedFile("plan.pdf", b"%PDF-1.7\n")}
    page = as_official.post(url, data).content.decode()
    assert sentence() in page
    assert "My plan" in page
    assert not Submission.objects.exists()


@pytest.mark.django_db
def test_view_that_meets_a_full_disk_answers_507_with_the_sentence(client, monkeypatch):
    def full():
        raise NoRoomError(errno.ENOSPC, "full")

    monkeypatch.setattr("home.views.catalogue.readable", full)
    client.raise_request_exception = False
    answer = client.get("/en/catalogue/")
    assert (answer.status_code, answer["Cache-Control"]) == (507, "no-store")
    assert sentence() in answer.content.decode()


@pytest.mark.django_db
def test_submitted_file_is_removed_where_its_row_cannot_be_written(official, settings, monkeypatch):
    assignment = make_assignment(make_activity())
    enrolment = make_enrolment(assignment.activity, official.person)

    def refuse(*args, **kwargs):
        raise OperationalError("database or disk is full")

    monkeypatch.setattr(Submission, "_do_insert", refuse)
    with pytest.raises(OperationalError):
        submit.submit(assignment, enrolment, file=file_check.check("plan.pdf", b"%PDF-1.7\n"))
    assert files(settings) == []
