"""Previews of drafts by officers; readers never see drafts."""

import pytest

from courses.models import LessonPage
from home.models import HelpPage, HomePage
from tests.factories import make_course, make_lesson, make_training, make_webinar

pytestmark = pytest.mark.django_db


def preview(client, page):
    """Return the editor's preview of a page with its current content."""
    request = client.get("/admin/").wsgi_request
    return page.make_preview_request(original_request=request)


def test_every_kind_of_page_has_a_preview_of_drafts(as_officer):
    course = make_course("Draft course", live=False)
    lesson = make_lesson(course, "Draft lesson", live=False, body=[("text", "<p>Not yet public.</p>")])
    pages = [course, lesson, make_webinar("Draft webinar", live=False), make_training("Draft training", live=False)]
    pages += [HomePage.objects.first(), HelpPage.objects.first()]
    for page in pages:
        response = preview(as_officer, page)
        assert response.status_code == 200
        assert page.title in response.rendered_content
    assert "Not yet public." in preview(as_officer, lesson).rendered_content


def test_draft_is_404_for_readers(client):
    course = make_course(live=False)
    make_lesson(course, live=False)
    assert client.get(f"/en/courses/{course.slug}/").status_code == 404


def test_draft_of_published_page_is_not_shown_to_readers(client, as_officer):
    course = make_course("Published")
    course.title = "Edited"
    course.save_revision()
    assert "Edited" not in client.get(f"/en/courses/{course.slug}/").content.decode()
    assert "Edited" in preview(as_officer, course.get_latest_revision_as_object()).rendered_content


def test_republishing_old_revision_keeps_facts_of_the_activity():
    course = make_course("First")
    revision = course.save_revision()
    activity = course.activity
    activity.capacity, activity.title = 12, "As operations call it"
    activity.save()
    revision.publish()
    activity.refresh_from_db()
    assert (activity.capacity, activity.title) == (12, "As operations call it")


def test_copied_course_is_a_new_edition_without_enrolments(official):
    from learning.activities.models import Activity
    from tests.factories import make_enrolment

    course = make_course("First edition", lessons=2)
    make_enrolment(course.activity, official.person)
    copy = course.copy(
        recursive=True, update_attrs={"slug": "second-edition", "title": "Second edition"}, keep_live=True
    )
    assert copy.translation_key != course.translation_key
    assert not copy.activity.enrolments.exists()
    assert Activity.objects.count() == 2
    keys = set(LessonPage.objects.values_list("translation_key", flat=True))
    assert len(keys) == 4
