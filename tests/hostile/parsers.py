"""All parsers of the platform, with hostile input for each of them.

PARSERS is {name: (function that makes an input of a size, function that reads it)}. A parser may refuse an input with
its own exceptions, but in no more than linear time.
"""

from contextlib import suppress
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile

from courses.question_io import block_mapping, formats, multilang, text_conversion
from courses.question_io.question import NotTaken, UnreadableFile
from courses.quizzes import gap_text
from courses.quizzes.types.number import numbers_in
from learning.activities.assignments import file_check
from learning.activities.forms.invitations import PastedForm
from learning.core.files import encodings, file_contents
from learning.core.files.spreadsheets import as_written, inert
from learning.media.files.forms import LONGEST_CHAPTERS, lines_of
from learning.media.formats import caption_checks, captions
from learning.people.organisations.register_file import limits, reader
from learning.people.reference.country_names import country_of

from . import files

REFUSALS = (
    UnreadableFile,
    NotTaken,
    ValidationError,
    file_check.FileRefused,
    limits.UnreadableRegisterFile,
    encodings.Uncertain,
)


def questions(content):
    """Read questions as a dry run does."""
    for question in formats.read(content, "en").questions:
        with suppress(NotTaken):
            block_mapping.to_block(question)


def captions_of(text):
    """Check captions as at an upload, and read them if they are valid."""
    if not caption_checks.problems_of_file(ContentFile(text.encode(), "x.vtt")):
        captions.paragraphs(text)


def chapters_of(text):
    """Read as much as the field accepts."""
    lines_of(text[:LONGEST_CHAPTERS])


def people(text):
    """Read as much as the field accepts."""
    PastedForm({"text": text}).is_valid()


def gaps_of(text):
    gap_text.problem_of(text)
    gap_text.split(text)


def register(content):
    reader.read(content)
    encodings.previews(content)


def document(content, name="x.zip"):
    file_contents.check_document(ContentFile(content, name))


def text(fragment):
    return partial(files.repeated, fragment)


def data(fragment, before="", after=""):
    return lambda size: f"{before}{files.repeated(fragment, size)}{after}".encode()


PARSERS = {
    **{
        f"moodle, one text: {name}": (partial(files.moodle_one, one), questions)
        for name, one in files.FRAGMENTS.items()
    },
    **{f"moodle, texts: {name}": (partial(files.moodle_many, one), questions) for name, one in files.FRAGMENTS.items()},
    **{
        f"moodle, Markdown: {name}": (partial(files.moodle_many, files.FRAGMENTS[name], form="markdown"), questions)
        for name in ("bracket", "markdown link", "stars", "underscores", "blank lines", "list items", "mlang", "span")
    },
    **{
        f"moodle, cloze: {name}": (partial(files.moodle_many, files.FRAGMENTS[name], kind="cloze"), questions)
        for name in ("cloze", "cloze escape", "b")
    },
    "moodle, nested questions": (data("<question>", "<quiz>"), questions),
    "moodle, nested b": (data("<b>", "<quiz><question>"), questions),
    "moodle, elements": (data("<a/>", "<quiz>", "</quiz>"), questions),
    "moodle, answers": (
        data(
            "<answer fraction='0'><text>a</text></answer>", "<quiz><question type='multichoice'>", "</question></quiz>"
        ),
        questions,
    ),
    **{f"GIFT, text: {name}": (data(one, "", "{T}"), questions) for name, one in files.FRAGMENTS.items()},
    "GIFT, questions": (data("a{T}\n\n"), questions),
    "GIFT, answers": (data("~b ", "So?{=a ", "}"), questions),
    "GIFT, header of an ordering": (data("a_b_c ", "So?{>1 ", "\nb\n}"), questions),
    "GIFT, labels": (data("[id:", "// ", "\nSo?{T}"), questions),
    "GIFT, backslashes": (data("\\"), questions),
    "GIFT, number": (data("1", "So?{#", "}"), questions),
    "Aiken, choices": (data("A) x\n", "Q?\n", "ANSWER: A\n"), questions),
    "Aiken, questions": (data("Q?\nA) x\nB) y\nANSWER: A\n"), questions),
    "languages": (text(files.FRAGMENTS["multilang"]), partial(multilang.in_language, language="en")),
    "words": (text("<b><i> </i></b>"), text_conversion.plain),
    "captions, settings": (lambda size: f"WEBVTT\n\n00:01.000 --> 00:02.000{' ' * size}x\nhi", captions_of),
    "captions, cues": (
        lambda size: "WEBVTT\n\n" + files.repeated("00:01.000 --> 00:02.000\nhi\n\n", size),
        captions_of,
    ),
    "captions, tags": (lambda size: "WEBVTT\n\n00:01.000 --> 00:02.000\n" + files.repeated("<c", size), captions_of),
    "captions, reference": (lambda size: f"WEBVTT\n\n00:01.000 --> 00:02.000\n&#{'1' * size};", captions_of),
    "captions, hours": (lambda size: f"WEBVTT\n\n{'9' * size}:00:01.000 --> 00:02.000\nhi", captions_of),
    "chapters, spaces": (lambda size: f"12:30{' ' * size}x", chapters_of),
    "chapters, lines": (text("1:00 a\n"), chapters_of),
    "gaps": (text("[["), gaps_of),
    "typed number": (text("1,"), numbers_in),
    "people, word": (text("a"), people),
    "people, brackets": (text("<"), people),
    "people, commas": (text("a@b,"), people),
    "cell, new lines": (text("\n"), inert),
    "cell, separators": (text("; "), as_written),
    "cell, quotes": (text(";'"), as_written),
    "country": (text("a, "), country_of),
    "CSV, commas": (data(",", "name"), register),
    "CSV, lines": (data("\n", "name"), register),
    "CSV, rows": (data("A\n", "name\n"), register),
    "CSV, quotes": (data('"', "name\n"), register),
    "CSV, semicolons": (data("a;", "name,aliases\nA,"), register),
    "CSV, no UTF-8": (lambda size: b"name\n" + b"\xcc\xee\n" * (size // 3), register),
    "XLSX, strings": (files.strings, register),
    "XLSX, cells": (files.cells, register),
    "XLSX, styles": (files.styles, register),
    "ZIP, entries": (files.archive_of_nothing, document),
    "SVG, names": (data("<a", "<svg>"), partial(document, name="x.svg")),
    "SVG, reference": (data("1", "<svg>&#", ";</svg>"), partial(document, name="x.svg")),
    "submission, comments": (data("<!---->", "", "x"), partial(file_check.check, "x.txt")),
    "submission, open comments": (data("<!--", "", "x"), partial(file_check.check, "x.txt")),
}


def unread(name, size):
    """Return a function that reads input of `size`, made before the measurement."""
    make, parse = PARSERS[name]
    made = make(size)

    def run():
        with suppress(*REFUSALS):
            parse(made)

    return run
