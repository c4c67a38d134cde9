from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import LessonPage
from learning.activities.models import CompletedStep
from tests.factories import make_course, make_enrolment, make_session, make_webinar

pytestmark = pytest.mark.django_db


def test_empty_page_links_to_catalogue(as_official):
    page = as_official.get("/en/my/").content.decode()
    assert "Nothing here yet" in page
    assert "/en/catalogue/" in page


def test_activities_are_sorted_into_to_do_upcoming_and_done(as_official, official):
    ahead, gone = make_webinar("Ahead"), make_webinar("Gone")
    make_session(ahead.activity)
    make_session(gone.activity, timezone.now() - timedelta(days=2))
    for page in (make_course("Course"), ahead, gone):
        make_enrolment(page.activity, official.person)
    learning = as_official.get("/en/my/").context["learning"]
    names = [[entry.page.title for entry in part] for part in (learning.to_do, learning.upcoming, learning.done)]
    assert names == [["Course"], ["Ahead"], ["Gone"]]


def test_dots_of_course_show_done_and_next_steps(as_official, official):
    course = make_course(lessons=3)
    enrolment = make_enrolment(course.activity, official.person)
    first = LessonPage.objects.child_of(course).first()
    CompletedStep.objects.create(
        enrolment=enrolment, step_key=first.translation_key, minutes=10, completed_at=timezone.now()
    )
    (entry,) = as_official.get("/en/my/").context["learning"].to_do
    assert entry.progress.states == ("done", "here", "")


def test_enrolments_of_others_are_not_shown(as_official):
    make_enrolment(make_course("Theirs").activity)
    assert "Theirs" not in as_official.get("/en/my/").content.decode()


def test_visitor_is_redirected_to_log_in_with_next(client):
    assert client.get("/en/my/").url == "/accounts/login/?next=/en/my/"


@pytest.mark.parametrize("count", [1, 30])
def test_query_count_is_the_same_for_one_and_thirty_activities(as_official, official, django_assert_num_queries, count):
    for _number in range(count):
        make_enrolment(make_course(lessons=2).activity, official.person)
    with django_assert_num_queries(12):
        as_official.get("/en/my/")


def test_trainer_gets_link_to_teaching(as_official, official):
    assert "/en/teaching/" not in as_official.get("/en/my/").content.decode()
    make_enrolment(make_webinar().activity, official.person, role="trainer")
    assert "/en/teaching/" in as_official.get("/en/my/").content.decode()


def test_personal_pages_are_never_cached(as_official):
    assert "no-store" in as_official.get("/en/my/")["Cache-Control"]
