"""Round trips: a written file is read again as the same questions."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from courses.question_io.gift import reader as gift_reading
from courses.question_io.gift import writer as gift_writing
from courses.question_io.moodle import reader as moodle_reading
from courses.question_io.moodle import writer as moodle_writing
from courses.question_io.question import GapAnswer, Option, Pair, Picture, Question, QuestionKind
from tests.courses.question_io.questions import EVERY, ONE_OF_EACH, png


def by_moodle(*questions):
    content, _lines = moodle_writing.write(questions, "Week 1 / Waste")
    return moodle_reading.read(content, "en")


def by_gift(*questions):
    content, lines = gift_writing.write(questions, "Week 1 / Waste")
    return gift_reading.read(content, "en"), lines


def as_gift_has_it(question):
    return replace(question, picture=None, points=1, unit="")


@pytest.mark.parametrize("question", ONE_OF_EACH, ids=lambda question: question.title)
def test_each_kind_is_unchanged_after_moodle_round_trip(question):
    reading = by_moodle(question)
    assert (reading.questions, reading.lines) == ([question], [])


@pytest.mark.parametrize("question", ONE_OF_EACH[:-1], ids=lambda question: question.title)
def test_each_kind_is_unchanged_after_gift_round_trip(question):
    reading, _lines = by_gift(question)
    assert (reading.questions, reading.lines) == ([as_gift_has_it(question)], [])


@given(question=EVERY)
def test_any_question_is_unchanged_after_moodle_round_trip(question):
    reading = by_moodle(question)
    assert (reading.questions, reading.lines) == ([question], [])


@given(question=EVERY)
def test_any_question_is_unchanged_after_gift_round_trip_or_left_out_with_remark(question):
    reading, lines = by_gift(question)
    if [line for line in lines if not line.is_taken]:
        assert reading.questions == []
    else:
        assert (reading.questions, reading.lines) == ([as_gift_has_it(question)], [])


def test_many_questions_stay_separate_and_in_order():
    assert by_moodle(*ONE_OF_EACH).questions == ONE_OF_EACH
    assert by_gift(*ONE_OF_EACH)[0].questions == [as_gift_has_it(question) for question in ONE_OF_EACH[:-1]]


def test_gift_writer_reports_what_gift_can_not_contain():
    truth = (Option("true", True), Option("false"))
    questions = [
        Question(QuestionKind.TRUTH, "Pictured", "<p>So?</p>", options=truth, points=3, picture=Picture("png", png())),
        Question(QuestionKind.NUMBER, "Weighed", "<p>So?</p>", number=Decimal(1), unit="kg"),
        Question(QuestionKind.TEXT, "Starred", "<p>So?</p>", options=(Option("a*b", True),)),
        Question(QuestionKind.MATCHING, "Arrowed", "<p>So?</p>", pairs=(Pair("a->b", "c"), Pair("d", "e"))),
        Question(QuestionKind.GAPS, "Two", "<p>[[1]] [[2]]</p>", gaps=(GapAnswer(("a",)), GapAnswer(("b",)))),
    ]
    _content, lines = gift_writing.write(questions, "")
    assert [(line.number, line.title, line.why, line.is_taken) for line in lines] == [
        (1, "Pictured", "Its picture can't stand in a GIFT file.", True),
        (1, "Pictured", "Its points can't stand in a GIFT file: it gives one.", True),
        (2, "Weighed", "Its unit can't stand in a GIFT file.", True),
        (3, "Starred", "Its answer has a *, which stands for any words in GIFT.", False),
        (4, "Arrowed", "One of its sides has -> in it, which parts the sides in GIFT.", False),
        (5, "Two", "GIFT knows no more than one gap in a question.", False),
    ]


def test_moodle_writer_divides_points_among_gaps():
    gaps = ONE_OF_EACH[-1]
    content, lines = moodle_writing.write([replace(gaps, points=4), replace(gaps, points=5)], "")
    assert content.count(b"{2:SHORTANSWER:") == 4
    assert [(line.number, line.why, line.is_taken) for line in lines] == [
        (2, "Moodle gives the same points for each of its gaps: 4 together instead of 5.", True)
    ]


def test_moodle_writer_gives_shares_and_costs_of_several_choices():
    several = ONE_OF_EACH[1]
    content, _lines = moodle_writing.write([several], "")
    assert [part.split(b'"')[0] for part in content.split(b'fraction="')[1:]] == [b"50", b"-50", b"50"]
    assert b"<single>false</single>" in content


def test_characters_that_xml_can_not_contain_are_dropped():
    question = replace(ONE_OF_EACH[2], text="<p>\x01So\ufffe?</p>", title="A\x0bB")
    assert by_moodle(question).questions == [replace(question, text="<p>So?</p>", title="AB")]
