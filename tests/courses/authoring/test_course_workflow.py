"""A course goes through its workflow as a whole."""

import pytest
from django.core import mail
from wagtail.models import Page

from courses.models import CoursePage
from tests.factories import make_course, make_lesson, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    course = make_course("Shade", live=False)
    for title in ("Soil", "Water"):
        make_lesson(course, title, live=False)
    return CoursePage.objects.get(pk=course.pk)


@pytest.fixture
def other_officer(officer):
    return make_user("other@example.org", "Learning officers")


def post(client, course, action, **sent):
    return client.post(f"/admin/courses/{course.pk}/{action}/", sent)


def states(course):
    return [page.status_string for page in Page.objects.descendant_of(course, inclusive=True).order_by("path")]


def test_submitted_course_waits_as_a_whole_with_one_mail_per_approver(as_officer, other_officer, draft):
    response = post(as_officer, draft, "submit", languages="en")
    assert states(draft) == ["in moderation"] * 3
    assert "3 pages wait for approval." in as_officer.get(response.url).content.decode()
    assert [(message.to, "Shade" in message.subject) for message in mail.outbox] == [(["other@example.org"], True)]


def test_submitted_single_lesson_sends_wagtails_own_mail(as_officer, other_officer, course, lessons):
    lesson = lessons[0]
    lesson.save_revision()
    lesson.get_workflow().start(lesson, other_officer)
    assert [message.to for message in mail.outbox] == [["officer@example.org"]]


def test_outline_of_submitted_course_shows_waiting_for_approval(as_officer, draft):
    post(as_officer, draft, "submit", languages="en")
    rows = as_officer.get(f"/admin/courses/{draft.pk}/outline/").context["plan"].rows
    assert [str(row.state) for row in rows] == ["waiting for approval"] * 2


def test_approver_approves_the_whole_course_in_one_action(client, as_officer, other_officer, draft):
    post(as_officer, draft, "submit", languages="en")
    client.force_login(other_officer)
    assert "3 pages wait for your decision." in client.get(f"/admin/courses/{draft.pk}/submit/").content.decode()
    post(client, draft, "approve")
    assert states(draft) == ["live"] * 3


def test_second_submission_starts_no_second_workflow(as_officer, draft):
    post(as_officer, draft, "submit", languages="en")
    assert "There is nothing to send" in post(as_officer, draft, "submit", languages="en").content.decode()
    assert draft.workflow_states.count() == 1


def test_publishing_submitted_course_ends_workflow(as_officer, draft):
    post(as_officer, draft, "submit", languages="en")
    post(as_officer, draft, "publish", languages="en", when="now")
    assert states(draft) == ["live"] * 3


def test_approval_is_refused_if_nothing_waits(as_officer, draft):
    assert post(as_officer, draft, "approve").url == "/admin/"
    assert as_officer.get(f"/admin/courses/{draft.pk}/approve/").status_code == 405
    assert states(draft) == ["draft"] * 3
