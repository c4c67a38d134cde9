"""Preview of a course as an enrolled learner will see it, drafts included."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import CoursePage, LessonPage
from learning.activities.models import Enrolment
from tests.courses.quizzes.questions import each_type, question
from tests.factories import make_course, make_lesson, make_quiz, make_webinar

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    course = make_course("Shade", live=False)
    for title in ("Soil", "Water"):
        make_lesson(course, title, live=False, body=[("text", f"<p>All about {title}.</p>")])
    return CoursePage.objects.get(pk=course.pk)


def preview(client, course, lesson=None):
    return client.get(f"/admin/courses/{course.pk}/preview/{f'{lesson.pk}/' if lesson else ''}")


def lesson(title):
    return LessonPage.objects.get(title=title)


def test_course_preview_shows_drafts_in_order_with_links(as_officer, draft):
    page = preview(as_officer, draft).content.decode()
    assert "You are enrolled." in page
    assert page.index("Soil") < page.index("Water")
    assert f"/admin/courses/{draft.pk}/preview/{lesson('Soil').pk}/" in page
    assert "Start with lesson 1" in page


def test_lesson_preview_links_to_preview_of_next_lesson(as_officer, draft):
    page = preview(as_officer, draft, lesson("Soil")).content.decode()
    assert "All about Soil." in page
    following = (
        f'<a class="act" href="/admin/courses/{draft.pk}/preview/{lesson("Water").pk}/">Mark as done and go on</a>'
    )
    assert following in page
    last = preview(as_officer, draft, lesson("Water")).content.decode()
    assert f'<a class="act" href="/admin/courses/{draft.pk}/preview/">Mark as done and go on</a>' in last


def test_preview_shows_draft_of_live_page(as_officer, course, lessons):
    changed = LessonPage.objects.get(pk=lessons[0].pk)
    changed.title, changed.minutes = "Changed", 45
    changed.save_revision()
    page = preview(as_officer, course).content.decode()
    assert "Changed" in page
    assert "45 min" in page


def test_preview_shows_lesson_not_open_to_learners_with_notice(as_officer, draft):
    CoursePage.objects.filter(pk=draft.pk).update(opening="in_order")
    page = preview(as_officer, draft, lesson("Water")).content.decode()
    assert "All about Water." in page
    assert "Lesson 2 opens when you have done lesson 1, “Soil”." in page


def test_closed_quiz_is_closed_in_preview_until_its_draft_reopens_it(as_officer, draft):
    quiz = make_quiz(draft, [], "Test", closes_at=timezone.now() - timedelta(days=1))
    (closed,) = preview(as_officer, draft).context["outline"].lessons[2:]
    assert closed.is_closed
    quiz.closes_at = timezone.now() + timedelta(days=1)
    quiz.save_revision()
    (reopened,) = preview(as_officer, draft).context["outline"].lessons[2:]
    assert not reopened.is_closed


def test_preview_enrols_nobody(as_officer, draft):
    preview(as_officer, draft)
    preview(as_officer, draft, lesson("Soil"))
    assert not Enrolment.objects.exists()


def test_wagtails_preview_offers_visitor_and_enrolled_modes(as_officer, draft):
    request = as_officer.get("/admin/").wsgi_request
    visitor = draft.make_preview_request(request, "").rendered_content
    enrolled = draft.make_preview_request(request, "enrolled").rendered_content
    assert ("You are enrolled." in visitor, "You are enrolled." in enrolled) == (False, True)
    assert "Soil" in visitor
    assert [mode for mode, _label in lesson("Soil").preview_modes] == ["", "enrolled"]


def test_lesson_of_another_course_is_not_found(as_officer, draft):
    assert preview(as_officer, draft, make_lesson(make_course())).status_code == 404
    assert preview(as_officer, make_webinar()).status_code == 404


def test_preview_counts_quiz_separately_and_shows_no_right_answers(as_officer, draft):
    quiz = make_quiz(draft, each_type(), "What you know", live=False)
    page = preview(as_officer, draft).content.decode()
    assert "1 quiz is still to take." in page
    assert "2 lessons are still to do" in page
    page = preview(as_officer, draft, quiz).content.decode()
    assert "Which is a capital?" in page
    for word in ("Bogotá", "1.57", "a hundred", "Seat of Senegal", "Look at their roots"):
        assert word not in page


def test_preview_of_lesson_has_no_form_for_notes(as_officer, draft):
    lesson = make_lesson(draft, "Check", live=False, body=[("check", [question("short_text")])])
    page = preview(as_officer, draft, lesson).content.decode()
    assert "The capital of Colombia?" in page
    assert "Only for you" not in page
    assert "Write a note" not in page
