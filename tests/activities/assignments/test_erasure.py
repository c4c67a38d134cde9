"""Erasure of persons and data export, for submissions and marks."""

import io
import json
import zipfile

from django.core.files.storage import default_storage

from learning.activities.assignments.file_check import check
from learning.activities.models import Result, Submission
from learning.people.privacy import data_export, erasure
from tests.activities.assignments.files import PDF


def test_erasure_deletes_texts_and_files_and_keeps_marks(hand_in, mark, official, django_capture_on_commit_callbacks):
    submission = mark(hand_in("My street", file=check("My street.pdf", PDF)), 4, 7, feedback="Dear friend, well done.")
    name = submission.file.name
    with django_capture_on_commit_callbacks(execute=True):
        erasure.anonymise(official.person)
    kept = Submission.objects.get()
    assert (kept.text, kept.file.name, kept.file_name, kept.feedback) == ("", "", "", "")
    assert (kept.points, kept.is_passed, Result.objects.get().score) == (11, True, 11)
    assert not default_storage.exists(name)


def test_erasure_keeps_files_of_other_persons(hand_in, activity, django_capture_on_commit_callbacks):
    from tests.factories import make_person

    name = hand_in("Mine", file=check("Mine.pdf", PDF)).file.name
    with django_capture_on_commit_callbacks(execute=True):
        erasure.anonymise(make_person("Somebody else"))
    assert default_storage.exists(name)


def test_data_export_has_text_file_feedback_and_marks(hand_in, mark, official):
    submission = mark(hand_in("My street", file=check("My street.pdf", PDF)), 4, 7, feedback="Well done.")
    with zipfile.ZipFile(io.BytesIO(data_export.zipped(official.person, official))) as archive:
        data = json.loads(archive.read("data.json"))
        assert archive.read(f"files/{submission.file.name}") == PDF
    [held] = [section for section in data["held"] if section["model"] == "activities.submission"]
    [row] = held["rows"]
    assert (row["text"], row["file_name"], row["feedback"]) == ("My street", "My street.pdf", "Well done.")
    assert row["marks"] == [["Clear", 4, 5], ["Feasible", 7, 10]]


def test_erasure_of_the_trainer_keeps_the_marks(hand_in, mark, trainer):
    mark(hand_in(), 4, 7)
    erasure.anonymise(trainer.person)
    kept = Submission.objects.get()
    assert (kept.marked_by, kept.points) == (None, 11)
