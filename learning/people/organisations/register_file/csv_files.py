"""CSV files as spreadsheets write them, with any of three delimiters."""

import csv
import io

from django.utils.translation import gettext as _

from learning.core.files import encodings
from learning.core.files.spreadsheets import as_written
from learning.people.names import fold

from .columns import BY_HEADING
from .limits import MOST_COLUMNS, UnreadableRegisterFile

DELIMITERS = ",;\t"
LONGEST_HEADING = 20_000


def lines(content, encoding=""):
    """(number, cells) of each record, the first MOST_COLUMNS of its cells.

    `encoding` is the one that somebody chose. Raises Unreadable where it is no CSV, `encodings.Uncertain` where nobody
    has chosen and the bytes don't say.
    """
    try:
        text = encodings.text_of(content, encoding)
    except UnicodeDecodeError:
        raise UnreadableRegisterFile(_("This can't be read as text. Save it as CSV (UTF-8) or .xlsx.")) from None
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    number = begins = 0
    try:
        for cells in reader:
            number += 1
            if reader.line_num > begins + 1 and any(_holds_rows(cell, delimiter) for cell in cells):
                raise _broken(begins + 1)
            begins = reader.line_num
            yield number, [as_written(cell.strip()) for cell in cells[:MOST_COLUMNS]]
    except csv.Error:
        raise _broken(begins + 1) from None


def _holds_rows(cell, delimiter):
    """A quotation mark without a partner makes one cell of several rows: lines with delimiters in them."""
    return delimiter in cell and ("\n" in cell or "\r" in cell)


def _broken(line):
    sentence = _(
        "Line %(line)d: there is one quotation mark too many or too few. Correct it and upload the file again."
    )
    return UnreadableRegisterFile(sentence % {"line": line})


def _delimiter(text):
    """The one that finds the most known columns in the first line that says anything."""
    heading = next((line for line in io.StringIO(text, newline=None) if line.strip(" \t\r\n,;")), "")[:LONGEST_HEADING]
    return max(DELIMITERS, key=lambda delimiter: _known(heading, delimiter))


def _known(heading, delimiter):
    names = next(csv.reader([heading], delimiter=delimiter), [])
    return sum(fold(name) in BY_HEADING for name in names)
