"""Grading of every type of question, and properties that hold for any questions and answers."""

from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest
from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes import grading, posted_answers
from courses.quizzes.blocks import QuizBlock
from courses.quizzes.frozen_questions import freeze
from courses.quizzes.review import Detail, review
from courses.quizzes.shown_questions import ask
from courses.quizzes.types import number, typed_text
from tests.courses.quizzes.questions import EACH_TYPE, each_type, question, right


def frozen(*questions, **options):
    chance = options.pop("chance", None) or Random(7)
    return freeze(QuizBlock().to_python([as_stored(one) for one in questions]), chance, **options)


def as_stored(pair):
    kind, value = pair
    if kind == "pool":
        value = {**value, "questions": [as_stored(one) for one in value["questions"]]}
    return {"type": kind, "value": value, "id": kind}


def graded(kind, answer, **changes):
    (one,) = frozen(question(kind, **changes), shuffle_options=False)
    return grading.share(one, answer)


def posted(fields):
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, [str(item) for item in (value if isinstance(value, list) else [value])])
    return data


@pytest.mark.parametrize(
    ("answer", "unit", "is_right"),
    [
        ("50 %", "", True),
        ("50%", "%", True),
        ("50 percent", "%", True),
        ("50 por ciento", "", True),
        ("50\N{NARROW NO-BREAK SPACE}%", "", True),
        ("€ 50", "", True),
        ("50 €", "", True),
        ("50", "%", True),
        ("50 kg", "kg", True),
        ("50KG", "kg", True),
        ("50 g", "kg", False),
        ("50 %", "kg", False),
        ("50 kg", "", False),
        ("5 %", "", False),
        ("%", "", False),
    ],
)
def test_number_with_unit_or_sign_graded_by_its_number(answer, unit, is_right):
    (one,) = frozen(question("number", answer=50, tolerance=0, unit=unit))
    assert grading.share(one, answer) == is_right


@pytest.mark.parametrize(
    "answer",
    [
        *("1234567.5", "1,234,567.5", "1.234.567,5", "1 234 567,5", "1'234'567.5", "12,34,567.5"),
        "1\N{NO-BREAK SPACE}234\N{NARROW NO-BREAK SPACE}567,5",
    ],
)
def test_number_with_separators_of_any_country_is_right(answer):
    (one,) = frozen(question("number", answer="1234567.5", tolerance=0, unit=""))
    assert grading.share(one, answer) == 1


@pytest.mark.parametrize(("word", "other"), [("a", "à"), ("Si", "Sí"), ("ou", "où"), ("polish", "Polish")])
def test_gap_with_given_choices_compares_them_exactly(word, other):
    changes = {"gapped": f"Take [[{word}]].", "distractors": [other, "x"]}
    assert (graded("gaps", [word], **changes), graded("gaps", [other], **changes)) == (1, 0)
    (one,) = frozen(question("gaps", **changes))
    [reviewed] = review([one], {"gaps": [other]})
    assert (reviewed.verdict, reviewed.lines[0].is_right) == ("wrong", False)


@pytest.mark.parametrize(("forgives", "share"), [(True, 1), (False, 0)])
def test_typed_answer_forgives_accents_where_the_author_says_so(forgives, share):
    assert graded("short_text", "ou", accepted=["où"], forgives_accents=forgives) == share
    assert graded("short_text", " OÙ", accepted=["où"], forgives_accents=forgives) == 1
    gaps = {"gapped": "Dis [[où]].", "distractors": [], "forgives_accents": forgives}
    assert (graded("gaps", ["ou"], **gaps), graded("gaps", ["Où."], **gaps)) == (share, 1)


def test_question_frozen_before_authors_could_choose_forgives_accents():
    (one,) = frozen(question("short_text", accepted=["où"]))
    del one["forgives_accents"]
    assert grading.share(one, "ou") == 1


HALF, THIRD = Fraction(1, 2), Fraction(1, 3)
WORTH = [
    ("one_choice", "1", 1),
    ("one_choice", "2", 0),
    ("one_choice", "", 0),
    ("several_choices", ["1", "3"], 1),
    ("several_choices", ["1"], HALF),
    ("several_choices", ["1", "2"], 0),
    ("several_choices", ["1", "2", "3"], HALF),
    ("several_choices", ["2"], 0),
    ("several_choices", [], 0),
    ("true_false", "true", 1),
    ("true_false", "false", 0),
    ("true_false", "", 0),
    ("short_text", "  BOGOTA ", 1),
    ("short_text", "bogotá.", 1),
    ("short_text", "Santafe", 1),
    ("short_text", "Bogo", 0),
    ("number", "1.57", 1),
    ("number", "1,57", 1),
    ("number", "1.70 m", 1),
    ("number", "1.71", 0),
    ("number", "\N{MINUS SIGN}1.57", 0),
    ("number", "NaN", 0),
    ("number", "Infinity", 0),
    ("number", "one and a half", 0),
    ("ordering", {"1": 1, "2": 1, "3": 1}, THIRD),
    ("ordering", {}, 0),
    ("gaps", ["100", "LENGTH"], 1),
    ("gaps", ["a hundred", ""], HALF),
    ("gaps", ["", ""], 0),
]


@pytest.mark.parametrize(("kind", "answer", "worth"), WORTH)
def test_answer_earns_expected_share(kind, answer, worth):
    assert graded(kind, answer) == worth


def test_false_is_right_if_statement_is_false():
    assert graded("true_false", "false", is_true=False) == 1


def test_each_matched_pair_earns_its_share():
    (one,) = frozen(question("matching"))
    wanted = {left["key"]: left["right"] for left in one["lefts"]}
    assert grading.share(one, wanted) == 1
    first, second = wanted
    assert grading.share(one, {first: wanted[first]}) == HALF
    assert grading.share(one, {first: wanted[second], second: wanted[first]}) == 0


def test_right_side_of_two_pairs_is_offered_once_and_right_for_both():
    pairs = [{"left": "Dakar", "right": "Africa"}, {"left": "Lagos", "right": "Africa"}]
    (one,) = frozen(question("matching", pairs=pairs, distractors=["Asia"]))
    assert sorted(right["text"] for right in one["rights"]) == ["Africa", "Asia"]
    assert grading.share(one, {left["key"]: left["right"] for left in one["lefts"]}) == 1


FORGIVEN = [
    ("São Paulo", "sao paulo"),
    ("Zürich", "ZURICH"),
    ("Łódź", "lodz"),
    ("Москва", "МОСКВА"),
    ("Hồ Chí Minh", "ho chi minh"),
    ("l’Hospitalet", "L'Hospitalet"),
    ("Straße", "STRASSE"),
    ("New  York", " new york "),
]


@pytest.mark.parametrize(("accepted", "typed"), FORGIVEN)
def test_capitals_accents_and_spaces_are_forgiven(accepted, typed):
    assert typed_text.is_accepted(typed, [accepted])


def test_letters_that_only_look_like_accents_are_not_forgiven():
    assert not typed_text.is_accepted("दिल्ल", ["दिल्ली"])


NUMBERS = [
    ("1234.5", {"1234.5"}),
    ("1,234.5", {"1234.5"}),
    ("1.234,5", {"1234.5"}),
    ("1 234,5", {"1234.5"}),
    ("1’234’567", {"1234567"}),
    ("1,234", {"1.234", "1234"}),
    ("0,5", {"0.5"}),
    ("1e3", {"1000"}),
    ("1e99999999", set()),
    ("", set()),
    ("1" * 41, set()),
]


@pytest.mark.parametrize(("text", "meant"), NUMBERS)
def test_numbers_are_read_as_people_write_them(text, meant):
    assert number.numbers_in(text) == {Decimal(number) for number in meant}


def test_points_are_rounded_and_pass_mark_uses_exact_share():
    asked = frozen(question("ordering", points=1), question("true_false", points=2))
    ordering, statement = asked
    first = next(item for item in ordering["items"] if item["place"] == 1)
    score = grading.score(asked, {ordering["id"]: {first["key"]: 1}, statement["id"]: "true"})
    assert (score.points, score.out_of, score.share) == (Decimal("2.33"), 3, Fraction(7, 9))
    assert score.reaches(77)
    assert not score.reaches(78)


def test_same_seed_draws_the_same_and_another_seed_something_else():
    pool = ("pool", {"draw": 8, "questions": each_type()})
    options = [{"text": str(number), "correct": number == 0} for number in range(12)]
    asked = [question("one_choice", options=options), pool]

    def order(seed):
        one, *drawn = frozen(*asked, chance=Random(seed), shuffle_questions=False)
        return [option["text"] for option in one["options"]], [question["kind"] for question in drawn]

    assert order(1) == order(1)
    assert order(1) != order(2)


KINDS = st.lists(st.sampled_from(list(EACH_TYPE)), min_size=1, max_size=6)


@given(kinds=KINDS, seed=st.integers())
def test_right_answers_posted_to_any_quiz_earn_all_points(kinds, seed):
    asked = frozen(*[question(kind) for kind in kinds], chance=Random(seed), shuffle_questions=True)
    for place, one in enumerate(asked):
        one["id"] = str(place)
    answers = posted_answers.read(asked, posted(right(asked)))
    assert grading.score(asked, answers).share == 1
    assert all(posted_answers.is_complete(one, answers[one["id"]]) for one in asked)
    assert {one.verdict for one in review(asked, answers)} == {"right"}


@given(kinds=KINDS, seed=st.integers(), junk=st.lists(st.text(max_size=12), min_size=1, max_size=3))
def test_any_posted_answers_earn_between_no_points_and_all(kinds, seed, junk):
    asked = frozen(*[question(kind) for kind in kinds], chance=Random(seed))
    chance = Random(seed)
    offered = [*junk, "1", "2", "3", "true", "false"]
    names = right(asked)
    answers = posted_answers.read(asked, posted({name: [chance.choice(offered)] for name in names}))
    score = grading.score(asked, answers)
    assert 0 <= score.share <= 1
    assert 0 <= score.points <= score.out_of == len(kinds)
    assert len(ask(asked, answers)) == len(review(asked, answers, Detail.VERDICTS)) == len(kinds)


@given(chosen=st.sets(st.sampled_from(["1", "2", "3"])))
def test_choosing_one_more_wrong_option_never_raises_share(chosen):
    (one,) = frozen(question("several_choices"), shuffle_options=False)
    assert grading.share(one, sorted(chosen | {"2"})) <= grading.share(one, sorted(chosen - {"2"}))
