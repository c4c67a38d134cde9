"""Access to lessons: by date, in order, as free previews; and optional lessons."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from courses.models import CoursePage, LessonPage
from courses.summaries import progress_of
from learning.activities.models import CompletedStep
from learning.activities.pages.lookup import speaking_of
from tests.factories import make_lesson

from .test_pages import read
from .test_steps import address

pytestmark = pytest.mark.django_db

BODY = [("text", "<p>The secret is water.</p>")]
SOON = datetime(2050, 3, 2, 15, tzinfo=UTC)


@pytest.fixture
def in_order(course):
    CoursePage.objects.filter(pk=course.pk).update(opening="in_order")


def put(lesson, **fields):
    """Publish the lesson with `fields`."""
    LessonPage.objects.filter(first_published_at=None).update(first_published_at=timezone.now() - timedelta(days=9))
    lesson = LessonPage.objects.get(pk=lesson.pk)
    for name, value in fields.items():
        setattr(lesson, name, value)
    lesson.save_revision().publish()


def kept():
    return set(CompletedStep.objects.values_list("step_key", flat=True))


def test_lesson_before_its_opening_shows_date_without_content(as_official, official, enrolment, lessons):
    official.person.time_zone = "America/Bogota"
    official.person.save()
    put(lessons[1], opens_at=SOON, body=BODY)
    response = read(as_official, lessons[1])
    page = response.content.decode()
    assert response.status_code == 403
    assert "Lesson 2 opens on 2 March 2050, 10:00 in Bogota." in page
    assert "The secret is water" not in page


def test_opening_is_shown_in_utc_if_time_zone_is_not_known(client, course, lessons):
    put(lessons[1], opens_at=SOON)
    assert "opens on 2 March 2050, 15:00 UTC" in read(client, course).content.decode()


def test_course_shows_open_lessons_and_when_others_open(as_official, course, enrolment, lessons):
    put(lessons[1], opens_at=SOON)
    response = read(as_official, course)
    assert [lesson.is_open for lesson in response.context["outline"].lessons] == [True, False, True]
    assert "opens on 2 March 2050" in response.content.decode()


def test_marking_lesson_not_open_yet_as_done_is_refused(as_official, enrolment, lessons):
    put(lessons[1], opens_at=SOON)
    response = as_official.post(address(lessons[1]))
    assert response.status_code == 403
    assert "This lesson is not open yet." in response.content.decode()
    assert kept() == set()


def test_lesson_opens_at_its_moment(as_official, enrolment, lessons, time_machine):
    put(lessons[1], opens_at=timezone.now() + timedelta(hours=1), body=BODY)
    assert read(as_official, lessons[1]).status_code == 403
    time_machine.move_to(timezone.now() + timedelta(minutes=61))
    assert "The secret is water" in read(as_official, lessons[1]).content.decode()


def test_lesson_that_was_done_stays_open(as_official, done, enrolment, lessons):
    done(lessons[0])
    put(lessons[0], opens_at=SOON, body=BODY)
    assert "The secret is water" in read(as_official, lessons[0]).content.decode()


def test_learner_with_all_open_lessons_done_sees_next_opening(as_official, course, done, enrolment, lessons):
    put(lessons[2], opens_at=SOON)
    assert done(*lessons[:2]).url == f"/en/courses/{course.slug}/"
    page = read(as_official, course).content.decode()
    assert "You have done all that is open. Lesson 3 opens on 2 March 2050, 15:00 UTC." in page


def test_lesson_in_order_opens_when_the_one_before_is_done(as_official, in_order, enrolment, lessons, done):
    response = read(as_official, lessons[1])
    assert response.status_code == 403
    assert f"Lesson 2 opens when you have done lesson 1, “{lessons[0].title}”." in response.content.decode()
    assert as_official.post(address(lessons[2])).status_code == 403
    assert kept() == set()
    done(lessons[0])
    assert read(as_official, lessons[1]).status_code == 200
    assert read(as_official, lessons[2]).status_code == 403


def test_lesson_done_in_order_leads_to_the_next(in_order, enrolment, lessons, done, course):
    assert done(lessons[0]).url == f"/en/courses/{course.slug}/{lessons[1].slug}/"


def test_later_lesson_in_order_waits_for_all_before_it(as_official, in_order, enrolment, lessons):
    page = read(as_official, lessons[2]).content.decode()
    told = f"Lesson 3 opens when you have done the lessons before it. The next is lesson 1, “{lessons[0].title}”."
    assert told in page


def test_lesson_in_order_does_not_wait_for_optional_one(as_official, in_order, enrolment, lessons, done):
    put(lessons[1], is_optional=True)
    done(lessons[0])
    assert [lesson.is_open for lesson in read(as_official, lessons[0]).context["outline"].lessons] == [True, True, True]


def test_all_lessons_are_open_after_completion(as_official, in_order, enrolment, lessons, done):
    put(lessons[1], is_optional=True)
    done(lessons[0], lessons[2])
    assert enrolment.completed_at
    assert read(as_official, lessons[1]).status_code == 200


def test_rules_of_main_language_apply_to_translation(as_official, course, lessons, in_spanish, enrolment):
    in_spanish(course)
    spanish = in_spanish(lessons[1])
    put(lessons[1], opens_at=SOON)
    assert read(as_official, spanish, "es").status_code == 403
    assert as_official.post(address(spanish, "es")).status_code == 403
    put(lessons[1], opens_at=None)
    put(spanish, opens_at=SOON)
    assert read(as_official, spanish, "es").status_code == 200


def test_officer_reads_lesson_before_its_opening(as_officer, lessons):
    put(lessons[1], opens_at=SOON, body=BODY)
    assert "The secret is water" in read(as_officer, lessons[1]).content.decode()


def test_optional_lesson_is_marked_and_not_required(as_official, course, enrolment, lessons, done):
    put(lessons[1], is_optional=True)
    page = read(as_official, course)
    assert page.content.decode().count("· optional") == 1
    assert [lesson.is_asked for lesson in page.context["outline"].lessons] == [True, False, True]
    done(lessons[0], lessons[2])
    assert enrolment.completed_at


def test_optional_lesson_can_be_done_and_does_not_complete_course(enrolment, lessons, done):
    put(lessons[1], is_optional=True)
    done(lessons[0], lessons[1])
    assert kept() == {lessons[0].translation_key, lessons[1].translation_key}
    assert enrolment.completed_at is None


def test_making_last_remaining_lesson_optional_completes_course(
    enrolment, lessons, done, django_capture_on_commit_callbacks
):
    done(*lessons[:2])
    with django_capture_on_commit_callbacks(execute=True):
        put(lessons[2], is_optional=True)
    enrolment.refresh_from_db()
    assert enrolment.completed_at


def test_progress_in_lists_leaves_out_optional_lessons(course, enrolment, lessons, done):
    put(lessons[1], is_optional=True)
    done(lessons[0])
    progress = progress_of([enrolment], speaking_of([course.translation_key]))
    assert progress[enrolment.activity_id].states == ("done", "here")


def test_visitor_reads_free_preview_with_link_to_enrol(client, lessons):
    put(lessons[0], is_free_preview=True, body=BODY)
    page = read(client, lessons[0]).content.decode()
    assert "The secret is water" in page
    assert "Read on: enrol in the course" in page
    assert "/enrol/" in page
    assert "Mark as done" not in page
    assert "free to read" in read(client, lessons[0].get_parent()).content.decode()


def test_free_preview_before_its_opening_is_not_readable(client, lessons):
    put(lessons[0], is_free_preview=True, body=BODY, opens_at=SOON)
    assert "The secret is water" not in read(client, lessons[0]).content.decode()


def test_marking_free_preview_as_done_without_place_is_refused(as_official, lessons):
    put(lessons[0], is_free_preview=True)
    assert as_official.post(address(lessons[0])).status_code == 404
    assert kept() == set()


@pytest.mark.parametrize("claim", [{"progress": "100"}, {"completed": "1", "minutes": "600"}])
def test_completion_request_with_other_fields_is_refused(as_official, enrolment, lessons, claim):
    assert as_official.post(address(lessons[0]), claim).status_code == 403
    assert kept() == set()


def test_post_to_a_page_itself_is_refused(as_official, course, enrolment, lessons):
    for page in (course, lessons[0]):
        url = f"/en/{page.url_path.split('/', 2)[2]}"
        assert as_official.post(url, {"progress": "100"}).status_code == 403
    enrolment.refresh_from_db()
    assert (kept(), enrolment.started_on, enrolment.completed_at) == (set(), None, None)


def test_step_of_another_course_posted_with_own_course_is_not_found(as_official, course, enrolment):
    from tests.factories import make_course

    other = make_lesson(make_course())
    assert as_official.post(address(other), {"course": str(course.translation_key)}).status_code == 404
    assert kept() == set()


@pytest.mark.parametrize("count", [1, 30])
def test_opening_rules_take_no_query_per_lesson(as_official, official, django_assert_num_queries, count):
    from tests.factories import make_course, make_enrolment

    course = make_course(lessons=count)
    CoursePage.objects.filter(pk=course.pk).update(opening="in_order")
    LessonPage.objects.update(is_optional=True, opens_at=timezone.now().astimezone(ZoneInfo("UTC")))
    make_enrolment(course.activity, official.person)
    read(as_official, course)
    with django_assert_num_queries(12):
        read(as_official, course)
