from decimal import Decimal
from pathlib import Path

import pytest

from courses.question_io.gift import reader as gift_reader
from courses.question_io.question import GapAnswer, Option, Pair, QuestionKind, UnreadableFile

SAMPLE = (Path(__file__).parent / "samples" / "questions.gift").read_bytes()


@pytest.fixture
def read():
    return gift_reader.read(SAMPLE, "en")


@pytest.fixture
def by_title(read):
    return {question.title: question for question in read.questions}


def one(text):
    """The only question of a file."""
    found = gift_reader.read(text.encode(), "en")
    assert found.left_out == []
    [question] = found.questions
    return question


def refused(text):
    """Why the only question of a file isn't taken over."""
    found = gift_reader.read(text.encode(), "en")
    assert found.questions == []
    [line] = found.lines
    return line.why


def test_every_kind_of_the_file_is_known(read):
    assert [(question.title, question.kind) for question in read.questions] == [
        ("Organic share", QuestionKind.ONE),
        ("Who pays", QuestionKind.SEVERAL),
        ("Landfill gas", QuestionKind.TRUTH),
        ("Two plus two equals five.", QuestionKind.TRUTH),
        ("Capital", QuestionKind.TEXT),
        ("Year", QuestionKind.NUMBER),
        ("Range", QuestionKind.NUMBER),
        ("Exponents", QuestionKind.NUMBER),
        ("Bins", QuestionKind.MATCHING),
        ("Order", QuestionKind.ORDERING),
        ("Compost needs", QuestionKind.GAPS),
        ("Typed", QuestionKind.GAPS),
        ("Escapes : all of them", QuestionKind.ONE),
    ]


def test_each_question_left_out_has_a_line_that_says_why(read):
    assert [(line.number, line.title, line.why) for line in read.left_out] == [
        (14, "Your own city", "It is an essay: nobody but a person can mark it. Make it an assignment."),
        (15, "Part two", "It is a text that asks nothing. Put it into a lesson."),
        (16, "Any river", "Its answer has a * that stands for any words."),
        (17, "Either root", "Not exactly one number gives all the points."),
        (18, "Broken", "A brace of its answers is missing."),
        (19, "Two gaps", "It has several sets of answers, or a brace that wants a \\ before it."),
    ]


def test_what_a_question_loses_on_the_way_is_told_too(read):
    assert [(line.title, line.why) for line in read.remarks] == [
        ("Organic share", "An answer that gave part of the points is wrong here (in the file: 50\N{NO-BREAK SPACE}%)."),
        (
            "Who pays",
            "A wrong choice takes back 50\N{NO-BREAK SPACE}% of the points here (in the file: -100\N{NO-BREAK SPACE}%).",
        ),
        ("Who pays", "Its ID number is left behind: abc."),
        ("Who pays", "Its tags are left behind: waste."),
        ("Capital", "An answer that gave part of the points is wrong here (in the file: 50\N{NO-BREAK SPACE}%)."),
        ("Capital", "The feedback for wrong answers is left behind."),
        ("Exponents", "An answer that gave part of the points is wrong here (in the file: 50\N{NO-BREAK SPACE}%)."),
        ("Exponents", "The feedback for a number is left behind."),
    ]


def test_choices_come_with_feedback_and_explanation(by_title):
    question = by_title["Organic share"]
    assert question.text == "<p>What is the largest part of <b>household waste</b>: in Dakar?</p>"
    assert question.explanation == "<p>See the atlas of waste.</p>"
    assert question.options == (
        Option("Plastics", False, "Light, but visible."),
        Option("Food & garden waste", True),
        Option("Sand and ash"),
    )
    assert by_title["Who pays"].options == (
        Option("Households", True),
        Option("Producers", True),
        Option("Nobody", False, "Somebody always does."),
    )


def test_a_truth_tells_the_wrong_answer_first(by_title):
    assert by_title["Landfill gas"].options == (Option("true", True, "Well known."), Option("false", False, "They do."))
    assert by_title["Landfill gas"].explanation == "<p>Since they rot without air.</p>"
    assert by_title["Two plus two equals five."].options == (Option("true"), Option("false", True))


def test_numbers_have_a_tolerance_or_a_range(by_title):
    numbers = {title: (by_title[title].number, by_title[title].tolerance) for title in ("Year", "Range", "Exponents")}
    assert numbers == {
        "Year": (Decimal(1985), Decimal(2)),
        "Range": (Decimal(3), Decimal(2)),
        "Exponents": (Decimal("3.2e6"), Decimal("1e5")),
    }


def test_pairs_orders_and_missing_words(by_title):
    assert by_title["Bins"].pairs == (Pair("Peel", "Brown"), Pair("Glass => bottles", "Green"))
    assert by_title["Bins"].spare == ("Black",)
    assert by_title["Order"].items == ("Avoid", "Reuse", "Recycle")
    assert by_title["Compost needs"].text == "<p>Compost needs [[1]] and water.</p>"
    assert by_title["Compost needs"].gaps == (GapAnswer(("air",), ("salt", "plastic")),)
    assert by_title["Typed"].gaps == (GapAnswer(("Senegal", "Sénégal")),)


def test_escaped_signs_mean_themselves(by_title):
    question = by_title["Escapes : all of them"]
    assert question.text == "<p>What is <i>2 = 2</i>, {a}, #1, ~ and \\?</p>"
    assert question.options == (Option("{yes}", True), Option("no ~ never"))


def test_a_line_end_may_be_written():
    assert one(r"First line\nsecond line{T}").text == "<p>First line<br>second line</p>"


def test_a_picture_written_into_the_text_comes_along():
    png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg\\=\\="
    question = one(f'[html]<p>So?</p><img alt\\="A dot" src\\="data\\:image/png;base64,{png}">{{T}}')
    assert (question.text, question.picture.kind, question.picture.alt) == ("<p>So?</p>", "png", "A dot")


def test_script_does_not_come_along():
    question = one(
        r"[html]<p onclick\='x()'>So?<script>alert(1)</script></p>{=<b>yes</b>#<img src\=x> ~no}".replace(
            r"#<img src\=x>", "#<i>well</i>"
        )
    )
    assert question.text == "<p>So?</p>"
    assert question.options == (Option("yes", True, "well"), Option("no"))


def test_windows_lines_and_a_byte_order_mark_are_nothing_special():
    found = gift_reader.read("\ufeff::A::One?{T}\r\n\r\n::B::Two?{F}\r\n".encode(), "en")
    assert [(question.title, question.text) for question in found.questions] == [
        ("A", "<p>One?</p>"),
        ("B", "<p>Two?</p>"),
    ]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("So?{~a ~b}", "None of its answers is right."),
        ("So?{=a =b ~c}", "Not exactly one of its answers is right."),
        ("So?{#many}", "“many” is no number."),
        ("So?{#5..1}", "The range of its numbers is upside down."),
        ("So?{=a -> b}", "It has fewer than two pairs."),
        ("{T}", "It has no text."),
        ("So}?{", "A brace of its answers is missing."),
        ("x" * 20_001 + "{T}", "One of its texts is longer than 20000 characters."),
    ],
)
def test_a_question_that_makes_no_sense_here_says_so(text, why):
    assert refused(text) == why


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"So\0?{T}", "The file holds characters that no text has."),
        (b"So?{T}\n\n" * 1001, "The file has more than 1000 questions. Split it."),
    ],
)
def test_a_file_that_is_none_is_refused_with_the_reason(content, why):
    with pytest.raises(UnreadableFile) as told:
        gift_reader.read(content, "en")
    assert str(told.value) == why
