"""Publishing a course and everything below it in one go: now, or by Wagtail's own schedule."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone
from wagtail import hooks
from wagtail.models import Page

from courses.models import CoursePage, LessonPage, ModulePage
from tests.courses.quizzes.questions import EACH_TYPE, question
from tests.factories import make_course, make_lesson, make_quiz

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    """An unpublished course with a module and two lessons."""
    course = make_course("Shade", live=False)
    module = course.add_child(instance=ModulePage(title="Roots", slug="roots", live=False))
    make_lesson(module, "Soil", live=False)
    make_lesson(course, "Water", live=False)
    return CoursePage.objects.get(pk=course.pk)


def send(client, course, **sent):
    return client.post(f"/admin/courses/{course.pk}/publish/", {"languages": "en", "when": "now", **sent})


def live(course):
    pages = Page.objects.descendant_of(course, inclusive=True).order_by("path")
    return [page.title for page in pages if page.live]


def test_course_and_all_pages_below_are_published_at_once(as_officer, draft):
    response = send(as_officer, draft)
    assert response.url == f"/admin/courses/{draft.pk}/outline/"
    assert live(draft) == ["Shade", "Roots", "Soil", "Water"]
    assert "4 pages are published." in as_officer.get(response.url).content.decode()


def test_draft_of_live_page_is_published_and_unchanged_pages_are_left_alone(as_officer, course, lessons):
    lesson = LessonPage.objects.get(pk=lessons[0].pk)
    lesson.title = "Changed"
    lesson.save_revision()
    send(as_officer, course)
    assert LessonPage.objects.get(pk=lesson.pk).title == "Changed"
    assert LessonPage.objects.get(pk=lessons[1].pk).latest_revision is None


def test_scheduled_course_is_published_by_tick_at_its_moment(as_officer, draft, time_machine):
    moment = timezone.now() + timedelta(days=2)
    send(as_officer, draft, when="later", at=f"{moment:%Y-%m-%d %H:%M}")
    assert live(draft) == []
    assert [page.status_string for page in Page.objects.descendant_of(draft, inclusive=True)] == ["scheduled"] * 4
    time_machine.move_to(moment - timedelta(minutes=5))
    call_command("tick")
    assert live(draft) == []
    time_machine.move_to(moment + timedelta(minutes=1))
    call_command("tick")
    assert live(draft) == ["Shade", "Roots", "Soil", "Water"]


def test_scheduled_course_can_be_published_now(as_officer, draft):
    moment = timezone.now() + timedelta(days=2)
    send(as_officer, draft, when="later", at=f"{moment:%Y-%m-%d %H:%M}")
    send(as_officer, draft)
    assert live(draft) == ["Shade", "Roots", "Soil", "Water"]
    assert LessonPage.objects.get(title="Soil").go_live_at is None


def test_only_selected_languages_are_published(as_officer, course, lessons, in_spanish):
    spanish = in_spanish(course)
    for lesson in lessons:
        own = in_spanish(lesson)
        own.unpublish()
    draft = LessonPage.objects.get(pk=lessons[0].pk)
    draft.title = "Changed"
    draft.save_revision()
    send(as_officer, course, languages="es")
    assert len(live(spanish)) == 4
    assert LessonPage.objects.get(pk=draft.pk).title != "Changed"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"languages": ""}, "languages"),
        ({"languages": "xx"}, "languages"),
        ({"when": "never"}, "when"),
        ({"when": "later", "at": ""}, "at"),
        ({"when": "later", "at": "2020-01-01 10:00"}, "at"),
        ({"when": "later", "at": "soon"}, "at"),
    ],
)
def test_invalid_form_shows_error_and_publishes_nothing(as_officer, draft, sent, field):
    assert field in send(as_officer, draft, **sent).context["form"].errors
    assert live(draft) == []


def test_locked_page_stops_publication_of_whole_course(as_officer, draft):
    Page.objects.filter(title="Water").update(locked=True)
    said = send(as_officer, draft).content.decode()
    assert "“Water” is locked. The person who locked it has to unlock it first." in said
    assert live(draft) == []


def test_page_without_title_stops_publication_of_whole_course(as_officer, draft):
    Page.objects.filter(title="Water").update(title="")
    assert "can&#x27;t be published yet" in send(as_officer, draft).content.decode()
    assert live(draft) == []


def half_a_question(course):
    """Return a quiz whose only question has one option: its own form saves that as a draft but does not publish it."""
    options = EACH_TYPE["one_choice"]["options"][:1]
    return make_quiz(course, [question("one_choice", options=options)], "What you know", live=False)


def test_question_without_enough_options_stops_publication_of_whole_course(as_officer, draft):
    half_a_question(draft)
    answer = send(as_officer, draft).content.decode()
    assert "“What you know” can&#x27;t be published yet: something under “questions” is not finished." in answer
    assert live(draft) == []


def test_unfinished_course_is_not_sent_through_the_workflow(as_officer, draft):
    half_a_question(draft)
    as_officer.post(f"/admin/courses/{draft.pk}/submit/", {"languages": "en"})
    assert not any(page.workflow_in_progress for page in Page.objects.descendant_of(draft, inclusive=True))


def test_publishing_course_without_changes_is_refused(as_officer, course, lessons):
    page = as_officer.get(f"/admin/courses/{course.pk}/publish/").content.decode()
    assert "There is nothing to publish: readers see all of it already." in page
    assert "There is nothing to publish" in send(as_officer, course).content.decode()


def test_hook_before_publishing_a_page_stops_publication_of_whole_course(as_officer, draft):
    from django.http import HttpResponse

    def ask_first(request, page):
        return HttpResponse("Captions first") if page.title == "Soil" else None

    with hooks.register_temporarily("before_publish_page", ask_first):
        assert send(as_officer, draft).content == b"Captions first"
    assert live(draft) == []


def test_publishing_requires_confirmation(as_officer, draft):
    as_officer.get(f"/admin/courses/{draft.pk}/publish/")
    assert live(draft) == []


def test_publication_sets_expected_minutes_unless_officer_has_set_them(as_officer, draft):
    LessonPage.objects.filter(title="Water").update(is_optional=True)
    send(as_officer, draft)
    assert draft.activity.expected_minutes == 10
    type(draft.activity).objects.update(expected_minutes=90)
    make_lesson(draft, "Light", live=False)
    send(as_officer, draft)
    assert CoursePage.objects.get(pk=draft.pk).activity.expected_minutes == 90
