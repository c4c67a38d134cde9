import pytest
from django.core.files.base import ContentFile

from learning.media.models import Recording
from learning.reports.queries.recording_pages import activities_showing, pages_showing
from tests.factories import make_course, make_lesson, make_webinar

pytestmark = pytest.mark.django_db


@pytest.fixture
def film():
    return Recording.objects.create(title="Trees", type="video", duration=100, file=ContentFile(b"film", "trees.mp4"))


def test_a_webinar_and_the_course_of_a_lesson_show_it(film):
    webinar = make_webinar("Trees", recording=film)
    course = make_course("Care")
    lesson = make_lesson(course, body=[("video", {"video": film, "caption": ""})])
    assert [page.pk for page in pages_showing([film.pk])[film.pk]] == [webinar.pk, lesson.pk]
    assert activities_showing([film.pk]) == {film.pk: [webinar.activity, course.activity]}


def test_what_is_not_live_shows_nothing(film):
    make_webinar("Trees", recording=film, live=False)
    assert pages_showing([film.pk]) == {}
    assert activities_showing([film.pk]) == {}


@pytest.mark.parametrize("count", [1, 30])
def test_query_count_is_the_same_for_one_and_thirty_pages(film, django_assert_num_queries, count):
    for _number in range(count):
        make_webinar(recording=film)
    activities_showing([film.pk])
    with django_assert_num_queries(5):
        activities_showing([film.pk])
