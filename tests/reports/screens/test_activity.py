"""One activity told on one page."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from learning.activities.models import DeclaredFigure, Feedback, Target
from tests.factories import make_activity, make_enrolment
from tests.reports.screen_parser import ROOT, lines

pytestmark = pytest.mark.django_db

START = datetime(2026, 5, 12, 14, tzinfo=UTC)


def test_an_activity_is_told_on_one_page(as_staff, seminar):
    Target.objects.create(activity=seminar, metric="participants", value=20)
    DeclaredFigure.objects.create(activity=seminar, value=40, year=2026, unit="people", source="Report")
    response = as_staff.get(f"{ROOT}activity/{seminar.pk}/")
    assert lines(response, "funnel") == {
        "Expected": "20",
        "Registered": "6",
        "Came live": "6",
        "Started learning": "0",
        "Took part: came or started": "6",
        "Completed": "0",
    }
    assert lines(response, "rates")["Attendance rate"] == "100 %"
    assert lines(response, "gender") == {"Women": "5", "Men": "1", "Non-binary or another": "0", "No answer": "0"}
    assert lines(response, "countries") == {"Colombia": "5", "France": "1"}
    page = response.content.decode()
    assert "83 % women (of 100 % who answered)" in page
    assert "6 counted + 40 declared (not de-duplicated)." in page
    assert "No one has answered yet." in page


def test_the_page_of_an_activity_and_the_list_of_all_lead_to_its_report(as_staff, seminar):
    address = f'href="{ROOT}activity/{seminar.pk}/"'
    assert address in as_staff.get(reverse("activity:inspect", args=[seminar.pk])).content.decode()
    assert address in as_staff.get(ROOT).content.decode()


def test_a_course_that_is_always_open_can_be_told_by_year(as_staff, come):
    course = make_activity(kind="course")
    come(course, participated_on=date(2025, 3, 1), started_on=date(2025, 3, 1), attended_on=None)
    come(course)
    assert lines(as_staff.get(f"{ROOT}activity/{course.pk}/"), "funnel")["Took part: came or started"] == "2"
    told = as_staff.get(f"{ROOT}activity/{course.pk}/?year=2025")
    assert lines(told, "funnel")["Took part: came or started"] == "1"
    assert as_staff.get(f"{ROOT}activity/{course.pk}/?year=MMXXV").status_code == 404


def rate(activity, *ratings, at=START):
    for rating in ratings:
        enrolment = make_enrolment(activity, attended_on=START.date(), participated_on=START.date())
        Feedback.objects.create(enrolment=enrolment, rating=rating, given_at=at)


def test_answers_of_one_to_four_people_are_told_as_their_number_alone(reader, seminar):
    rate(seminar, 5, 5, 5, 5, 5, 4)
    response = reader.get(f"{ROOT}activity/{seminar.pk}/")
    assert lines(response, "feedback") == {"Answers": "6"}
    assert "gender" not in [part.code for part in response.context["parts"]]
    assert "Women" not in [line.label for part in response.context["parts"] for line in part.lines]


def test_answers_of_five_and_more_are_told_with_their_average(reader, seminar):
    rate(seminar, *[5] * 5, *[4] * 5)
    assert lines(reader.get(f"{ROOT}activity/{seminar.pk}/"), "feedback") == {
        "Answers": "10",
        "Answers shown, as of the end of a month": "10",
        "Average, of 5": "4.5",
        "5 of 5": "5",
        "4 of 5": "5",
        "3 of 5": "0",
        "2 of 5": "0",
        "1 of 5": "0",
    }


def test_answers_that_are_all_alike_are_told_as_their_number_alone(reader, seminar):
    rate(seminar, *[5] * 6)
    assert lines(reader.get(f"{ROOT}activity/{seminar.pk}/"), "feedback") == {"Answers": "6"}


def test_new_answers_are_shown_when_the_month_is_over_and_five_may_be(reader, seminar, time_machine):
    def shown():
        return lines(reader.get(f"{ROOT}activity/{seminar.pk}/"), "feedback").get("5 of 5")

    rate(seminar, *[5] * 5, *[4] * 5)
    time_machine.move_to(datetime(2026, 5, 31, tzinfo=UTC))
    assert shown() is None
    time_machine.move_to(datetime(2026, 6, 1, tzinfo=UTC))
    assert shown() == "5"
    rate(seminar, *[5] * 4, at=datetime(2026, 6, 10, tzinfo=UTC))
    time_machine.move_to(datetime(2026, 7, 1, tzinfo=UTC))
    assert shown() == "5"
    rate(seminar, 5, *[3] * 5, at=datetime(2026, 7, 10, tzinfo=UTC))
    assert shown() == "5"
    time_machine.move_to(datetime(2026, 8, 1, tzinfo=UTC))
    assert shown() == "10"


def test_staff_with_the_permission_see_the_few_answers_too(as_staff, seminar):
    rate(seminar, 5, 4)
    assert lines(as_staff.get(f"{ROOT}activity/{seminar.pk}/"), "feedback")["4 of 5"] == "1"


@pytest.mark.parametrize("address", ["activity/999999/", "activity/1/"])
def test_an_activity_that_is_not_there_is_not_found(as_staff, address):
    assert as_staff.get(f"{ROOT}{address}").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_a_report_costs_the_same_queries_for_one_person_and_thirty(as_staff, come, count, django_assert_num_queries):
    activity = make_activity(starts_on=date(2026, 5, 12))
    for _number in range(count):
        come(activity)
    as_staff.get(f"{ROOT}activity/{activity.pk}/")
    with django_assert_num_queries(37):
        as_staff.get(f"{ROOT}activity/{activity.pk}/")


def test_the_funnel_draws_what_was_aimed_at_hollow(as_staff, seminar):
    Target.objects.create(activity=seminar, metric="participants", value=12)
    funnel = as_staff.get(f"{ROOT}activity/{seminar.pk}/").context["pictures"][0]
    assert [(bar.labels[0][0], bar.told, bar.is_hollow) for bar in funnel.bars] == [
        ("Expected", "12", True),
        ("Registered", "6 · 50 %", False),
        ("Came live", "6 · 100 %", False),
        ("Completed", "0 · 0 %", False),
    ]
