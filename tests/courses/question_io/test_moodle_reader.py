from decimal import Decimal
from pathlib import Path

import pytest

from courses.question_io.moodle import reader as moodle_reader
from courses.question_io.question import GapAnswer, Option, Pair, QuestionKind, UnreadableFile

SAMPLE = (Path(__file__).parent / "samples" / "moodle.xml").read_bytes()


@pytest.fixture
def read():
    return moodle_reader.read(SAMPLE, "en")


@pytest.fixture
def by_title(read):
    return {question.title: question for question in read.questions}


def one(kind, inside, title="Q", text="<p>What?</p>"):
    """Return the Reading of a file with one question."""
    return moodle_reader.read(
        f'<quiz><question type="{kind}"><name><text>{title}</text></name><questiontext format="html"><text>'
        f"<![CDATA[{text}]]></text></questiontext>{inside}</question></quiz>".encode(),
        "en",
    )


def answer(text, share):
    return f'<answer fraction="{share}"><text>{text}</text></answer>'


def test_every_supported_kind_is_taken_over(read):
    assert [question.kind for question in read.questions] == [
        QuestionKind.ONE,
        QuestionKind.SEVERAL,
        QuestionKind.TRUTH,
        QuestionKind.TEXT,
        QuestionKind.NUMBER,
        QuestionKind.MATCHING,
        QuestionKind.ORDERING,
        QuestionKind.GAPS,
        QuestionKind.GAPS,
    ]


def test_each_question_left_out_has_remark_with_reason(read):
    assert [(line.number, line.title, line.why) for line in read.left_out] == [
        (10, "Your own city", "It is an essay: nobody but a person can mark it. Make it an assignment."),
        (11, "Tonnes", "It is calculated from a formula."),
        (12, "Drag the lorries", "Things are dragged onto a picture."),
        (13, "Any river", "Its answer has a * that stands for any words."),
        (14, "Either root", "Not exactly one number gives all the points."),
        (15, "Part two", "It is a text that asks nothing. Put it into a lesson."),
        (16, "Count lorries", "Its kind, “coderunner”, is not known here."),
    ]


def test_each_loss_of_a_question_has_remark(read):
    assert [(line.number, line.why) for line in read.remarks] == [
        (1, "A script or a form in its text is left behind."),
        (1, "Its answers and their feedback are plain words here: formatting is left behind."),
        (1, "An answer that gave part of the points is wrong here (in the file: 50\N{NO-BREAK SPACE}%)."),
        (1, "Its hints are left behind."),
        (1, "Its tags are left behind: waste."),
        (
            2,
            "A wrong choice takes back 50\N{NO-BREAK SPACE}% of the points here (in the file: -100\N{NO-BREAK SPACE}%).",
        ),
        (3, "Its words in other languages are left behind."),
        (4, "The feedback for wrong answers is left behind."),
        (7, "Each thing in its own place gives its share of the points here, and nothing else does."),
        (9, "The feedback in its gaps is left behind."),
    ]


def test_one_choice_is_read_with_feedback_explanation_points_and_picture(by_title):
    question = by_title["Organic share"]
    assert question.options == (
        Option("Plastics", False, "Light, but visible."),
        Option("Food & garden waste", True),
        Option("Sand and ash", False),
    )
    assert question.text == "<p>What is the largest part of <b>household waste</b> in Dakar?</p>"
    assert question.explanation == '<p>See the <a href="https://example.org/waste">atlas of waste</a>.</p>'
    assert question.points == 2
    assert (question.picture.kind, question.picture.alt) == ("png", "A pile of waste, sorted by kind")
    assert question.picture.content.startswith(b"\x89PNG")


def test_several_choices_are_right_if_they_give_points(by_title):
    question = by_title["Who pays"]
    assert question.text == "<p>Who can <b>pay</b> for collection?</p><ul><li>more than one is right</li></ul>"
    assert question.options == (
        Option("Households", True),
        Option("Producers < 100 t", True),
        Option("Nobody", False, "Somebody always does."),
    )


def test_text_in_several_languages_is_read_in_wanted_language(by_title):
    assert by_title["Landfill gas"].text == "<p>Landfills give off methane.</p>"
    french = {question.title: question for question in moodle_reader.read(SAMPLE, "fr").questions}
    assert french["Landfill gas"].text == "<p>Les décharges dégagent du méthane.</p>"
    assert french["Landfill gas"].options == (Option("true", True, "They do."), Option("false"))


def test_typed_answers_are_accepted_if_they_give_all_points(by_title):
    assert by_title["Capital"].options == (Option("Dakar", True), Option("Ndakaaru", True))
    assert by_title["Kilograms"].number == Decimal("0.74")
    assert (by_title["Kilograms"].tolerance, by_title["Kilograms"].unit) == (Decimal("0.1"), "kg")


def test_matching_ordering_and_gaps_are_read(by_title):
    assert by_title["Bins"].pairs == (Pair("Peel", "Brown"), Pair("Bottles", "Green"))
    assert by_title["Bins"].spare == ("Black",)
    assert by_title["Waste hierarchy"].items == ("Avoid", "Reuse", "Recycle")
    assert by_title["Senegal"].text == "<p>[[1]] is the capital of [[2]].</p>"
    assert by_title["Senegal"].gaps == (GapAnswer(("Dakar",), ("Thiès",)), GapAnswer(("Senegal",)))
    assert by_title["Composting"].text == "<p>Compost needs [[1]] and [[2]].</p>"
    assert by_title["Composting"].gaps == (GapAnswer(("air", "oxygen")), GapAnswer(("water",), ("salt", "plastic")))


def test_dragged_words_are_read_like_chosen_words():
    inside = "".join(f"<dragbox><text>{word}</text><group>1</group></dragbox>" for word in ("sun", "moon"))
    found = one("ddwtos", inside, text="By day the [[1]] shines.").questions
    assert [question.gaps for question in found] == [(GapAnswer(("sun",), ("moon",)),)]


def test_number_has_unit_with_multiplier_one():
    units = "".join(
        f"<unit><multiplier>{number}</multiplier><unit_name>{name}</unit_name></unit>"
        for number, name in ((1000, "g"), (1, "kg"))
    )
    found = one("numerical", answer("2", 100) + f"<units>{units}</units>")
    assert [question.unit for question in found.questions] == ["kg"]


def test_gaps_without_points_of_the_question_add_up_their_own():
    found = one("cloze", "", text="<p>{2:SA:=sun} and {2:SA:=moon}</p>")
    assert [(question.points, question.losses) for question in found.questions] == [(4, ())]


@pytest.mark.parametrize(
    ("kind", "inside", "why"),
    [
        ("multichoice", answer("a", 50) + answer("b", 50), "Not exactly one of its answers is right."),
        ("multichoice", answer("a", "lots"), "“lots” is no number."),
        ("multichoice", "<single>false</single>" + answer("a", 0), "None of its answers is right."),
        ("truefalse", answer("true", 0) + answer("false", 0), "It isn't clear whether it is true or false."),
        ("numerical", answer("1e999999999", 100), "“1e999999999” is no number."),
        ("numerical", answer("NaN", 100), "“NaN” is no number."),
        ("matching", "", "It has fewer than two pairs."),
        ("ordering", answer("a", 1), "It has fewer than two things to order."),
        ("gapselect", "", "Its gaps and its choices don't fit together."),
        ("cloze", "", "It has no gap that can be read."),
        (
            "numerical",
            answer("2", 100) + "<units><unit><multiplier>1000</multiplier><unit_name>g</unit_name></unit></units>",
            "None of its units is the one that its number is in.",
        ),
        (
            "multichoice",
            answer("&lt;audio src='@@PLUGINFILE@@/a.mp3'&gt;&lt;/audio&gt;", 100) + answer("b", 0),
            "One of its answers is a video or a sound.",
        ),
        (
            "multichoice",
            answer("&lt;img src='@@PLUGINFILE@@/a.png'&gt;", 100) + answer("b", 0),
            "One of its answers is a picture.",
        ),
    ],
)
def test_invalid_question_is_left_out_with_reason(kind, inside, why):
    found = one(kind, inside)
    assert found.questions == []
    assert [(line.number, line.title, line.why) for line in found.left_out] == [(1, "Q", why)]


def test_numerical_gap_is_left_out_with_reason():
    found = one("cloze", "", text="<p>{1:NUMERICAL:=3:0.1}</p>")
    assert [line.why for line in found.left_out] == [
        "One of its gaps is a “NUMERICAL”: only words and choices fit a gap here."
    ]


@pytest.mark.parametrize(
    ("file", "why"),
    [
        ("", "Its picture is not in the file."),
        ('<file name="a.png" encoding="base64">%%%</file>', "Its picture can't be read."),
        ('<file name="a.png" encoding="base64">PHN2Zz48L3N2Zz4=</file>', "Its picture is no PNG, JPEG, GIF or WebP."),
    ],
)
def test_picture_is_accepted_only_by_its_content(file, why):
    content = (
        '<quiz><question type="truefalse"><name><text>Q</text></name><questiontext format="html"><text>'
        f'<![CDATA[<p>So?<img src="@@PLUGINFILE@@/a.png" alt=""></p>]]></text>{file}</questiontext>'
        f"{answer('true', 100)}{answer('false', 0)}</question></quiz>"
    )
    assert [line.why for line in moodle_reader.read(content.encode(), "en").left_out] == [why]


def test_picture_on_another_site_is_not_fetched():
    found = one(
        "truefalse", answer("true", 100) + answer("false", 0), text="<p>So? <img src='https://evil.example/x.png'></p>"
    )
    assert [question.text for question in found.questions] == ["<p>So? </p>"]
    assert [question.picture for question in found.questions] == [None]
    assert [line.why for line in found.remarks] == ["A picture that stands on another site is left behind."]


BOMB = """<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;&lol;&lol;&lol;">]>
<quiz><question type="description"><name><text>&lol2;</text></name></question></quiz>"""
FOREIGN = """<?xml version="1.0"?><!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<quiz><question type="description"><name><text>&x;</text></name></question></quiz>"""
NO_ENTITIES = "The file has a document type or entities, which no question file needs."


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (BOMB.encode(), NO_ENTITIES),
        (FOREIGN.encode(), NO_ENTITIES),
        (b"<!DOCTYPE quiz SYSTEM 'http://evil.example/x.dtd'><quiz/>", NO_ENTITIES),
        (b"<html/>", "The file is XML, but no Moodle question file: it has no <quiz>."),
        (b"", "The file is no XML: no element found: line 1, column 0."),
        (b"<quiz>", "The file is no XML: no element found: line 1, column 6."),
        (b'<?xml version="1.0" encoding="klingon"?><quiz/>', "The file is no XML: unknown encoding: klingon."),
        (b"<quiz>" + b"<question/>" * 1001 + b"</quiz>", "The file has more than 1000 questions. Split it."),
    ],
)
def test_unreadable_file_is_refused_with_reason(content, why):
    with pytest.raises(UnreadableFile) as refused:
        moodle_reader.read(content, "en")
    assert str(refused.value) == why
