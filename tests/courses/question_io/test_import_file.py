"""Import of a file into a quiz's draft, by an author in the admin."""

import re
from base64 import b64encode
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from wagtail.images import get_image_model
from wagtail.models import Locale, PageLogEntry

from courses.models import QuestionFile, QuizPage
from courses.question_io import import_file
from courses.question_io.formats import format_of, read
from courses.question_io.question import UnreadableFile
from tests.courses.question_io import questions
from tests.courses.quizzes.questions import EACH_TYPE
from tests.factories import make_course, make_quiz, make_user

SAMPLES = Path(__file__).parent / "samples"
MOODLE, GIFT = (SAMPLES / "moodle.xml").read_bytes(), (SAMPLES / "questions.gift").read_bytes()
LOSING_MOODLE, LOSING_GIFT = (SAMPLES / "losing.xml").read_bytes(), (SAMPLES / "losing.gift").read_bytes()


@pytest.fixture
def officer(db):
    return make_user("officer@exchange.example", "Learning officers")


@pytest.fixture
def quiz(db):
    return make_quiz(make_course("Waste"), [("true_false", EACH_TYPE["true_false"])], title="Waste, and why")


@pytest.fixture
def as_officer(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def bring(as_officer, quiz):
    def brought(content, name="questions.xml"):
        return as_officer.post(reverse("quiz_import", args=[quiz.pk]), {"file": SimpleUploadedFile(name, content)})

    return brought


def counted(page):
    """Return the sentence with the numbers of questions in the file."""
    [told] = re.findall(r'<p class="w-text-18">(.*?)</p>', page)
    return strip_tags(told)


def draft_of(quiz):
    return QuizPage.objects.get(pk=quiz.pk).get_latest_revision_as_object()


def types(page):
    return [block.block_type for block in page.questions]


def test_dry_run_shows_questions_to_add_and_why_others_are_left_out(as_officer, quiz, bring):
    shown = as_officer.get(bring(MOODLE).url)
    text = shown.content.decode()
    assert counted(text) == "questions.xml: 9 questions to add, 7 with changes, 7 left out"
    assert "It is an essay: nobody but a person can mark it. Make it an assignment." in text
    assert "An answer that gave part of the points is wrong here (in the file: 50\N{NO-BREAK SPACE}%)." in text
    assert "Who can pay for collection? more than one is right" in text
    assert "[[air|oxygen]]" in text
    assert "With a picture: A pile of waste, sorted by kind" in text
    assert types(draft_of(quiz)) == ["true_false"]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (LOSING_GIFT, "12 questions to add, 10 with changes"),
        (LOSING_MOODLE, "9 questions to add, 8 with changes, 1 left out"),
        (b"So?{T}", "1 question to add"),
        (b"So?{=only one}\n\nSo?{=one ~%-50%one <br>}\n\n{T}", "2 questions to add, 1 with changes, 1 left out"),
    ],
)
def test_dry_run_counts_added_changed_and_left_out_questions(as_officer, bring, content, sentence):
    assert counted(as_officer.get(bring(content).url).content.decode()) == f"questions.xml: {sentence}"


def test_question_that_block_refuses_has_one_remark(quiz, officer):
    tagged = b"// [tag:soil]\n::Steps::So?{>2 ALL VERTICAL ALL_OR_NOTHING SHOW none\na\na\n}"
    plan = import_file.dry_run(import_file.keep(quiz, "steps.txt", tagged, officer))
    assert [line.why for line in plan.left_out] == [
        "A quiz can't hold it: Two items are the same: nobody could tell them apart."
    ]
    assert (plan.entries, plan.remarks, plan.changed) == ([], [], set())


def test_picture_without_alternative_text_has_remark_but_is_no_change(quiz, officer):
    png = b64encode(questions.png()).decode().replace("=", "\\=")
    content = f'[html]<p>So?</p><img src\\="data\\:image/png;base64,{png}">{{T}}'
    plan = import_file.dry_run(import_file.keep(quiz, "picture.txt", content.encode(), officer))
    assert [line.why for line in plan.remarks] == ["Its picture has no alternative text: write it before you publish."]
    assert plan.changed == set()


def test_confirmed_questions_are_added_to_draft_and_not_published(as_officer, quiz, bring):
    dry_run = bring(MOODLE).url
    after = as_officer.post(dry_run, follow=True)
    assert after.redirect_chain[-1][0] == reverse("wagtailadmin_pages:edit", args=[quiz.pk])
    assert "9 questions were added to the draft. Look at them, then publish." in after.content.decode()
    kept = QuizPage.objects.get(pk=quiz.pk)
    assert types(kept) == ["true_false"]
    assert kept.has_unpublished_changes
    assert types(draft_of(quiz)) == [
        *("true_false", "one_choice", "several_choices", "true_false", "short_text"),
        *("number", "matching", "ordering", "gaps", "gaps"),
    ]
    assert PageLogEntry.objects.filter(page=quiz.pk, action="wagtail.edit").count() == 1


def test_imported_questions_can_be_published(as_officer, quiz, bring):
    as_officer.post(bring(MOODLE).url)
    draft = draft_of(quiz)
    draft.full_clean()
    draft.save_revision().publish()
    published = QuizPage.objects.get(pk=quiz.pk)
    [question] = [block for block in published.questions if block.block_type == "one_choice"]
    assert question.value["points"] == 2
    assert question.value["picture"]["alt"] == "A pile of waste, sorted by kind"
    assert question.value["picture"]["image"].width == 4
    assert len({block.id for block in published.questions}) == 10


def test_same_picture_is_added_to_library_once(as_officer, bring):
    for _again in range(2):
        as_officer.post(bring(MOODLE).url)
    assert [(image.title, image.width) for image in get_image_model().objects.all()] == [("Organic share", 4)]


def test_file_is_imported_only_once(as_officer, quiz, bring):
    dry_run = bring(GIFT, "questions.txt").url
    as_officer.post(dry_run)
    again = as_officer.post(dry_run, follow=True)
    assert "This file was imported or deleted." in again.content.decode()
    assert len(draft_of(quiz).questions) == 1 + 13
    assert QuestionFile.objects.count() == 0


def test_import_keeps_draft_that_another_author_saved_meanwhile(as_officer, quiz, bring):
    dry_run = bring(GIFT).url
    draft = draft_of(quiz)
    draft.questions.append(
        ("short_text", draft.questions.stream_block.child_blocks["short_text"].to_python(EACH_TYPE["short_text"]))
    )
    draft.save_revision()
    as_officer.post(dry_run)
    assert types(draft_of(quiz))[:3] == ["true_false", "short_text", "one_choice"]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"   ", "The file is empty."),
        (b"// only a comment\n", "The file has no question."),
        (b"<?xml version='1.0'?><rss/>", "The file is XML, but no Moodle question file: it has no &lt;quiz&gt;."),
    ],
)
def test_unreadable_file_is_refused_with_reason(bring, content, why):
    assert why in bring(content).content.decode()
    assert QuestionFile.objects.count() == 0


def test_file_larger_than_limit_is_refused():
    with pytest.raises(UnreadableFile) as refused:
        read(b" " * (10 * 1024 * 1024 + 1), "en")
    assert str(refused.value) == "The file is larger than 10 MB. Split it."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_format_is_detected_by_content(encoding):
    assert format_of('<?xml version="1.0"?><quiz/>'.encode(encoding)).name == "moodle"
    assert format_of("So?{T}".encode(encoding)).name == "gift"


def test_file_is_shown_only_to_its_uploader(as_officer, bring, client):
    dry_run = bring(GIFT).url
    client.force_login(make_user("other@exchange.example", "Learning officers"))
    assert client.get(dry_run).status_code == 302
    assert "1985" not in client.get(dry_run, follow=True).content.decode()


def test_unconfirmed_file_is_deleted_when_old_or_replaced(quiz, officer):
    with time_machine.travel(timezone.now() - timedelta(days=2)):
        import_file.keep(quiz, "old.txt", b"So?{T}", make_user("slow@exchange.example", "Learning officers"))
    import_file.keep(quiz, "new.txt", b"So?{T}", officer)
    import_file.keep(quiz, "newer.txt", b"So?{T}", officer)
    assert [file.name for file in QuestionFile.objects.all()] == ["newer.txt"]


def test_questions_are_imported_only_into_main_language(as_officer, quiz, officer):
    spanish = quiz.get_parent().copy_for_translation(Locale.objects.get(language_code="es"), copy_parents=True)
    translation = QuizPage.objects.get(pk=quiz.pk).copy_for_translation(spanish.locale)
    assert import_file.may_import(quiz, officer)
    assert not import_file.may_import(translation, officer)
    assert as_officer.get(reverse("quiz_import", args=[translation.pk])).status_code == 302
    assert as_officer.get(reverse("quiz_export", args=[translation.pk])).status_code == 200


def test_import_into_locked_page_changes_nothing(as_officer, quiz, bring):
    dry_run = bring(GIFT).url
    QuizPage.objects.filter(pk=quiz.pk).update(locked=True, locked_by=make_user("boss@exchange.example"))
    as_officer.post(dry_run)
    assert types(draft_of(quiz)) == ["true_false"]


@pytest.mark.parametrize("name", ["quiz_import", "quiz_export"])
def test_quiz_page_links_to_import_and_export(as_officer, quiz, name):
    address = reverse(name, args=[quiz.pk])
    assert address in as_officer.get(reverse("wagtailadmin_pages:edit", args=[quiz.pk])).content.decode()
    assert address in as_officer.get(reverse("wagtailadmin_explore", args=[quiz.get_parent().pk])).content.decode()


def test_import_and_export_are_closed_to_people_who_may_not_edit_the_page(client, quiz):
    client.force_login(make_user("staff@exchange.example", "Reporting staff"))
    for address in (
        reverse("quiz_import", args=[quiz.pk]),
        reverse("quiz_export", args=[quiz.pk]),
        reverse("quiz_download", args=[quiz.pk, "moodle"]),
    ):
        assert client.get(address).url == reverse("wagtailadmin_home")


CYRILLIC = "Где растут деревья?{=в парке ~в море}".encode("cp1251")


def test_file_in_uncertain_encoding_is_read_in_encoding_chosen_from_previews(bring, as_officer, quiz):
    dry_run = bring(CYRILLIC, "questions.txt").url
    asked = as_officer.get(dry_run).url
    assert asked == f"{dry_run}encoding/"
    assert "Где растут деревья?" in as_officer.get(asked).content.decode()
    assert as_officer.post(dry_run).url == asked
    assert as_officer.post(asked, {"encoding": "cp1251"}).url == dry_run
    assert "Где растут деревья?" in as_officer.get(dry_run).content.decode()
    as_officer.post(dry_run)
    assert "Где растут деревья?" in str(draft_of(quiz).questions[-1].value["text"])


@pytest.mark.parametrize("encoding", ["klingon", "utf-8", ""])
def test_encoding_that_was_not_offered_changes_nothing(bring, as_officer, encoding):
    asked = f"{bring(CYRILLIC, 'questions.txt').url}encoding/"
    as_officer.post(asked, {"encoding": encoding})
    assert QuestionFile.objects.get().encoding == ""


def test_file_that_is_no_text_is_refused_with_reason(bring, as_officer):
    asked = as_officer.get(bring(b"\xff\x01\x02", "questions.txt").url).url
    assert "can't be read as text" in as_officer.get(asked).content.decode()


def test_aiken_file_in_utf_16_is_read(bring, as_officer):
    aiken = "Wo wächst Wald?\nA. Im Park\nB. Im Meer\nANSWER: A\n"
    assert "Wo wächst Wald?" in as_officer.get(bring(aiken.encode("utf-16"), "a.txt").url).content.decode()
