"""The examples of docs/how-to do what the pages say."""

import random
import re
from datetime import date

import pytest
from django.conf import settings
from django.http import QueryDict
from django.template.loader import get_template

from courses.models import Note
from courses.question_io import export, formats
from courses.question_io.question import NotTaken
from courses.quizzes import frozen_questions, grading, posted_answers, shown_questions
from courses.quizzes.blocks import QuestionsBlock
from courses.quizzes.review import review
from courses.quizzes.types import TYPES
from learning.core.emails import composers
from learning.people.privacy import personal_data
from learning.reports.queries import enrolments
from learning.reports.scope.scopes import Scope
from learning.reports.screens.screen import Screen
from tests.factories import make_activity, make_enrolment, make_person

PAGES = sorted((settings.BASE_DIR / "docs/how-to").glob("*.md"))
BLOCK = re.compile(r"```python\n(.*?)```", re.DOTALL)


def executed(name):
    """Return the names that the Python block of a page defines."""
    names = {"__name__": "example"}
    exec(BLOCK.search((settings.BASE_DIR / f"docs/how-to/{name}.md").read_text())[1], names)
    return names


@pytest.fixture
def year(monkeypatch):
    found = executed("question-type")["Year"]()
    monkeypatch.setitem(TYPES, found.code, found)
    return found


def frozen_year(year):
    stream = QuestionsBlock([(year.code, year.block())])
    value = {"text": "<p>When was the Eiffel Tower finished?</p>", "year": 1889, "years_off": 2}
    return frozen_questions.freeze(stream.to_python([{"type": "year", "value": value, "id": "a"}]), random.Random(1))


def test_page_names_each_how_to_with_one_block():
    assert {page.stem: len(BLOCK.findall(page.read_text())) for page in PAGES} == dict.fromkeys(
        ["activity-kind", "measure", "notification", "personal-data-holder", "question-type", "screen"], 1
    )


@pytest.mark.parametrize(("typed", "points"), [("1889", 1), ("1891", 1), ("1892", 0), ("long ago", 0), ("", 0)])
def test_new_question_type_is_asked_read_graded_and_reviewed(year, typed, points):
    questions = frozen_year(year)
    [asked] = shown_questions.ask(questions, {})
    answers = posted_answers.read(questions, QueryDict(f"{asked.name}={typed}"))
    [reviewed] = review(questions, answers)
    assert (grading.score(questions, answers).points, reviewed.won) == (points, points)
    assert reviewed.right == ("" if points else "1889")


def test_new_question_type_is_drawn_by_its_template(year):
    [asked] = shown_questions.ask(frozen_year(year), {"a": "1889"})
    assert 'name="q-a" value="1889"' in get_template("courses/quizzes/question.html").render({"question": asked})


@pytest.mark.parametrize("form", formats.FORMATS.values(), ids=lambda form: form.name)
def test_export_leaves_out_new_question_type_and_says_so(year, form):
    stream = QuestionsBlock([(year.code, year.block())])
    value = {"text": "<p>When?</p>", "year": 1889, "years_off": 0}
    with pytest.raises(NotTaken):
        year.to_question(value, "When?")

    class Page:
        title, questions = "Towers", stream.to_python([{"type": "year", "value": value, "id": "a"}])

    made = export.export(Page, form)
    assert [(line.number, line.title, line.why) for line in made.left_out] == [
        (1, "When?", "Questions of this type can't be written to a file.")
    ]


@pytest.mark.django_db
def test_condition_of_new_measure_counts_participants_without_organisation(monkeypatch):
    condition = executed("measure")["condition"]
    day = date(2026, 5, 12)
    activity = make_activity(starts_on=day)
    alone = make_enrolment(activity, make_person("Ana", None), attended_on=day, participated_on=day)
    make_enrolment(activity, make_person("Eva"), attended_on=day, participated_on=day)
    monkeypatch.setitem(enrolments.CONDITIONS, "unaffiliated", condition)
    assert list(enrolments.of("unaffiliated", Scope())) == [alone]


def test_new_screen_is_a_screen_with_its_columns():
    view = executed("screen")["LanguagesView"]()
    assert isinstance(view, Screen)
    assert [column.name for column in view.columns] == ["name", "people"]


def test_activity_kind_has_names_that_exist():
    assert executed("activity-kind")["settings_of_a_page"]["activity_kind"] == "workshop"


@pytest.mark.django_db
def test_new_notification_is_composed_at_delivery(django_capture_on_commit_callbacks, mailoutbox, monkeypatch):
    monkeypatch.setattr(composers, "_composers", dict(composers._composers))
    greet = executed("notification")["greet"]
    with django_capture_on_commit_callbacks(execute=True):
        greet(make_person("Ana", None, email="ana@example.org"))
    assert [(mail.subject, mail.body, mail.to) for mail in mailoutbox] == [
        ("Welcome", "Hello Ana", ["ana@example.org"])
    ]


def test_new_holder_is_in_register_of_personal_data(monkeypatch):
    monkeypatch.setattr(personal_data, "_register", {})
    executed("personal-data-holder")["register"]()
    assert [(one.model, one.path, one.is_deleted) for one in personal_data.registered()] == [(Note, "person", True)]
