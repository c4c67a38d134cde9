"""CSV as spreadsheets write it: any of three delimiters, any of three encodings."""

import csv
import io

from django.utils.translation import gettext as _

from learning.spreadsheets import as_written

from ..names import fold
from .columns import BY_HEADING
from .limits import Unreadable

DELIMITERS = ",;\t"
MARKS = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}


def lines(content):
    """(number, cells) of each record; `Unreadable` where it is no CSV."""
    text = _text(content)
    if text is None:
        raise Unreadable(_("This can't be read as text. Save it as CSV (UTF-8) or .xlsx."))
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)), 1):
            yield number, [as_written(cell.strip()) for cell in cells]
    except csv.Error:
        raise Unreadable(_("A cell of it has no end: a quotation mark is missing. Save it again as CSV.")) from None


def _text(content):
    """What a mark at its beginning says, else UTF-8, else what Windows wrote before; None where it is none of them."""
    marked = [encoding for mark, encoding in MARKS.items() if content.startswith(mark)]
    for encoding in marked or ("utf-8", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _delimiter(text):
    """The one that finds the most known columns in the first line that says anything."""
    heading = next((line for line in io.StringIO(text) if line.strip(" \t\r\n,;")), "")
    return max(DELIMITERS, key=lambda delimiter: _known(heading, delimiter))


def _known(heading, delimiter):
    names = next(csv.reader([heading], delimiter=delimiter), [])
    return sum(fold(name) in BY_HEADING for name in names)
