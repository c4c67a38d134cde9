import pytest
from django.core.exceptions import ValidationError

from courses.quizzes import gap_text
from courses.quizzes.blocks import QuestionsBlock, QuizBlock
from tests.courses.quizzes.questions import EACH_TYPE, question


def cleaned(*questions, block=None):
    block = block or QuestionsBlock()
    return block.clean(block.normalize(list(questions)))


@pytest.mark.parametrize("kind", EACH_TYPE)
def test_each_type_accepts_a_valid_question(kind):
    assert [child.block_type for child in cleaned(question(kind))] == [kind]


REFUSED = [
    ("one_choice", {"options": [{"text": "A", "correct": True}, {"text": "B", "correct": True}]}),
    ("one_choice", {"options": [{"text": "A", "correct": False}, {"text": "B", "correct": False}]}),
    ("one_choice", {"options": [{"text": "A", "correct": True}]}),
    ("several_choices", {"options": [{"text": "A", "correct": False}, {"text": "B", "correct": False}]}),
    ("short_text", {"accepted": []}),
    ("number", {"tolerance": "-1"}),
    ("ordering", {"items": ["Dig", "Dig "]}),
    ("gaps", {"gapped": "No gap."}),
    ("gaps", {"gapped": "Empty [[ ]]."}),
    ("gaps", {"gapped": "Open [[ and [[shut]]."}),
    ("gaps", {"gapped": "Shut ]] and [[shut]]."}),
]


@pytest.mark.parametrize(("kind", "changes"), REFUSED)
def test_question_that_nobody_could_answer_is_refused(kind, changes):
    with pytest.raises(ValidationError):
        cleaned(question(kind, **changes))


def test_pool_can_not_draw_more_questions_than_it_has():
    pool = {"draw": 2, "questions": [question("true_false")]}
    with pytest.raises(ValidationError):
        cleaned(("pool", pool), block=QuizBlock())
    assert cleaned(("pool", {**pool, "draw": 1}), block=QuizBlock())[0].value["draw"] == 1


def test_text_with_gaps_is_split_into_texts_and_accepted_words():
    assert gap_text.split("A metre has [[a hundred|100]] of [[ length ]].") == (
        ["A metre has ", " of ", "."],
        [["a hundred", "100"], ["length"]],
    )
