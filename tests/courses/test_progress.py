"""Completion of a course: in any language, and when lessons are moved, edited, added or removed."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from courses.models import CoursePage, LessonPage
from courses.progress import place_of
from learning.activities.enrolment.counts import taking
from learning.activities.models import CompletedStep
from learning.people.duplicates import merges
from tests.factories import make_enrolment, make_lesson, make_person

pytestmark = pytest.mark.django_db


def keys(enrolment):
    return set(enrolment.completed_steps.values_list("step_key", flat=True))


def test_the_last_lesson_completes_the_course(done, lessons, enrolment, django_capture_on_commit_callbacks):
    done(*lessons[:2])
    assert enrolment.completed_at is None
    with django_capture_on_commit_callbacks(execute=True):
        done(lessons[2])
    assert (enrolment.completed_by, enrolment.started_on) == ("steps", enrolment.participated_on)
    assert [message.subject for message in mail.outbox] == ["Completed: Care"]


def test_lesson_done_twice_is_one_step(done, lessons, enrolment):
    done(lessons[0], lessons[0])
    assert CompletedStep.objects.count() == 1


def test_progress_is_kept_after_a_language_switch(course, lessons, in_spanish, done, enrolment, as_official):
    in_spanish(course)
    spanish = [in_spanish(lesson) for lesson in lessons]
    done(lessons[0])
    done(spanish[1], spanish[2], language="es")
    assert enrolment.completed_at
    for language in ("en", "es"):
        outline = as_official.get(f"/{language}/courses/{course.slug}/").context["outline"]
        assert [lesson.state for lesson in outline.lessons] == ["done"] * 3


def test_progress_is_kept_after_moving_and_editing_lessons(course, lessons, done, enrolment, as_official):
    done(lessons[0])
    last = LessonPage.objects.get(pk=lessons[2].pk)
    last.move(LessonPage.objects.get(pk=lessons[0].pk), pos="left")
    first = LessonPage.objects.get(pk=lessons[0].pk)
    first.title, first.slug = "Another title", "another-slug"
    first.save_revision().publish()
    outline = as_official.get(f"/en/courses/{course.slug}/").context["outline"]
    assert [(lesson.title, lesson.state) for lesson in outline.lessons] == [
        (last.title, ""),
        ("Another title", "done"),
        (lessons[1].title, "here"),
    ]


def test_lesson_added_after_enrolment_is_not_required(course, lessons, done, enrolment):
    type(enrolment).objects.update(enrolled_at=timezone.now())
    LessonPage.objects.update(first_published_at=timezone.now() - timedelta(days=1))
    new = make_lesson(course, "New")
    LessonPage.objects.filter(pk=new.pk).update(first_published_at=timezone.now() + timedelta(seconds=5))
    done(*lessons)
    assert enrolment.completed_at


def test_lesson_added_after_completion_does_not_undo_it(course, lessons, done, enrolment):
    done(*lessons)
    before = enrolment.completed_at
    new = make_lesson(course, "New")
    done(new)
    assert enrolment.completed_at == before


@pytest.mark.parametrize("remove", ["unpublish", "delete"])
def test_removing_last_remaining_lesson_completes_course(
    lessons, done, enrolment, remove, django_capture_on_commit_callbacks
):
    done(*lessons[:2])
    with django_capture_on_commit_callbacks(execute=True):
        getattr(LessonPage.objects.get(pk=lessons[2].pk), remove)()
    enrolment.refresh_from_db()
    assert enrolment.completed_at


def test_moving_last_remaining_lesson_away_completes_course(
    lessons, done, enrolment, django_capture_on_commit_callbacks
):
    from tests.factories import make_course

    done(*lessons[:2])
    with django_capture_on_commit_callbacks(execute=True):
        LessonPage.objects.get(pk=lessons[2].pk).move(make_course("Other"), pos="last-child")
    enrolment.refresh_from_db()
    assert enrolment.completed_at


def test_deleting_a_lesson_keeps_step_and_minutes(lessons, done, enrolment):
    done(lessons[0])
    LessonPage.objects.get(pk=lessons[0].pk).delete()
    assert keys(enrolment) == {lessons[0].translation_key}
    assert enrolment.completed_steps.get().minutes == 10


def test_deleting_the_course_keeps_completion_and_steps(course, lessons, done, enrolment):
    done(*lessons)
    CoursePage.objects.get(pk=course.pk).delete()
    enrolment.refresh_from_db()
    assert enrolment.completed_at
    assert len(keys(enrolment)) == 3


def test_lesson_without_translation_is_shown_in_main_language(course, lessons, in_spanish, enrolment, as_official):
    in_spanish(course)
    in_spanish(lessons[0])
    outline = as_official.get(f"/es/courses/{course.slug}/").context["outline"]
    assert [lesson.language for lesson in outline.lessons] == ["es", "en", "en"]
    page = as_official.get(outline.lessons[1].url)
    assert page["Content-Language"] == "es"
    assert page.context["page"].title == lessons[1].title
    assert 'lang="en"' in page.content.decode()


def test_people_of_page_and_its_translations_are_counted_together(course, in_spanish, enrolment):
    spanish = in_spanish(course)
    make_enrolment(spanish.activity)
    assert taking(CoursePage.objects.get(pk=course.pk).activity) == 2


def test_completion_of_merged_row_counts_for_person(as_official, official, course, enrolment, staff):
    twin = make_enrolment(course.activity, make_person(name="Twin"), completed_at=timezone.now(), completed_by="steps")
    merges.merge(twin.person, official.person, by=staff)
    assert place_of(official.person, course.translation_key) == enrolment
    page = as_official.get(f"/en/courses/{course.slug}/")
    assert page.context["standing"].enrolment.completed_at == twin.completed_at
