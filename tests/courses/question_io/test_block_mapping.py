from dataclasses import replace
from decimal import Decimal

import pytest

from courses.question_io import block_mapping
from courses.question_io.question import GapAnswer, NotTaken, Option, Pair, Question, QuestionKind
from courses.quizzes.blocks import QuestionsBlock
from tests.courses.question_io.questions import ONE_OF_EACH
from tests.courses.quizzes.questions import EACH_TYPE


def block(question):
    kind, value, _losses = block_mapping.to_block(question)
    return kind, value


@pytest.mark.parametrize("question", ONE_OF_EACH[:-2], ids=lambda question: question.title)
def test_question_converted_to_block_and_back_is_unchanged(question):
    kept, lost = block_mapping.from_block(*block(question))
    assert (replace(kept, title=question.title), lost) == (question, [])


@pytest.mark.parametrize("kind", EACH_TYPE)
def test_block_converted_to_question_and_back_is_unchanged(kind):
    accents = {"forgives_accents": False} if kind in {"short_text", "gaps"} else {}
    [written] = QuestionsBlock().to_python([{"type": kind, "value": EACH_TYPE[kind] | accents}])
    question, lost = block_mapping.from_block(kind, written.value)
    assert lost == []
    again = block(question)
    assert again[0] == kind
    child = QuestionsBlock().child_blocks[kind]
    before, after = child.get_prep_value(written.value), child.get_prep_value(again[1])
    assert without_ids(after) == without_ids(before)


def test_forgiven_accents_give_conversion_warning_on_export():
    [written] = QuestionsBlock().to_python([{"type": "short_text", "value": EACH_TYPE["short_text"]}])
    _question, lost = block_mapping.from_block("short_text", written.value)
    assert lost == ["Accents are forgiven here. In the file they matter."]


def without_ids(value):
    if isinstance(value, dict):
        return {name: without_ids(inner) for name, inner in value.items() if name != "id"}
    return [without_ids(inner) for inner in value] if isinstance(value, list) else value or None


def test_gaps_are_converted_to_authors_notation():
    question = Question(
        QuestionKind.GAPS,
        "Q",
        "<p>Choose.</p><p>[[1]] is in <b>[[2]]</b>.</p>",
        gaps=(GapAnswer(("Dakar", "Ndakaaru")), GapAnswer(("Senegal",))),
    )
    kind, value = block(question)
    assert (kind, value["text"].source, value["gapped"]) == (
        "gaps",
        "<p>Choose.</p>",
        "[[Dakar|Ndakaaru]] is in [[Senegal]].",
    )


def test_text_before_gaps_keeps_its_formatting():
    before = '<p>See <a href="https://example.org/">the <b>map</b></a>.</p><ul><li>Choose.</li></ul>'
    question = Question(QuestionKind.GAPS, "Q", f"{before}<p>[[1]] rises.</p>", gaps=(GapAnswer(("The sun",)),))
    _kind, value, lost = block_mapping.to_block(question)
    assert (value["text"].source, value["gapped"], lost) == (before, "[[The sun]] rises.", [])


@pytest.mark.parametrize("text", ["<p>The <b>[[1]]</b> rises.</p>", "<ul><li>[[1]] rises.</li></ul>"])
def test_text_around_gaps_loses_its_formatting_with_warning(text):
    _kind, value, lost = block_mapping.to_block(Question(QuestionKind.GAPS, "Q", text, gaps=(GapAnswer(("sun",)),)))
    assert value["text"].source == "<p>Fill the gaps.</p>"
    assert lost == ["The text around its gaps is plain here: formatting is left behind."]


def test_wrong_words_are_offered_in_all_gaps_with_warning():
    question = Question(
        QuestionKind.GAPS,
        "Q",
        "<p>[[1]] is in [[2]].</p>",
        gaps=(GapAnswer(("Dakar",), ("Lima",)), GapAnswer(("Senegal",), ("Peru",))),
    )
    _kind, value, lost = block_mapping.to_block(question)
    assert (value["text"].source, list(value["distractors"])) == ("<p>Fill the gaps.</p>", ["Lima", "Peru"])
    assert lost == ["Its gaps share one list of words here."]


def test_feedback_for_typed_answers_is_lost_with_warning():
    question = Question(QuestionKind.TEXT, "Q", "<p>So?</p>", options=(Option("this", True, "Well done."),))
    assert block_mapping.to_block(question)[2] == ["The feedback for right answers is left behind."]


@pytest.mark.parametrize(
    ("question", "why"),
    [
        (
            Question(QuestionKind.ORDERING, "Q", "<p>So?</p>", items=("a", "a")),
            "A quiz can't hold it: Two items are the same: nobody could tell them apart.",
        ),
        (
            Question(QuestionKind.ONE, "Q", "<p>So?</p>", options=(Option("a", True),)),
            "A quiz can't hold it: The minimum number of items is 2",
        ),
        (
            Question(QuestionKind.TEXT, "Q", "<p>So?</p>", options=(Option("a" * 201, True),)),
            "A quiz can't hold it: Ensure this value has at most 200 characters (it has 201).",
        ),
        (Question(QuestionKind.NUMBER, "Q", "", number=Decimal(1)), "It has no text."),
        (
            Question(QuestionKind.GAPS, "Q", "<p>[[1]]</p>", gaps=(GapAnswer(("a|b",)),)),
            "A word for one of its gaps has a bracket or a bar in it.",
        ),
        (
            Question(QuestionKind.MATCHING, "Q", "<p>So?</p>", pairs=(Pair("a", "1"),) * 21),
            "A quiz can't hold it: The maximum number of items is 20",
        ),
    ],
)
def test_question_that_block_refuses_is_not_taken(question, why):
    with pytest.raises(NotTaken) as refused:
        block_mapping.to_block(question)
    assert str(refused.value) == why
