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
    """Return the only question of a file."""
    found = gift_reader.read(text.encode(), "en")
    assert found.left_out == []
    [question] = found.questions
    return question


def refused(text):
    """Return the reason why the only question of a file is not taken over."""
    found = gift_reader.read(text.encode(), "en")
    assert found.questions == []
    [line] = found.lines
    return line.why


def test_every_kind_of_question_is_read(read):
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


def test_each_question_left_out_has_remark_with_reason(read):
    assert [(line.number, line.title, line.why) for line in read.left_out] == [
        (14, "Your own city", "It is an essay: nobody but a person can mark it. Make it an assignment."),
        (15, "Part two", "It is a text that asks nothing. Put it into a lesson."),
        (16, "Any river", "Its answer has a * that stands for any words."),
        (17, "Either root", "Not exactly one number gives all the points."),
        (18, "Broken", "A brace of its answers is missing."),
        (19, "Two gaps", "It has several sets of answers, or a brace that wants a \\ before it."),
    ]


def test_each_loss_of_a_question_has_remark(read):
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


def test_choices_are_read_with_feedback_and_explanation(by_title):
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


def test_feedback_for_wrong_answer_comes_first_in_true_or_false(by_title):
    assert by_title["Landfill gas"].options == (Option("true", True, "Well known."), Option("false", False, "They do."))
    assert by_title["Landfill gas"].explanation == "<p>Since they rot without air.</p>"
    assert by_title["Two plus two equals five."].options == (Option("true"), Option("false", True))


def test_numbers_are_read_with_tolerance_or_range(by_title):
    numbers = {title: (by_title[title].number, by_title[title].tolerance) for title in ("Year", "Range", "Exponents")}
    assert numbers == {
        "Year": (Decimal(1985), Decimal(2)),
        "Range": (Decimal(3), Decimal(2)),
        "Exponents": (Decimal("3.2e6"), Decimal("1e5")),
    }


def test_matching_ordering_and_missing_words_are_read(by_title):
    assert by_title["Bins"].pairs == (Pair("Peel", "Brown"), Pair("Glass => bottles", "Green"))
    assert by_title["Bins"].spare == ("Black",)
    assert by_title["Order"].items == ("Avoid", "Reuse", "Recycle")
    assert by_title["Compost needs"].text == "<p>Compost needs [[1]] and water.</p>"
    assert by_title["Compost needs"].gaps == (GapAnswer(("air",), ("salt", "plastic")),)
    assert by_title["Typed"].gaps == (GapAnswer(("Senegal", "Sénégal")),)


def test_escaped_characters_are_read_literally(by_title):
    question = by_title["Escapes : all of them"]
    assert question.text == "<p>What is <i>2 = 2</i>, {a}, #1, ~ and \\?</p>"
    assert question.options == (Option("{yes}", True), Option("no ~ never"))


def test_escaped_line_end_becomes_a_break():
    assert one(r"First line\nsecond line{T}").text == "<p>First line<br>second line</p>"


def test_picture_in_data_url_is_taken_over():
    png = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg\\=\\="
    question = one(f'[html]<p>So?</p><img alt\\="A dot" src\\="data\\:image/png;base64,{png}">{{T}}')
    assert (question.text, question.picture.kind, question.picture.alt) == ("<p>So?</p>", "png", "A dot")


def test_script_is_removed():
    question = one(
        r"[html]<p onclick\='x()'>So?<script>alert(1)</script></p>{=<b>yes</b>#<img src\=x> ~no}".replace(
            r"#<img src\=x>", "#<i>well</i>"
        )
    )
    assert question.text == "<p>So?</p>"
    assert question.options == (Option("yes", True, "well"), Option("no"))


def test_windows_line_ends_and_byte_order_mark_are_accepted():
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
def test_invalid_question_is_left_out_with_reason(text, why):
    assert refused(text) == why


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"So\0?{T}", "The file holds characters that no text has."),
        (b"So?{T}\n\n" * 1001, "The file has more than 1000 questions. Split it."),
    ],
)
def test_unreadable_file_is_refused_with_reason(content, why):
    with pytest.raises(UnreadableFile) as told:
        gift_reader.read(content, "en")
    assert str(told.value) == why
