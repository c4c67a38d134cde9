import pytest

from courses.models import Attempt
from courses.quizzes import actions as quiz_actions
from tests.courses.quizzes.questions import each_type, question, right
from tests.factories import make_course, make_enrolment, make_quiz


@pytest.fixture
def course():
    return make_course("Care")


@pytest.fixture
def enrolment(course, official):
    return make_enrolment(course.activity, official.person)


@pytest.fixture
def quiz(course):
    """A quiz with all eight types of question, 60 % to pass and three attempts."""
    return make_quiz(course, each_type(), pass_mark=60, attempts=3)


@pytest.fixture
def easy(course):
    """A quiz with one question and one point."""
    return make_quiz(course, [question("true_false")], pass_mark=100, attempts=3)


@pytest.fixture
def begin(as_official, enrolment):
    """Return a function that begins an attempt at a quiz with the learner's form, and returns the attempt."""

    def press(quiz, language="en"):
        response = as_official.post(f"/{language}/courses/steps/{quiz.translation_key}/begin/")
        assert response.status_code == 302, response.status_code
        return Attempt.objects.get(key=response.url.rstrip("/").rsplit("/", 1)[-1])

    return press


@pytest.fixture
def hand_in(as_official):
    """Return a function that posts an attempt's form; with `fields` None all is answered rightly."""

    def press(attempt, fields=None, **more):
        fields = right(attempt.questions) if fields is None else fields
        as_official.post(f"/en/courses/attempts/{attempt.key}/", {"do": "hand_in", **fields, **more})
        if Attempt.objects.get(pk=attempt.pk).is_under_way:
            as_official.post(f"/en/courses/attempts/{attempt.key}/", {"do": "hand_in", "sure": "1"})
        attempt.refresh_from_db()
        return attempt

    return press


@pytest.fixture
def answered():
    """A action's way: begin an attempt and hand it in, rightly or with nothing."""

    def do(enrolment, quiz, is_right=True):
        attempt = quiz_actions.begin(enrolment, quiz)
        said = {one["id"]: "true" for one in attempt.questions} if is_right else {}
        return quiz_actions.submit(attempt, said)

    return do
