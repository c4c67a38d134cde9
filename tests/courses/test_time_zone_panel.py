from html import unescape

import pytest
from wagtail.users.models import UserProfile

from tests.factories import make_course, make_lesson, make_quiz

pytestmark = pytest.mark.django_db
IN_NAIROBI = "On the clock of Africa/Nairobi. You can choose yours in your account."


@pytest.fixture
def _in_nairobi(officer):
    UserProfile.objects.create(user=officer, current_time_zone="Africa/Nairobi")


def test_time_zone_of_an_opening_is_shown_beside_the_field(as_officer):
    lesson = make_lesson(make_course())
    page = unescape(as_officer.get(f"/admin/pages/{lesson.pk}/edit/").content.decode())
    assert "Empty where it is open from the start. On the clock of UTC. You can choose yours in your account." in page


@pytest.mark.usefixtures("_in_nairobi")
def test_time_zone_is_that_of_the_officers_account(as_officer):
    quiz = make_quiz(make_course(), [])
    page = unescape(as_officer.get(f"/admin/pages/{quiz.pk}/edit/").content.decode())
    assert page.count(IN_NAIROBI) == 2


@pytest.mark.usefixtures("_in_nairobi")
def test_time_zone_is_shown_where_a_course_is_scheduled(as_officer):
    course = make_course()
    make_lesson(course).save_revision()
    page = unescape(as_officer.get(f"/admin/courses/{course.pk}/publish/").content.decode())
    assert f"Only for later. {IN_NAIROBI}" in page
