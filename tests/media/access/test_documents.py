"""Access to documents: decided by the published pages and records that link to them."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import PageViewRestriction

from tests.factories import (
    make_activity,
    make_assignment,
    make_course,
    make_enrolment,
    make_lesson,
    make_quiz,
    make_user,
    make_webinar,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def document(db):
    return Document.objects.create(title="Slides", file=ContentFile(b"%PDF-1.7\n", "slides.pdf"))


def link(document):
    return f'<p><a linktype="document" id="{document.pk}">Slides</a></p>'


def status(client, document):
    return client.get(document.url).status_code


def test_document_linked_nowhere_is_served_to_its_editors_only(client, document, official, officer, staff):
    assert status(client, document) == 404
    for user, expected in ((official, 404), (staff, 404), (officer, 200)):
        client.force_login(user)
        assert status(client, document) == expected


def test_document_on_a_published_page_is_served_to_everyone(client, document):
    page = make_webinar(takeaways=link(document))
    assert status(client, document) == 200
    page.unpublish()
    assert status(client, document) == 404


def test_document_linked_only_in_a_draft_is_served_to_nobody_else(client, document):
    page = make_webinar()
    page.takeaways = link(document)
    page.save_revision()
    assert status(client, document) == 404


def test_document_on_a_private_page_is_served_to_readers_of_that_page(client, document, official):
    page = make_webinar(takeaways=link(document))
    PageViewRestriction.objects.create(page=page.get_parent(), restriction_type="login")
    assert status(client, document) == 302
    client.force_login(official)
    assert status(client, document) == 200


def lesson_with(document, how):
    if how == "block":
        return make_lesson(make_course(), body=[("document", document)])
    if how == "link":
        return make_lesson(make_course(), body=[("text", link(document))])
    return make_quiz(make_course(), [], intro=link(document))


@pytest.mark.parametrize("how", ["block", "link", "quiz"])
def test_document_in_a_lesson_is_served_to_enrolled_people_and_trainers(client, document, official, how):
    lesson = lesson_with(document, how)
    assert status(client, document) == 302
    client.force_login(official)
    assert status(client, document) == 404
    make_enrolment(make_course().activity, official.person)
    assert status(client, document) == 404
    enrolment = make_enrolment(lesson.course.activity, official.person)
    assert status(client, document) == 200
    enrolment.status = "withdrawn"
    enrolment.save()
    assert status(client, document) == 404
    trainer = make_user("trainer@example.org")
    make_enrolment(lesson.course.activity, trainer.person, role="trainer", source="officer")
    client.force_login(trainer)
    assert status(client, document) == 200


def test_document_in_a_free_preview_is_served_to_everyone(client, document):
    make_lesson(make_course(), body=[("document", document)], is_free_preview=True)
    assert status(client, document) == 200


def test_document_in_a_closed_lesson_is_not_served_before_it_opens(client, document, official):
    lesson = make_lesson(make_course(), body=[("document", document)], opens_at="2099-01-01T00:00Z")
    make_enrolment(lesson.course.activity, official.person)
    client.force_login(official)
    assert status(client, document) == 404


def test_document_in_an_assignment_is_served_to_enrolled_people(client, document, official):
    assignment = make_assignment(make_activity(), instructions=link(document))
    client.force_login(official)
    assert status(client, document) == 404
    make_enrolment(assignment.activity, official.person)
    assert status(client, document) == 200


def test_widest_audience_of_all_links_counts(client, document):
    make_lesson(make_course(), body=[("document", document)])
    assert status(client, document) == 302
    make_webinar(takeaways=link(document))
    assert status(client, document) == 200


def test_document_whose_file_is_missing_answers_404(client, document):
    make_webinar(takeaways=link(document))
    document.file.storage.delete(document.file.name)
    assert status(client, document) == 404


def test_document_in_six_lessons_costs_as_many_queries_as_in_one(
    client, document, official, django_assert_max_num_queries
):
    course = make_course()
    for _number in range(6):
        lesson = make_lesson(course, body=[("document", document)])
    make_enrolment(lesson.course.activity, official.person)
    client.force_login(official)
    client.get(document.url)
    with django_assert_max_num_queries(22):
        client.get(document.url)
