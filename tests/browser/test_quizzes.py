"""Quizzes in a browser: by keyboard, with and without JavaScript, accessible in all states."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.images.models import Image
from wagtail.images.tests.utils import get_test_image_file

from courses.models import Attempt
from courses.quizzes import actions as quiz_actions
from learning.activities.pages.lookup import path_of
from tests.courses.quizzes.questions import each_type, question
from tests.factories import make_course, make_enrolment, make_lesson, make_quiz

from .conftest import WITH_AND_WITHOUT
from .test_access import faults

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def enrolment(learner):
    return make_enrolment(make_course("Care").activity, learner.person)


@pytest.fixture
def course(enrolment):
    from courses.models import CoursePage

    return CoursePage.objects.get(translation_key=enrolment.activity.key)


@WITH_AND_WITHOUT
def test_all_types_of_questions_are_answered_by_keyboard(visit, learner, course, javascript):
    quiz = make_quiz(course, each_type(), pass_mark=10)
    page = visit(learner, javascript=javascript)
    page.goto(path_of(quiz, "en"))
    page.get_by_role("button", name="Begin").press("Enter")
    page.wait_for_url("**/attempts/**")
    page.get_by_label("Dakar").press("Space")
    page.get_by_label("Cooking at home").press("Space")
    page.get_by_label("Walking a child to school").press("Space")
    page.get_by_role("radio", name="True").press("Space")
    page.get_by_role("textbox", name="The capital of Colombia?").fill("bogota")
    page.get_by_role("textbox", name="How wide is the pit?").fill("1,6")
    for city, country in {"Lomé": "Togo", "Quito": "Ecuador"}.items():
        page.get_by_label(city).select_option(country)
    for place, item in enumerate(("Dig", "Plant", "Water"), start=1):
        page.get_by_label(item, exact=True).select_option(str(place))
    page.get_by_label("Gap 1").fill("100")
    page.get_by_label("Gap 2").fill("length")
    page.get_by_role("button", name="Hand in").press("Enter")
    page.get_by_text("8 of 8 points").wait_for()
    assert Attempt.objects.get().passed


def test_time_left_is_shown_and_answers_are_saved_automatically(visit, learner, course, enrolment):
    quiz = make_quiz(course, [question("short_text")], time_limit=2)
    attempt = quiz_actions.begin(enrolment, quiz)
    Attempt.objects.update(deadline=timezone.now() + timedelta(seconds=50))
    page = visit(learner)
    page.goto(f"/en/courses/attempts/{attempt.key}/")
    page.get_by_text("Less than a minute left").wait_for()
    with page.expect_response(lambda response: response.request.method == "POST"):
        page.get_by_role("textbox").press_sequentially("Lima")
    attempt.refresh_from_db()
    assert list(attempt.answers.values()) == ["Lima"]
    assert attempt.is_under_way


@pytest.mark.parametrize(("width", "scheme"), [(320, "light"), (1280, "dark")])
def test_quiz_is_accessible_in_all_states(visit, learner, course, enrolment, width, scheme):
    image = Image.objects.create(title="Dots", file=get_test_image_file("dots.png"))
    picture = question("number", picture={"image": image, "alt": "Seven rows of dots"})
    quiz = make_quiz(course, [*each_type(), picture], pass_mark=60, attempts=2, time_limit=30, intro="<p>Think.</p>")
    later = make_quiz(course, each_type(), opens_at=timezone.now() + timedelta(days=1))
    checked = make_lesson(course, body=[("check", each_type())])
    failed = quiz_actions.submit(quiz_actions.begin(enrolment, quiz))
    under_way = quiz_actions.begin(enrolment, quiz)
    addresses = [
        path_of(quiz, "en"),
        path_of(later, "en"),
        path_of(checked, "en"),
        f"/en/courses/attempts/{failed.key}/",
        f"/en/courses/attempts/{under_way.key}/",
        f"/en/courses/attempts/{under_way.key}/?sure=1",
    ]
    page = visit(learner, width=width, color_scheme=scheme)
    found = {address: faults(page, address) for address in addresses}
    Attempt.objects.filter(pk=under_way.pk).update(deadline=timezone.now() - timedelta(minutes=1))
    found |= {"over": faults(page, addresses[4]), "time over": faults(page, addresses[0])}
    assert {address: problems for address, problems in found.items() if problems} == {}
