from html import unescape

import pytest
from wagtail.users.models import UserProfile

from tests.factories import make_course, make_lesson, make_quiz

pytestmark = pytest.mark.django_db
IN_NAIROBI = "On the clock of Africa/Nairobi. You can choose yours in your account."


@pytest.fixture
def _in_nairobi(officer):
    UserProfile.objects.create(user=officer, current_time_zone="Africa/Nairobi")


def test_whose_clock_an_opening_is_read_on_is_said_beside_it(as_officer):
    lesson = make_lesson(make_course())
    page = unescape(as_officer.get(f"/admin/pages/{lesson.pk}/edit/").content.decode())
    assert "Empty where it is open from the start. On the clock of UTC. You can choose yours in your account." in page


@pytest.mark.usefixtures("_in_nairobi")
def test_it_is_the_officer_s_own_where_their_account_names_one(as_officer):
    quiz = make_quiz(make_course(), [])
    page = unescape(as_officer.get(f"/admin/pages/{quiz.pk}/edit/").content.decode())
    assert page.count(IN_NAIROBI) == 2


@pytest.mark.usefixtures("_in_nairobi")
def test_so_it_is_where_a_course_is_published_later(as_officer):
    course = make_course()
    make_lesson(course).save_revision()
    page = unescape(as_officer.get(f"/admin/courses/{course.pk}/publish/").content.decode())
    assert f"Only for later. {IN_NAIROBI}" in page
