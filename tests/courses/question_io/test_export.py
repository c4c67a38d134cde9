from dataclasses import replace

import pytest
from django.urls import reverse

from courses.models import QuizPage
from courses.question_io import block_mapping, export, import_file
from courses.question_io.formats import FORMATS, GIFT, MOODLE
from tests.courses.quizzes.questions import EACH_TYPE
from tests.factories import make_course, make_quiz, make_user

ALL = list(EACH_TYPE.items())


@pytest.fixture
def quiz(db):
    pool = {"draw": 1, "questions": [{"type": name, "value": value} for name, value in ALL[:2]]}
    return make_quiz(make_course("Care"), [*ALL, ("pool", pool)], title="Café & care")


@pytest.fixture
def as_officer(client, db):
    client.force_login(make_user("officer@exchange.example", "Learning officers"))
    return client


def kept(quiz):
    """Return the quiz's questions, without those in its pool, as `Question` objects."""
    blocks = [block for block in quiz.questions if block.block_type != "pool"]
    return [block_mapping.from_block(block.block_type, block.value)[0] for block in blocks]


def test_exported_quiz_is_read_again_with_same_questions(quiz):
    made = export.export(quiz, MOODLE)
    reading = MOODLE.read(made.content, "en")
    assert reading.lines == []
    assert reading.questions[:8] == kept(quiz)
    assert reading.questions[8:] == kept(quiz)[:2]


@pytest.mark.parametrize("form", [MOODLE, GIFT], ids=lambda form: form.name)
def test_exported_file_is_imported_without_remarks(quiz, form):
    gaps = EACH_TYPE["gaps"] | {"gapped": "[[Dakar|Ndakaaru]] is in [[Senegal]].", "distractors": ["Lima", "Peru"]}
    shaped = "<p>See the <b>map</b>.</p><ul><li>Choose.</li></ul>"
    quiz.questions = [
        *ALL,
        ("gaps", gaps),
        ("gaps", gaps | {"text": shaped}),
        ("number", {**EACH_TYPE["number"], "points": 7}),
    ]
    quiz.save_revision()
    officer = make_user("author@exchange.example", "Learning officers")
    made = export.export(QuizPage.objects.get(pk=quiz.pk).get_latest_revision_as_object(), form)
    plan = import_file.dry_run(import_file.keep(quiz, made.name, made.content, officer))
    assert (plan.left_out, plan.remarks) == ([], [])
    assert len(plan.entries) == len(ALL) + 3 - len(made.left_out)


def test_gift_export_lists_what_it_leaves_out(quiz):
    made = export.export(quiz, GIFT)
    assert GIFT.read(made.content, "en").questions[:7] == [replace(one, unit="") for one in kept(quiz)[:7]]
    assert [(line.number, line.why) for line in made.left_out] == [
        (8, "GIFT knows no more than one gap in a question.")
    ]
    assert [(line.number, line.why) for line in made.remarks] == [
        (4, "Accents are forgiven here. In the file they matter."),
        (5, "Its unit can't stand in a GIFT file."),
        (8, "Accents are forgiven here. In the file they matter."),
        (9, "It is no longer drawn from a pool."),
        (10, "It is no longer drawn from a pool."),
    ]


@pytest.mark.parametrize(("name", "extension"), [("moodle", "xml"), ("gift", "gift.txt")])
def test_download_contains_questions_of_draft(as_officer, quiz, name, extension):
    draft = QuizPage.objects.get(pk=quiz.pk)
    draft.questions = draft.questions.stream_block.to_python([{"type": "true_false", "value": EACH_TYPE["true_false"]}])
    draft.save_revision()
    response = as_officer.get(reverse("quiz_download", args=[quiz.pk, name]))
    assert response["Content-Disposition"] == f'attachment; filename="cafe-care.{extension}"'
    assert [one.text for one in FORMATS[name].read(response.content, "en").questions] == ["<p>Trees need water.</p>"]


def test_export_page_shows_losses_before_download(as_officer, quiz):
    text = as_officer.get(reverse("quiz_export", args=[quiz.pk])).content.decode()
    assert "GIFT knows no more than one gap in a question." in text
    assert reverse("quiz_download", args=[quiz.pk, "moodle"]) in text


def test_unknown_format_is_not_found(as_officer, quiz):
    assert as_officer.get(reverse("quiz_download", args=[quiz.pk, "qti"])).status_code == 404
