from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import LessonPage
from learning.activities.models import CompletedStep
from tests.factories import make_course, make_enrolment, make_session, make_webinar

pytestmark = pytest.mark.django_db


def test_an_empty_page_leads_to_the_programme(as_official):
    page = as_official.get("/en/my/").content.decode()
    assert "Nothing here yet" in page
    assert "/en/catalogue/" in page


def test_it_sorts_what_is_to_do_from_what_comes_and_what_is_done(as_official, official):
    ahead, gone = make_webinar("Ahead"), make_webinar("Gone")
    make_session(ahead.activity)
    make_session(gone.activity, timezone.now() - timedelta(days=2))
    for page in (make_course("Course"), ahead, gone):
        make_enrolment(page.activity, official.person)
    learning = as_official.get("/en/my/").context["learning"]
    names = [[entry.page.title for entry in part] for part in (learning.to_do, learning.upcoming, learning.done)]
    assert names == [["Course"], ["Ahead"], ["Gone"]]


def test_the_dots_of_a_course_show_what_is_done_and_what_is_next(as_official, official):
    course = make_course(lessons=3)
    enrolment = make_enrolment(course.activity, official.person)
    first = LessonPage.objects.child_of(course).first()
    CompletedStep.objects.create(
        enrolment=enrolment, step_key=first.translation_key, minutes=10, completed_at=timezone.now()
    )
    (entry,) = as_official.get("/en/my/").context["learning"].to_do
    assert entry.progress.states == ("done", "here", "")


def test_what_others_do_is_not_shown(as_official):
    make_enrolment(make_course("Theirs").activity)
    assert "Theirs" not in as_official.get("/en/my/").content.decode()


def test_a_visitor_is_asked_to_log_in_and_comes_back(client):
    assert client.get("/en/my/").url == "/accounts/login/?next=/en/my/"


@pytest.mark.parametrize("count", [1, 30])
def test_it_costs_the_same_queries_for_one_activity_and_for_thirty(
    as_official, official, django_assert_num_queries, count
):
    for _number in range(count):
        make_enrolment(make_course(lessons=2).activity, official.person)
    with django_assert_num_queries(12):
        as_official.get("/en/my/")


def test_a_trainer_is_shown_the_way_to_what_they_teach(as_official, official):
    assert "/en/teaching/" not in as_official.get("/en/my/").content.decode()
    make_enrolment(make_webinar().activity, official.person, role="trainer")
    assert "/en/teaching/" in as_official.get("/en/my/").content.decode()


def test_personal_pages_are_never_cached(as_official):
    assert "no-store" in as_official.get("/en/my/")["Cache-Control"]
