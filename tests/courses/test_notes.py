"""Notes on lessons: private, and kept through edits, in all languages and after the lesson is deleted."""

import io
import json
import zipfile

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.test import Client

from courses.models import CoursePage, LessonPage, Note
from courses.notes import actions as note_actions
from courses.notes.queries import listed
from learning.activities.enrolment import actions as enrolment_actions
from learning.people.duplicates import merges
from learning.people.privacy import data_export, erasure
from tests.factories import make_course, make_enrolment, make_lesson, make_note, make_person, make_user

pytestmark = pytest.mark.django_db
WORDS = "Ask Mamadou for the soil map"


def write(client, lesson, text=WORDS, language="en"):
    return client.post(f"/{language}/courses/steps/{lesson.translation_key}/note/", {"text": text})


def keep(client, lesson, keep="yes"):
    return client.post(f"/en/courses/steps/{lesson.translation_key}/keep/", {"keep": keep})


def kept():
    return list(Note.objects.order_by("pk").values_list("title", "text", "is_kept"))


def test_note_is_saved_and_shown_on_its_lesson(as_official, course, lessons, enrolment):
    response = write(as_official, lessons[0])
    assert response.url == f"/en/courses/{course.slug}/{lessons[0].slug}/#note"
    assert kept() == [(lessons[0].title, WORDS, False)]
    assert WORDS in as_official.get(response.url).content.decode()
    assert WORDS not in as_official.get(lessons[1].url).content.decode()


def test_message_about_note_is_shown_beside_it(as_official, lessons, enrolment):
    page = as_official.get(write(as_official, lessons[0]).url).content.decode()
    told = "Your note is saved. Only you see it."
    assert page.count(told) == 1
    assert page.index('id="note"') < page.index(told) < page.index("Save the note")


def test_second_text_replaces_note_and_empty_text_deletes_it(as_official, lessons, enrolment):
    write(as_official, lessons[0])
    write(as_official, lessons[0], "Other words")
    assert kept() == [(lessons[0].title, "Other words", False)]
    write(as_official, lessons[0], "  ")
    assert kept() == []


def test_page_is_kept_and_no_longer_kept(as_official, lessons, enrolment):
    keep(as_official, lessons[0])
    keep(as_official, lessons[0])
    assert kept() == [(lessons[0].title, "", True)]
    keep(as_official, lessons[0], "")
    assert kept() == []


def test_deleting_text_leaves_page_kept(as_official, lessons, enrolment):
    keep(as_official, lessons[0])
    write(as_official, lessons[0])
    write(as_official, lessons[0], "")
    assert kept() == [(lessons[0].title, "", True)]


def test_note_without_text_and_kept_page_violates_constraint(lessons, official):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_note(official.person, lessons[0], text="")


def test_too_long_note_is_returned_in_full_with_error(as_official, lessons, enrolment):
    long = "soil " * 1001
    page = write(as_official, lessons[0], long).content.decode()
    assert long.strip() in page
    assert "at most 5000 characters" in page
    assert kept() == []


def test_html_in_note_is_escaped(as_official, lessons, enrolment):
    write(as_official, lessons[0], "<script>alert(1)</script> & co")
    for address in (lessons[0].url, "/en/my/notes/"):
        page = as_official.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in page


@pytest.mark.parametrize("post", [write, keep])
def test_note_without_place_in_course_is_refused(as_official, course, lessons, enrolment, post):
    assert post(Client(), lessons[0]).url.startswith("/accounts/login/?next=")
    assert post(as_official, make_lesson(make_course())).status_code == 404
    assert post(as_official, course).status_code == 404
    enrolment_actions.withdraw(enrolment)
    assert post(as_official, lessons[0]).status_code == 404
    assert kept() == []


def test_note_on_lesson_not_open_yet_is_forbidden(as_official, course, lessons, enrolment):
    CoursePage.objects.filter(pk=course.pk).update(opening="in_order")
    for action, sent in (("note", {"text": "Early."}), ("keep", {"keep": "yes"})):
        answer = as_official.post(f"/en/courses/steps/{lessons[1].translation_key}/{action}/", sent)
        assert answer.status_code == 403
    assert not Note.objects.exists()


def test_get_changes_no_note(as_official, lessons, enrolment):
    assert as_official.get(f"/en/courses/steps/{lessons[0].translation_key}/keep/").status_code == 405
    assert kept() == []


def test_note_is_the_same_in_every_language_and_after_an_edit(course, lessons, in_spanish, as_official, enrolment):
    in_spanish(course)
    spanish = in_spanish(lessons[0])
    write(as_official, lessons[0])
    lesson = LessonPage.objects.get(pk=lessons[0].pk)
    lesson.title, lesson.slug = "Another title", "another-slug"
    lesson.save_revision().publish()
    assert WORDS in as_official.get(f"/es/courses/{course.slug}/{spanish.slug}/").content.decode()
    write(as_official, lessons[0], "Pregunta a Mamadou", language="es")
    assert "Pregunta a Mamadou" in as_official.get(f"/en/courses/{course.slug}/another-slug/").content.decode()
    assert Note.objects.count() == 1
    (english,), (own,) = listed(enrolment.person, "en"), listed(enrolment.person, "es")
    assert [english.lines[0].title, own.lines[0].title] == ["Another title", spanish.title]


def test_note_on_deleted_lesson_is_listed_with_title_and_without_link(as_official, course, lessons, enrolment):
    write(as_official, lessons[0])
    LessonPage.objects.get(pk=lessons[0].pk).delete()
    (only,) = listed(enrolment.person, "en")
    assert [(line.title, line.url, line.note.text) for line in only.lines] == [(lessons[0].title, "", WORDS)]
    assert only.url == f"/en/courses/{course.slug}/"
    CoursePage.objects.get(pk=course.pk).delete()
    page = as_official.get("/en/my/notes/").content.decode()
    assert [text for text in ("Care", lessons[0].title, WORDS, "no longer there") if text not in page] == []


def test_note_on_deleted_lesson_keeps_its_last_title(
    as_official, lessons, enrolment, django_capture_on_commit_callbacks
):
    write(as_official, lessons[0])
    lesson = LessonPage.objects.get(pk=lessons[0].pk)
    lesson.title = "Another title"
    lesson.save_revision().publish()
    with django_capture_on_commit_callbacks(execute=True):
        LessonPage.objects.get(pk=lesson.pk).delete()
    assert [name for name, _text, _kept in kept()] == ["Another title"]


def test_notes_are_listed_by_course_in_the_order_of_lessons(official, course, lessons):
    other = make_lesson(make_course("Water"), "Wells")
    make_note(official.person, lessons[2])
    make_note(official.person, lessons[0])
    make_note(official.person, other)
    assert [(one.title, [line.title for line in one.lines]) for one in listed(official.person, "en")] == [
        ("Water", ["Wells"]),
        ("Care", [lessons[0].title, lessons[2].title]),
    ]


@pytest.mark.parametrize(
    ("words", "found"), [("MAMADOU soil", 1), ("cafe", 1), ("care", 2), ("soil cafe", 0), ("", 2), ("%", 0)]
)
def test_search_in_notes_ignores_case_and_accents(official, course, lessons, words, found):
    make_note(official.person, lessons[0], WORDS)
    make_note(official.person, lessons[1], "Café con Núria")
    assert sum(len(one.lines) for one in listed(official.person, "en", words)) == found


def test_note_is_edited_and_deleted_from_list_of_notes(as_official, official, lessons):
    note = make_note(official.person, lessons[0], WORDS)
    address = f"/en/my/notes/{note.pk}/"
    assert WORDS in as_official.get(address).content.decode()
    assert as_official.post(address, {"text": "Two\r\nlines", "is_kept": "on"}).url == "/en/my/notes/"
    assert kept() == [(lessons[0].title, "Two\nlines", True)]
    assert "at most 5000" in as_official.post(address, {"text": "a" * 5001}).content.decode()
    assert as_official.post(f"{address}delete/").url == "/en/my/notes/"
    assert kept() == []
    assert as_official.post(address, {"text": "Back"}).status_code == 404


@pytest.mark.parametrize("role", ["Learning officers", "Reporting staff", "Trainers", "Administrators", None])
def test_note_is_404_for_everyone_else(course, lessons, official, role):
    note = make_note(official.person, lessons[0], WORDS)
    other = make_user(None, *filter(None, [role]), is_superuser=role is None)
    make_enrolment(course.activity, other.person)
    client = Client()
    client.force_login(other)
    for address in (f"/en/my/notes/{note.pk}/", f"/en/my/notes/{note.pk}/delete/"):
        assert {client.get(address).status_code, client.post(address, {"text": "Mine"}).status_code} == {404}
    for address in ("/en/my/notes/", lessons[0].url, f"/admin/persons/edit/{official.person.pk}/"):
        assert WORDS not in client.get(address).content.decode()
    assert kept() == [(lessons[0].title, WORDS, False)]


def test_notes_have_no_permissions():
    assert list(Permission.objects.filter(content_type__app_label="courses", content_type__model="note")) == []


def test_note_is_in_the_data_export(official, lessons):
    make_note(official.person, lessons[0], WORDS)
    with zipfile.ZipFile(io.BytesIO(data_export.zipped(official.person, official))) as copy:
        told = [json.loads(copy.read(name)) for name in copy.namelist() if name.endswith(".json")]
    assert WORDS in json.dumps(told)


def test_note_is_deleted_when_the_person_is_erased(official, lessons):
    make_note(official.person, lessons[0], WORDS)
    erasure.erase(official.person, by=official)
    assert kept() == []


def test_notes_of_merged_rows_belong_to_one_person(official, lessons):
    twin = make_person()
    make_note(twin, lessons[0], "From the twin")
    make_note(official.person, lessons[0], WORDS)
    merges.merge(twin, official.person, by=official)
    (course,) = listed(official.person, "en")
    assert {line.note.text for line in course.lines} == {"From the twin", WORDS}
    assert note_actions.edit(course.lines[0].note, text="", is_kept=False) is None
    assert Note.objects.count() == 1


@pytest.mark.parametrize("count", [1, 30])
def test_list_of_notes_takes_same_queries_for_one_and_thirty(as_official, official, django_assert_num_queries, count):
    course = make_course(lessons=count)
    for lesson in LessonPage.objects.child_of(course):
        make_note(official.person, lesson)
    as_official.get("/en/my/notes/")
    with django_assert_num_queries(5):
        as_official.get("/en/my/notes/")
