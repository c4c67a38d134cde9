import pytest
from django.core.files.base import ContentFile

from courses.models import LessonPage, WorkshopPage
from courses.quizzes import actions as quiz_actions
from learning.media.models import CaptionTrack, Recording
from tests.courses.quizzes.questions import question
from tests.factories import (
    make_course,
    make_enrolment,
    make_lesson,
    make_quiz,
    make_session,
    make_training,
)

pytestmark = pytest.mark.django_db

VTT = b"WEBVTT\n\n00:00.000 --> 00:04.000\nFirst, soil.\n"
BODY = [
    ("heading", "Roots"),
    ("text", "<p>The secret is water.</p>"),
    ("callout", {"tone": "warning", "title": "Mind", "text": "<p>Not too much.</p>"}),
    ("reveal", {"question": "Why?", "answer": "<p>Because.</p>"}),
    ("embed", {"embed": "https://www.youtube.com/watch?v=jNQXAC9IVRw", "title": "A film at the zoo"}),
    (
        "table",
        {
            "data": [["Year", "Trees"], ["2024", "12"]],
            "cell": [],
            "mergeCells": [],
            "first_row_is_table_header": True,
            "first_col_is_header": False,
            "table_caption": "Trees planted",
        },
    ),
]


def read(client, page, language="en"):
    return client.get(f"/{language}/{page.url_path.split('/', 2)[2]}")


@pytest.fixture
def lesson(course):
    return make_lesson(course, "Water", summary="How to water", body=BODY)


def test_lesson_is_shown_only_to_enrolled_people(client, as_official, lesson):
    page = read(as_official, lesson).content.decode()
    assert "How to water" in page
    assert "Enrol to read" in page
    assert "The secret is water" not in page


def test_enrolled_learner_sees_every_block(as_official, enrolment, lesson):
    page = read(as_official, lesson).content.decode()
    for text in ("The secret is water", "Not too much", "Why?", "Because", "A film at the zoo", "Trees planted"):
        assert text in page
    assert '<th scope="col"' in page
    assert "<iframe" not in page


def test_public_search_does_not_find_words_of_lesson(client, lesson):
    assert client.get("/en/search/?words=secret").context["results"] == []


def test_officer_reads_lesson_without_enrolling(as_officer, lesson):
    assert "The secret is water" in read(as_officer, lesson).content.decode()


def test_the_outline_shows_where_the_reader_is(as_official, enrolment, lessons, done):
    done(lessons[0])
    outline = read(as_official, lessons[2]).context["outline"]
    assert [lesson.state for lesson in outline.lessons] == ["done", "", "here"]


def test_course_links_to_lesson_where_reader_stopped(as_official, course, enrolment, lessons, done):
    assert read(as_official, course).context["next_label"] == "Start with lesson 1"
    done(lessons[1])
    context = read(as_official, course).context
    assert (context["next_label"], context["next_url"]) == (
        "Go on with lesson 3",
        f"/en/courses/{course.slug}/{lessons[2].slug}/",
    )


def test_get_of_any_page_changes_nothing(as_official, course, lessons, enrolment):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    read(as_official, course)
    with CaptureQueriesContext(connection) as queries:
        read(as_official, course)
        read(as_official, lessons[0])
    assert [query["sql"] for query in queries if query["sql"].split()[0] in {"INSERT", "UPDATE", "DELETE"}] == []


def test_index_page_redirects_to_catalogue_of_its_kind(client):
    assert client.get("/fr/courses/").url == "/fr/catalogue/?kind=course"


def test_training_shows_programme_place_and_rule(as_official):
    training = make_training("Abroad", programme=[("item", {"day": 1, "title": "Arrive", "text": "<p>Hello.</p>"})])
    type(training.activity).objects.filter(pk=training.activity.pk).update(
        place="Barcelona", mode="in_person", attendance_share=80
    )
    make_session(training.activity, title="Day one")
    page = read(as_official, training).content.decode()
    for text in ("Arrive", "Hello.", "Barcelona", "Day one", "80 %"):
        assert text in page


@pytest.mark.parametrize("count", [1, 30])
def test_course_page_takes_same_queries_for_one_lesson_and_thirty(
    as_official, official, django_assert_num_queries, count
):
    course = make_course(lessons=count)
    make_enrolment(course.activity, official.person)
    read(as_official, course)
    with django_assert_num_queries(12):
        read(as_official, course)


@pytest.mark.parametrize("count", [1, 30])
def test_post_test_page_takes_same_queries_for_one_attempt_and_thirty(
    as_official, official, django_assert_num_queries, count
):
    course = make_course(lessons=count)
    enrolment = make_enrolment(course.activity, official.person)
    quiz = make_quiz(course, [question("true_false")], purpose="post_test")
    for _number in range(count):
        quiz_actions.submit(quiz_actions.begin(enrolment, quiz))
    read(as_official, quiz)
    with django_assert_num_queries(12):
        assert f"Attempt {count}," in read(as_official, quiz).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_lesson_page_takes_same_queries_however_long_the_course_is(
    as_official, official, django_assert_num_queries, count
):
    course = make_course(lessons=count)
    make_enrolment(course.activity, official.person)
    lesson = LessonPage.objects.child_of(course).first()
    read(as_official, lesson)
    with django_assert_num_queries(9):
        read(as_official, lesson)


@pytest.mark.parametrize("count", [1, 5])
def test_lesson_page_takes_same_queries_for_one_recording_and_five(
    as_official, official, django_assert_num_queries, count
):
    course, body = make_course(), []
    for number in range(count):
        film = Recording.objects.create(title="Soil", type="video", duration=60, file=ContentFile(b"film", "soil.mp4"))
        CaptionTrack.objects.create(recording=film, language="en", file=ContentFile(VTT, f"{number}.vtt"))
        body.append(("video", {"video": film, "caption": ""}))
    lesson = make_lesson(course, body=body)
    make_enrolment(course.activity, official.person)
    assert read(as_official, lesson).content.decode().count("First, soil.") == count
    with django_assert_num_queries(12):
        read(as_official, lesson)


@pytest.mark.parametrize("count", [1, 30])
def test_workshop_page_takes_same_queries_for_one_session_and_thirty(
    as_official, official, django_assert_num_queries, count
):
    workshop = make_training(model=WorkshopPage)
    for _number in range(count):
        make_session(workshop.activity)
    make_enrolment(workshop.activity, official.person)
    read(as_official, workshop)
    with django_assert_num_queries(10):
        read(as_official, workshop)
