"""Conversion warnings on two banks of questions about street trees, each with parts that a quiz can't contain."""

from collections import defaultdict
from pathlib import Path

import pytest
from django.utils import translation

from courses.question_io import formats, fractions
from courses.question_io.moodle import conversion_warnings

SAMPLES = Path(__file__).parent / "samples"
PART = "An answer that gave part of the points is wrong here (in the file: %s)."
COSTS = "A wrong answer costs no points here (in the file: %s)."
PLAIN = "Its answers and their feedback are plain words here: formatting is left behind."


def told(name, language="en"):
    """Return {title of a question: its conversion warnings}."""
    found = defaultdict(list)
    for line in formats.read((SAMPLES / name).read_bytes(), language).remarks:
        found[line.title].append(line.why)
    return dict(found)


def test_gift_file_gives_each_warning_once_per_question():
    assert told("losing.gift") == {
        "The whole file": [
            "Its questions stood in several categories. Here they follow one another, in the file's order."
        ],
        "Planting season": [PART % "25\N{NO-BREAK SPACE}%", COSTS % "-50\N{NO-BREAK SPACE}%"],
        "What roots need": [
            "Each right choice gives 50\N{NO-BREAK SPACE}% of the points here (in the file: 60\N{NO-BREAK SPACE}%, 40\N{NO-BREAK SPACE}%).",
            "A wrong choice takes back 50\N{NO-BREAK SPACE}% of the points here (in the file: -100\N{NO-BREAK SPACE}%, 0\N{NO-BREAK SPACE}%).",
            "Its ID number is left behind: trees-02.",
            "Its tags are left behind: soil, roots.",
        ],
        "Latin name": [
            PART % "50\N{NO-BREAK SPACE}%",
            COSTS % "-20\N{NO-BREAK SPACE}%",
            "The feedback for wrong answers is left behind.",
        ],
        "Age": [PART % "50\N{NO-BREAK SPACE}%", "The feedback for a number is left behind."],
        "Who does what": [
            PLAIN,
            "Raised and lowered signs stand on the line here: m² becomes m2.",
            "A side that goes with nothing is left behind.",
        ],
        "Watering": [
            "All of its things are asked, not a selection.",
            "Each thing in its own place gives its share of the points here, and nothing else does.",
        ],
        "Mulch keeps the soil": [PART % "50\N{NO-BREAK SPACE}%", "The feedback in its gaps is left behind."],
        "Crown": [PLAIN, "Of its Markdown only bold, italics, links and lists are read: look at its text."],
        "Growth": ["Its formula is shown as it was typed."],
        "Bilingual": ["Its words in other languages are left behind."],
    }


def test_moodle_file_gives_each_warning_once_per_question():
    assert told("losing.xml") == {
        "Planting season": [
            "A file that its text links to is left behind.",
            PLAIN,
            "The pictures and recordings in its feedback are left behind.",
            COSTS % "-50\N{NO-BREAK SPACE}%, -25\N{NO-BREAK SPACE}%",
            "Points are whole numbers from 1 to 100 here: 2 (in the file: 1.5).",
            "A further try costs no points here (in the file: 50\N{NO-BREAK SPACE}%).",
            "Its answers had a fixed order: here it is the quiz that says whether options are shuffled.",
            "Its feedback on a right, a partly right and a wrong answer as a whole is left behind.",
            "Its hints are left behind.",
            "It was hidden in Moodle: here it is asked like the others.",
            "Its tags are left behind: soil, roots.",
            "Its ID number is left behind: trees-01.",
        ],
        "What roots need": [
            "A wrong choice takes back 33.33\N{NO-BREAK SPACE}% of the points here (in the file: 0\N{NO-BREAK SPACE}%)."
        ],
        "Latin name": [
            "Some of its formatting is left behind: only bold, italics, lists and links stay.",
            PART % "50\N{NO-BREAK SPACE}%",
            "The feedback for wrong answers is left behind.",
            "Capitals no longer matter in the answer.",
        ],
        "Crown": [
            "Raised and lowered signs stand on the line here: m² becomes m2.",
            "Its table becomes lines of text: look whether it can still be read.",
            PART % "33.33\N{NO-BREAK SPACE}%",
            "The feedback for a number is left behind.",
            "Only the unit of its number comes along.",
            "Points are whole numbers from 1 to 100 here: 100 (in the file: 120).",
            "A missing unit costs no points here, a wrong one costs all (in the file: 10\N{NO-BREAK SPACE}%).",
            "Its instructions on units are left behind.",
        ],
        "Who does what": [
            "A side that goes with nothing is left behind.",
            "Its answers had a fixed order: here it is the quiz that says whether options are shuffled.",
        ],
        "Watering": [
            "All of its things are asked, not a selection.",
            "Each thing in its own place gives its share of the points here, and nothing else does.",
        ],
        "Mulch": [
            PART % "50\N{NO-BREAK SPACE}%, 25\N{NO-BREAK SPACE}%",
            COSTS % "-50\N{NO-BREAK SPACE}%",
            "The feedback in its gaps is left behind.",
            "Capitals no longer matter in the answer.",
            "Its gaps give the same points here (in the file: 2, 1).",
        ],
        "Cooling": [
            "Its video or audio is left behind.",
            "Its formula is shown as it was typed.",
            "Its right answer gives all the points here (in the file: 50\N{NO-BREAK SPACE}%).",
            COSTS % "-50\N{NO-BREAK SPACE}%",
            "The picture beside its text is left behind.",
            "What is not known here is left behind: confidence.",
        ],
    }


@pytest.mark.parametrize(
    ("language", "share"),
    [("en", "33.33\N{NO-BREAK SPACE}%"), ("es", "33,33\N{NO-BREAK SPACE}%"), ("fr", "33,33\N{NARROW NO-BREAK SPACE}%")],
)
def test_shares_are_written_in_number_format_of_reader(language, share):
    with translation.override(language):
        assert fractions.said([fractions.ALL / 3, fractions.ALL / 3]) == share


def moodle(kind, inside):
    """Return the remarks on a question that loses nothing but, perhaps, what is in `inside`."""
    answers = '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>'
    return [
        line.why
        for line in formats.read(
            f'<quiz><question type="{kind}"><name><text>Q</text></name><questiontext><text>So?</text></questiontext>'
            f"{answers}{inside}</question></quiz>".encode(),
            "en",
        ).lines
    ]


@pytest.mark.parametrize(
    ("kind", "penalty", "is_told"),
    [
        ("multichoice", "0.3333333", False),
        ("multichoice", "0.1000000", False),
        ("multichoice", "0", False),
        ("multichoice", "1.0000000", True),
        ("truefalse", "1.0000000", False),
        ("truefalse", "0.2500000", True),
        ("truefalse", "much", False),
    ],
)
def test_penalty_gives_warning_unless_it_is_moodles_default(kind, penalty, is_told):
    assert bool(moodle(kind, f"<penalty>{penalty}</penalty>")) is is_told


@pytest.mark.parametrize(
    "inside",
    [
        "<hint><text></text><shownumcorrect/></hint>",
        "<tags/><idnumber></idnumber><hidden>0</hidden><image></image>",
        "<answernumbering>iii</answernumbering><shownumcorrect/><showstandardinstruction>1</showstandardinstruction>",
        *(
            f"<{conversion_warnings.OVERALL[0]}><text>&lt;p&gt;{said}.&lt;/p&gt;</text></{conversion_warnings.OVERALL[0]}>"
            for said in ("Respuesta correcta", "Your answer is correct")
        ),
    ],
)
def test_default_parts_of_moodle_files_give_no_warning(inside):
    assert moodle("multichoice", inside) == []


@pytest.mark.parametrize("text", [r"\(" * 200_000, "$" * 400_000, '<a href="@@PLUGINFILE@@' * 20_000, "<" * 200_000])
def test_hostile_file_is_read_without_remarks(text):
    for content in (f"{text}{{T}}", f"So?{{>1 {'a_' * 200_000}\nb\n}}"):
        assert formats.read(content.encode(), "en").remarks == []
