"""Imported questions keep their meaning or have a remark, and stay the same after export and another import."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.question_io import formats, text_conversion
from courses.question_io.gift import escapes
from courses.question_io.gift import reader as gift_reading
from courses.question_io.gift import writer as gift_writing
from courses.question_io.moodle import reader as moodle_reading
from courses.question_io.moodle import writer as moodle_writing
from courses.question_io.question import Option, QuestionKind


def read(text):
    return gift_reading.read(text.encode(), "en")


def only(text):
    [question] = read(text).questions
    return question


def why(text):
    [line] = read(text).lines
    return line.why


def texts(text):
    return [(option.text, option.is_right) for option in only(text).options]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ("{=x<y ~x>y ~x<5}", [("x<y", True), ("x>y", False), ("x<5", False)]),
        ("{=a<b and b>c ~a<b>c}", [("a<b and b>c", True), ("a<b>c", False)]),
        ("{=AT&T ~R&D; more ~&copyright}", [("AT&T", True), ("R&D; more", False), ("&copyright", False)]),
        ("{=2 <3 && 4> 1 ~<b>bold</b> move}", [("2 <3 && 4> 1", True), ("bold move", False)]),
        ("{=#ff0000 ~#00ff00}", [("#ff0000", True), ("#00ff00", False)]),
    ],
)
def test_plain_answer_with_signs_of_html_read_as_typed(answers, expected):
    assert texts(f"So?{answers}") == expected


def test_text_with_angle_bracket_read_as_typed():
    assert only("Is x<y when x<5?{T}").text == "<p>Is x&lt;y when x&lt;5?</p>"
    assert only("[html]<p>Is x<y or y>x?</p>{T}").text == "<p>Is x&lt;y or y&gt;x?</p>"


def test_answer_that_begins_with_a_hash_has_remark():
    assert why("So?{=red ~#00ff00}").startswith("An answer begins with #")


def test_empty_answer_has_remark():
    assert why("So?{=red ~ ~blue}") == "An answer without words is left behind."


def test_words_before_the_first_answer_are_refused():
    assert why("So?{maybe =red ~blue}").startswith("Words stand before its first answer.")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("1.5", "1.5"), ("1,5", "1.5"), ("1,000.5", "1000.5"), ("1.000,5", "1000.5"), ("1,000,000", "1000000")],
)
def test_number_with_separators_is_read_if_unambiguous(typed, number):
    assert only(f"So?{{#{typed}}}").number == Decimal(number)


@pytest.mark.parametrize("asked", ["1,000", "=1,000", "1,000:5", "1..1,000", "5:1,000", "-12,345"])
def test_ambiguous_number_is_refused(asked):
    assert "can be read as two numbers" in why(f"So?{{#{asked}}}")


ITEMS = ("Modular", "Object", "Oriented")


@pytest.mark.parametrize(
    ("header", "remarks"),
    [
        ("3 ALL VERTICAL ABSOLUTE_POSITION SHOW none\n", 0),
        ("0 EXACT H ABSOLUTE 1 123\n", 0),
        ("2     none\n", 2),
        ("2 RANDOM 0 RELATIVE_TO_CORRECT FALSE abc\n", 2),
        ("3\n", 1),
        ("3 ALL 1 ABS YES ", 0),
        ("3 CONTIG HORI LONGEST_CONTIGUOUS_SUBSET HIDE iii\n", 1),
    ],
)
def test_ordering_is_read_as_moodle_writes_it(header, remarks):
    reading = read("Put these in order.{>" + header + "\n".join(ITEMS) + "\n}")
    assert [(question.kind, question.items) for question in reading.questions] == [(QuestionKind.ORDERING, ITEMS)]
    assert len(reading.remarks) == remarks


def test_ordering_of_one_letter_items_keeps_them():
    assert only("Order.{>3\nH\nV\nO\n}").items == ("H", "V", "O")


AIKEN = """\ufeffWhat is the largest part of household waste?
in Dakar?
A. Plastics
B) x<y & more

ANSWER: B

Is it so?
A) Yes
B) No
ANSWER: A
"""


def test_aiken_file_is_read():
    reading = formats.read(AIKEN.encode(), "en")
    first, second = reading.questions
    assert reading.lines == []
    assert first.text == "<p>What is the largest part of household waste?<br>in Dakar?</p>"
    assert first.options == (Option("Plastics"), Option("x<y & more", True))
    assert second.options == (Option("Yes", True), Option("No"))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Q?\nA) a\nB) b\nANSWER: C\n", "Its line ANSWER: names none of its choices, or more than one."),
        ("Q?\nA) a\nA) b\nANSWER: A\n", "Its line ANSWER: names none of its choices, or more than one."),
        ("Q?\nA) a\nB) b\nANSWER: A\nNext?\nA) a\nB) b\n", "It has no line that begins with ANSWER:"),
    ],
)
def test_aiken_question_without_one_right_answer_is_left_out(text, line):
    assert [one.why for one in formats.read(text.encode(), "en").left_out] == [line]


typed = st.text(st.sampled_from("<>/=&;#%~{}:\\ abiyp01x\"'*-"), min_size=1, max_size=12).map(text_conversion.in_line)
plain = typed.filter(lambda text: text and "</" not in text and "<p" not in text.lower() and "&" not in text)


@given(answers=st.lists(plain, min_size=2, max_size=4, unique=True))
@settings(max_examples=60)
def test_typed_answer_means_the_same_or_is_left_out(answers):
    written = " ".join(f"{'~' if place else '='}x{escapes.escape(text)}" for place, text in enumerate(answers))
    reading = read(f"So?{{{written}}}")
    if not reading.lines:
        assert [option.text for option in reading.questions[0].options] == [f"x{text}" for text in answers]


PIECES = [
    "=",
    "~",
    "#",
    "x<y",
    "%50%",
    "%-50%",
    "a",
    "b",
    "1,000",
    "1.5",
    "->",
    "[html]",
    "<b>b</b>",
    "<i>",
    "&lt;",
    "T",
    "####",
    "\\=",
    "\\n",
    "&",
    "#1",
    ":",
    "..",
    "*",
    "é",
]
gift = st.lists(st.sampled_from([*PIECES, "b ", "\n", ">3 ALL\n"]), min_size=1, max_size=8).map("".join)


@given(asked=gift)
@settings(max_examples=120)
def test_imported_question_is_unchanged_after_export_and_import(asked):
    for question in read(f"::T::Is x<y?{{{asked}}}").questions:
        content, _lines = moodle_writing.write([question], "")
        assert moodle_reading.read(content, "en").questions == [question]
        content, lines = gift_writing.write([question], "")
        if not [line for line in lines if not line.is_taken]:
            assert gift_reading.read(content, "en").questions == [replace(question, points=1, unit="")]
