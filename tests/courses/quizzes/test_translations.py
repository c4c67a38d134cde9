"""A quiz translated with wagtail-localize: every text is offered, and each question keeps its id."""

import pytest

from courses.quizzes.frozen_questions import every_question
from tests.courses.quizzes.questions import each_type, question
from tests.factories import make_quiz
from tests.home.test_translations import translate

pytestmark = pytest.mark.django_db

WORDS = {
    "Which is a capital?": "¿Cuál es una capital?",
    "Seat of Senegal's government.": "Sede del Gobierno de Senegal.",
    "Capitals are seats of government.": "Las capitales son sedes de gobierno.",
    "They do indeed.": "Así es.",
    "Santafé": "Santa Fe de Bogotá",
    "Ecuador": "el Ecuador",
    "Peru": "el Perú",
    "Water": "Regar",
    "A metre has [[a hundred|100]] centimetres of [[length]].": "Un metro tiene [[cien|100]] centímetros de [[largo]].",
    "In the pool?": "¿En la reserva?",
}


def test_translation_offers_every_text_and_keeps_every_id(course):
    pool = {"draw": 1, "questions": [question("true_false", text="<p>In the pool?</p>")]}
    quiz = make_quiz(course, [*each_type(), ("pool", pool)], pass_mark=60)
    translate(course, {})
    spanish = translate(quiz, WORDS)
    told = str(spanish.questions.get_prep_value())
    assert [word for word in WORDS.values() if word not in told] == []
    ids = [[one.id for one in every_question(page.questions)] for page in (quiz, spanish)]
    assert ids[0] == ids[1]
    assert (spanish.pass_mark, spanish.questions[4].value["answer"]) == (60, quiz.questions[4].value["answer"])
