"""Hostile files and texts of any size, made to keep a parser busy."""

import io
import zipfile
from functools import cache
from html import escape

import openpyxl

SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
# Repeated to fill the text of a question. Each has made a pattern or parser of the platform quadratic or worse.
FRAGMENTS = {
    "span": "<span ",
    "multilang": '<span class="multilang" lang="en">',
    "mlang": "{mlang en}",
    "mlang open": "{mlang ",
    "img": "<img ",
    "img quote": '<img src="',
    "b": "<b>",
    "empty b": "<b> ",
    "div": "<div>",
    "list": "<p><ul>",
    "cell": "<table><tr><td>",
    "less": "<",
    "reference": "&#",
    "ampersand": "&",
    "link": "<a @@PLUGINFILE@@",
    "formula": r"\(",
    "bracket": "[",
    "markdown link": "[a](http://",
    "stars": "**",
    "underscores": "__a",
    "blank lines": "\n ",
    "list items": "- a\n",
    "cloze": "{1:SA:",
    "cloze escape": "{1:SA:\\}",
    "gap": "[[1",
}


def repeated(fragment, size):
    return fragment * max(1, size // len(fragment))


def question_xml(text, kind="truefalse", form="html", inside=""):
    answers = inside or (
        '<answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer>'
    )
    return (
        f'<question type="{kind}"><name><text>Q</text></name><questiontext format="{form}"><text>{escape(text)}'
        f"</text></questiontext>{answers}</question>"
    )


def moodle_one(fragment, size, **how):
    """Return one question whose text is as long as the file."""
    return f"<quiz>{question_xml(repeated(fragment, size), **how)}</quiz>".encode()


def moodle_many(fragment, size, **how):
    """Return as many questions as fill the file, each within the length limit of a text."""
    one = question_xml(repeated(fragment, 4900), **how)
    return f"<quiz>{one * max(1, size // len(one))}</quiz>".encode()


@cache
def workbook():
    file = io.BytesIO()
    book = openpyxl.Workbook()
    book.active.append(["name", "country"])
    book.active.append(["Cali", "CO"])
    book.save(file)
    return file.getvalue()


def workbook_with(part, content):
    """Return a workbook with `content` in place of `part`."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            new.writestr(entry.filename, content if entry.filename == part else old.read(entry))
    return file.getvalue()


def strings(size):
    """Return a workbook whose table of strings has `size` bytes of empty strings."""
    return workbook_with("xl/sharedStrings.xml", f"<sst {SPREADSHEET}>{repeated('<si/>', size)}</sst>")


def cells(size):
    sheet = f"<worksheet {SPREADSHEET}><sheetData><row>{repeated('<c/>', size)}</row></sheetData></worksheet>"
    return workbook_with("xl/worksheets/sheet1.xml", sheet)


def styles(size):
    return workbook_with("xl/styles.xml", f"<styleSheet {SPREADSHEET}>{repeated('<font/>', size)}</styleSheet>")


def archive_of_nothing(size):
    """Return a ZIP with as many empty files as fill `size` bytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for number in range(size // 100):
            archive.writestr(str(number), b"")
    return file.getvalue()


def archive_of_zeros(size):
    """Return a ZIP of `size` bytes that expands to a thousand times as much."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros", "w") as inside:
        for _kilobyte in range(size // 1000):
            inside.write(bytes(1_000_000))
    return file.getvalue()
