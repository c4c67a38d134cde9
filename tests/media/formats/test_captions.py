"""Caption files from subtitle programs, conference systems and people."""

import pytest
from django.core.files.base import ContentFile

from demo.content_files import CONTENT
from learning.media.formats.caption_checks import problems, problems_of_file
from learning.media.formats.captions import cues, paragraphs, text_of

GOOD = {
    "the least": "WEBVTT\n\n00:00.000 --> 00:04.000\nSoil.\n",
    "a title, hours, numbers": "WEBVTT - Trees\n\n1\n00:00:00.000 --> 00:00:04.000\nSoil.\n\n2\n01:02:03.004 --> 01:02:05.000\nWater.\n",
    "a conference system's": "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:00.160 --> 00:00:02.629 align:start position:0%\nso<00:00:00.320><c> welcome</c>\n",
    "who speaks": "WEBVTT\n\nd5a1/1-0\n00:00:01.000 --> 00:00:03.500\n<v Ana Ruiz>Good morning.</v>\n",
    "notes, style, region": "WEBVTT\n\nNOTE made by hand\nand checked\n\nSTYLE\n::cue { color: white }\n\nREGION\nid:low\nlines:3\n\n00:01.000 --> 00:02.000 region:low size:50% line:-1 vertical:rl\nSoil.\n",
    "a note between": "WEBVTT\n\n00:01.000 --> 00:02.000\nSoil.\n\nNOTE\nmore to come\n\n00:03.000 --> 00:04.000\nWater.\n",
    "two at once": "WEBVTT\n\n00:01.000 --> 00:06.000 line:0\nSoil.\n\n00:01.000 --> 00:03.000 line:84%,end align:middle\nWater.\n",
    "several blank lines": "WEBVTT\n\n\n\n00:01.000 --> 00:02.000\nSoil.\n\n\n\n00:03.000 --> 00:04.000\nWater.",
    "Windows' ends of lines": "WEBVTT\r\n\r\n00:01.000 --> 00:02.000\r\nSoil.\r\n\r\n00:03.000 --> 00:04.000\r\nWater.\r\n",
    "many hours": "WEBVTT\n\n100:00:00.000 --> 100:00:02.000\nStill here.\n",
    "tabs": "WEBVTT\n\n00:01.000\t-->\t00:02.000\nSoil.\n",
    "no words": "WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\nWater.\n",
    "a line of one space in a caption": "WEBVTT\n\n00:01.000 --> 00:02.000\nSoil\n \nand water.\n",
    "a line of one space between": "WEBVTT\n\n00:01.000 --> 00:02.000\nSoil.\n\n \n\n00:03.000 --> 00:04.000\nWater.\n",
    "letters of the world": "WEBVTT\n\n00:01.000 --> 00:02.000\nالماء، l’été, 水\n",
}
WRONG = {
    "": ["Line 1: a WebVTT file starts with the word WEBVTT."],
    "WEBVTTS\n\n00:01.000 --> 00:02.000\nSoil.\n": ["Line 1: a WebVTT file starts with the word WEBVTT."],
    "1\n00:00:01,000 --> 00:00:02,000\nSoil.\n": ["Line 1: a WebVTT file starts with the word WEBVTT."],
    "WEBVTT\n\n1\n00:00:01,000 --> 00:00:02,000\nSoil.\n": [
        "Line 4: a time has a full stop before its thousandths, not a comma: this looks like an SRT file."
    ],
    "WEBVTT\n00:01.000 --> 00:02.000\nSoil.\n": ["Line 2: a blank line is missing after the word WEBVTT."],
    "WEBVTT\n\n00:01.000 --> 00:02.000\nSoil.\n00:03.000 --> 00:04.000\nWater.\n": [
        "Line 5: a blank line is missing before this time."
    ],
    "WEBVTT\n\n00:01.000 --> 00:02.000\nSoil,\n\nand water.\n": [
        "Line 6: these words belong to no caption. Does a blank line cut one in two?"
    ],
    "WEBVTT\n\n00:04.000 --> 00:02.000\nSoil.\n": ["Line 3: this caption ends before it starts."],
    "WEBVTT\n\n00:02.000 --> 00:02.000\nSoil.\n": ["Line 3: this caption ends before it starts."],
    "WEBVTT\n\n00:05.000 --> 00:06.000\nWater.\n\n00:01.000 --> 00:02.000\nSoil.\n": [
        "Line 6: this caption starts before the one above it."
    ],
    "WEBVTT\n\n00:61.000 --> 01:02.000\nSoil.\n": ["Line 3: a time is written 00:01:02.000 --> 00:01:05.000."],
    "WEBVTT\n\n1:00.000 --> 1:02.000\nSoil.\n": ["Line 3: a time is written 00:01:02.000 --> 00:01:05.000."],
    "WEBVTT\n\n00:01.00 --> 00:02.00\nSoil.\n": ["Line 3: a time is written 00:01:02.000 --> 00:01:05.000."],
    "WEBVTT\n\n00:01.000-->00:02.000\nSoil.\n": ["Line 3: a time is written 00:01:02.000 --> 00:01:05.000."],
    "WEBVTT\n\n00:01.000 --> 00:02.000 align:top\nSoil.\n": ["Line 3: “align:top” is no way to place a caption."],
    "WEBVTT\n\n00:01.000 --> 00:02.000 position:10 bold\nSoil.\n": [
        "Line 3: “position:10” is no way to place a caption.",
        "Line 3: “bold” is no way to place a caption.",
    ],
    "WEBVTT\n\n00:01.000 --> 00:02.000\nSoil.\n\nSTYLE\n::cue { color: red }\n": [
        "Line 6: STYLE stands before the first caption."
    ],
    "WEBVTT\n\n00:01.000 --> 00:02.000\nSo\0il.\n": ["Line 4: there is a character here that no text has."],
    "WEBVTT\n\nNOTE nothing yet\n": ["There is no caption in this file."],
}


@pytest.mark.parametrize("text", GOOD.values(), ids=GOOD)
def test_valid_files_have_no_problems(text):
    assert problems_of_file(ContentFile(text.encode(), "x.vtt")) == []
    assert cues(text_of(text.encode()))


@pytest.mark.parametrize(("text", "told"), WRONG.items())
def test_each_problem_is_reported_with_its_line(text, told):
    assert problems(text) == told


@pytest.mark.parametrize("path", sorted((CONTENT / "media").glob("*.vtt")), ids=lambda path: path.name)
def test_caption_files_of_the_demo_have_no_problems(path):
    assert problems_of_file(ContentFile(path.read_bytes(), path.name)) == []


def test_first_twelve_problems_and_the_number_of_others_are_reported():
    told = problems("WEBVTT\n\n" + "00:02.000 --> 00:01.000\nx\n\n" * 20)
    assert len(told) == 13
    assert told[11:] == ["Line 36: this caption ends before it starts.", "And 8 more."]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encoding_with_byte_order_mark_is_read(encoding):
    content = "WEBVTT\n\n00:01.000 --> 00:02.000\nL’été\n".encode(encoding)
    assert problems_of_file(ContentFile(content, "x.vtt")) == []
    assert cues(text_of(content)) == [(1, "L’été")]


def test_unknown_encoding_is_refused_with_the_line():
    content = "WEBVTT\n\n00:01.000 --> 00:02.000\nL'été\n".encode("cp1252")
    assert problems_of_file(ContentFile(content, "x.vtt")) == [
        "Line 4: a letter here can't be read. Save the file with the encoding UTF-8."
    ]


def test_too_large_file_is_refused():
    assert problems_of_file(ContentFile(b"0" * 2_000_001, "x.vtt")) == [
        "This file is far too large for captions. Is it another file?"
    ]


def test_line_of_one_space_does_not_end_a_caption():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nSoil\n \nand water.\n"
    assert cues(text) == [(1, "Soil and water.")]
    following = f"{text} \n00:03.000 --> 00:04.000\nWater.\n"
    assert problems(following) == ["Line 8: a blank line is missing before this time."]


@pytest.mark.parametrize("hours", ["9" * 5, "9" * 400])
def test_times_with_too_many_hours_are_refused(hours):
    text = f"WEBVTT\n\n{hours}:00:01.000 --> {hours}:00:02.000\nSoil.\n"
    assert problems(text) == ["Line 3: a time is written 00:01:02.000 --> 00:01:05.000."]


def test_reference_with_thousands_of_digits_is_shown_as_written():
    reference = f"&#{'1' * 5000};"
    assert cues(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{reference}&amp;\n") == [(1, f"{reference}&")]


def test_speaker_is_kept_and_markup_is_removed():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Good <i>morning</i> &amp; welcome.</v>\n"
    assert cues(text) == [(1, "Ana: Good morning & welcome.")]


def test_paragraph_ends_with_the_first_sentence_after_25_seconds():
    text = "WEBVTT\n\n" + "".join(
        f"00:{second:02}.000 --> 00:{second + 5:02}.000\nNumber {second}{end}\n\n"
        for second, end in ((0, "."), (10, "."), (26, " and"), (32, "."), (40, "."))
    )
    assert paragraphs(text) == [(0, "Number 0. Number 10."), (26, "Number 26 and Number 32. Number 40.")]
