"""No right answer leaves the server before an attempt is handed in."""

import json

import pytest
from django.utils import timezone

from courses.models import LessonPage, QuizPage
from learning.activities.pages.lookup import path_of
from learning.people.privacy import data_export
from tests.courses.quizzes.questions import EACH_TYPE, each_type, right
from tests.factories import make_lesson, make_quiz

pytestmark = pytest.mark.django_db

# Texts in no question and no offered answer: only readers who may know what is right may see them.
SECRETS = (
    "Seat of Senegal",
    "Of Catalonia",
    "Capitals are seats",
    "Nobody is paid",
    "That is a wage",
    "They do indeed",
    "Look at their roots",
    "Bogot",
    "Santaf",
    "1.57",
    "0.13",
    "a hundred",
    "centimetres of length",
    "[[",
    "correct",
    "is_true",
    "accepted",
)


def leaks(response):
    text = response.content.decode()
    return [secret for secret in SECRETS if secret in text]


def test_secrets_are_taken_from_the_questions():
    written = json.dumps(EACH_TYPE, ensure_ascii=False)
    assert [secret for secret in SECRETS[:13] if secret not in written] == ["centimetres of length"]


def test_quiz_page_and_attempt_under_way_show_no_secret(as_official, quiz, begin):
    assert leaks(as_official.get(path_of(quiz, "en"))) == []
    attempt = begin(quiz)
    address = f"/en/courses/attempts/{attempt.key}/"
    assert leaks(as_official.get(address)) == []
    assert leaks(as_official.get(f"{address}?sure=1")) == []
    assert leaks(as_official.post(address, {"do": "save"}, follow=True)) == []


def test_people_who_are_not_enrolled_see_no_question(client, quiz):
    page = client.get(path_of(quiz, "en"))
    assert leaks(page) == []
    assert "Which is a capital?" not in page.content.decode()


def test_search_does_not_find_texts_of_quiz(client, quiz):
    for words in ("capital", "Bogotá", "Catalonia"):
        assert client.get("/en/search/", {"words": words}).context["results"] == []


def test_names_and_values_of_fields_reveal_nothing(as_official, quiz, begin):
    """Each value is the place of a choice on the page: attempts differ in what is right, not in the values offered."""
    attempts = []
    for _number in range(2):
        attempt = begin(quiz)
        attempts.append(as_official.get(f"/en/courses/attempts/{attempt.key}/").context["asked"])
        attempt.delete()
    offered = [[[choice.key for choice in one.choices] for one in asked] for asked in attempts]
    parts = [[[part.name for part in one.parts] for one in asked] for asked in attempts]
    assert offered[0] == offered[1]
    assert parts[0] == parts[1]


def test_items_are_never_shown_in_right_order(quiz, begin):
    for _number in range(20):
        attempt = begin(quiz)
        items = next(one["items"] for one in attempt.questions if one["kind"] == "ordering")
        assert [item["place"] for item in items] != [1, 2, 3]
        attempt.delete()


def test_preview_shows_questions_without_secrets(as_officer, quiz):
    for page in (as_officer.get(path_of(quiz, "en")), as_officer.get(f"/admin/pages/{quiz.pk}/edit/preview/")):
        assert page.status_code == 200
    page = as_officer.get(path_of(quiz, "en"))
    assert "Which is a capital?" in page.content.decode()
    assert leaks(page) == []


def test_knowledge_check_shows_no_secret_before_it_is_answered(as_official, course, enrolment):
    lesson = make_lesson(course, body=[("check", each_type())])
    page = as_official.get(path_of(lesson, "en"))
    assert "Which is a capital?" in page.content.decode()
    assert leaks(page) == []


def test_data_export_contains_answers_but_no_right_answers(as_official, quiz, begin, official):
    attempt = begin(quiz)
    as_official.post(f"/en/courses/attempts/{attempt.key}/", {"do": "save", f"q-{attempt.questions[3]['id']}": "Lima"})
    written = json.dumps(
        [section.as_data() for section in data_export.sections(official.person)], default=str, ensure_ascii=False
    )
    assert "Lima" in written
    assert [secret for secret in SECRETS if secret in written] == []


def result_of(as_official, attempt):
    return as_official.get(f"/en/courses/attempts/{attempt.key}/")


def test_result_of_blank_first_attempt_shows_no_secret(as_official, quiz, begin, hand_in):
    assert leaks(result_of(as_official, hand_in(begin(quiz), {}))) == []


@pytest.mark.parametrize("rules", [{"attempts": None}, {"pass_mark": 100, "attempts": 2, "cool_down": 60}])
def test_explanations_and_feedback_are_hidden_while_another_attempt_is_possible(
    as_official, course, begin, hand_in, rules
):
    quiz = make_quiz(course, each_type(), **rules)
    attempt = begin(quiz)
    fields = right(attempt.questions) | {"q-" + attempt.questions[4]["id"]: "7"}
    page = result_of(as_official, hand_in(attempt, fields))
    assert [secret for secret in leaks(page) if secret in SECRETS[:7]] == []
    assert page.content.decode().count("You see what is right, and why,") == 1


def test_answered_questions_are_explained_after_each_attempt_if_author_allows(as_official, course, begin, hand_in):
    quiz = make_quiz(course, each_type(), pass_mark=100, attempts=3, explains_each_attempt=True)
    assert leaks(result_of(as_official, hand_in(begin(quiz), {}))) == []
    attempt = begin(quiz)
    wrong = next(option["key"] for option in attempt.questions[0]["options"] if not option["correct"])
    page = result_of(as_official, hand_in(attempt, {f"q-{attempt.questions[0]['id']}": wrong}))
    assert leaks(page) == ["Of Catalonia", "Capitals are seats"]


@pytest.mark.parametrize("end", ["passed", "no attempt left", "closed"])
def test_explanations_are_shown_once_the_attempt_is_final(as_official, course, begin, hand_in, end):
    quiz = make_quiz(course, each_type(), pass_mark=60, attempts=1 if end == "no attempt left" else 2)
    attempt = hand_in(begin(quiz), None if end == "passed" else {})
    if end == "closed":
        QuizPage.objects.filter(pk=quiz.pk).update(closes_at=timezone.now())
    page = result_of(as_official, attempt).content.decode()
    assert "Capitals are seats of government." in page
    assert ("Right is: Bogotá" in page) is (end != "passed")


def test_attempt_under_way_hides_right_answers_of_the_one_before(as_official, course, begin, hand_in):
    quiz = make_quiz(course, each_type(), pass_mark=100, attempts=2)
    first = hand_in(begin(quiz), {})
    begin(quiz)
    assert leaks(result_of(as_official, first)) == []


def test_result_of_pre_test_shows_only_the_score(as_official, course, begin, hand_in):
    quiz = make_quiz(course, each_type(), purpose="pre_test", attempts=1)
    page = as_official.get(f"/en/courses/attempts/{hand_in(begin(quiz)).key}/").content.decode()
    assert "8 of 8 points" in page
    assert "Capitals are seats" not in page
    assert LessonPage.objects.count() == 0
