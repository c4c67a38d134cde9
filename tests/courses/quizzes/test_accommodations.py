from datetime import timedelta

import pytest

from courses.models import Accommodation
from courses.quizzes import actions as quiz_actions
from courses.quizzes.accommodations import accommodate
from learning.activities.pages.lookup import path_of
from learning.people.models import AuditEntry
from tests.courses.quizzes.questions import question
from tests.factories import make_enrolment, make_quiz, make_webinar

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz(course):
    return make_quiz(course, [question("true_false")], time_limit=20, attempts=1, pass_mark=100)


def entries():
    return [
        (entry.by, entry.object_id, entry.details)
        for entry in AuditEntry.objects.filter(action="accommodation_changed").order_by("pk")
    ]


def minutes(attempt):
    attempt.refresh_from_db()
    return (attempt.deadline - attempt.started_at) / timedelta(minutes=1)


def test_extra_time_extends_attempt_under_way_and_is_never_taken_from_it(quiz, enrolment, officer):
    attempt = quiz_actions.begin(enrolment, quiz)
    accommodate(enrolment, extra_time=50, by=officer)
    assert minutes(attempt) == 30
    accommodate(enrolment, by=officer)
    assert minutes(attempt) == 30
    assert not Accommodation.objects.exists()


def test_each_change_is_audited_once_without_reason(enrolment, officer):
    for _click in range(2):
        accommodate(enrolment, extra_time=25, by=officer)
    accommodate(enrolment, by=officer)
    told = {"extra_time": 25, "extra_attempts": 0}
    assert entries() == [
        (officer, str(enrolment.pk), told),
        (officer, str(enrolment.pk), {"extra_time": 0, "extra_attempts": 0}),
    ]


def test_extra_attempt_allows_another_after_the_last(quiz, enrolment, answered, client, official):
    answered(enrolment, quiz, is_right=False)
    client.force_login(official)
    assert client.get(path_of(quiz, "en")).context["quiz"].code == "none_left"
    accommodate(enrolment, extra_attempts=1)
    standing = client.get(path_of(quiz, "en")).context["quiz"]
    assert (standing.code, standing.left) == ("failed", 1)


def bulk(enrolment):
    return f"/admin/bulk/activities/enrolment/accommodate/?id={enrolment.pk}&next=/admin/"


def test_officer_gives_accommodation_on_participants_page(as_officer, officer, quiz, enrolment):
    assert "Extra time or attempts" in as_officer.get(f"/admin/activities/{enrolment.activity_id}/participants/").text
    asked = as_officer.get(bulk(enrolment))
    assert "Why is not asked" in asked.text
    as_officer.post(bulk(enrolment), {"extra_time": "100", "extra_attempts": "2"})
    given = Accommodation.objects.get()
    assert (given.enrolment, given.extra_time, given.extra_attempts) == (enrolment, 100, 2)
    assert entries() == [(officer, str(enrolment.pk), {"extra_time": 100, "extra_attempts": 2})]


@pytest.mark.parametrize(
    "fields", [{"extra_time": "7", "extra_attempts": "0"}, {"extra_time": "25", "extra_attempts": "-1"}, {}]
)
def test_invalid_form_gives_no_accommodation(as_officer, enrolment, fields):
    as_officer.post(bulk(enrolment), fields)
    assert not Accommodation.objects.exists()


def test_staff_can_not_give_accommodation(as_staff, enrolment):
    as_staff.post(bulk(enrolment), {"extra_time": "100", "extra_attempts": "2"})
    assert not Accommodation.objects.exists()


def test_accommodation_in_webinar_is_refused(as_officer):
    as_officer.post(bulk(make_enrolment(make_webinar().activity)), {"extra_time": "100", "extra_attempts": "2"})
    assert not Accommodation.objects.exists()
