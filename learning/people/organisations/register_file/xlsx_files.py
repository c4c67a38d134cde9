"""XLSX files: the first sheet, with the stored results of formulas."""

import datetime
import io
import zipfile

import openpyxl
from django.utils.translation import gettext as _

from learning.core.files.spreadsheets import as_written

from .limits import MOST_COLUMNS, MOST_ROWS, UnreadableRegisterFile

MOST_PARTS = 200
# What the parts of the archive may come to unpacked: more than any file of MOST_ROWS rows has.
MOST_UNPACKED = 60 * 1024 * 1024
CHUNK = 256 * 1024
# Elements of one part: cells, rows and strings, of which MOST_ROWS rows have this many, and everything else.
MOST_OF_CELLS, MOST_STRINGS, MOST_OTHERS = 700_000, 300_000, 20_000
OF_CELLS = (b"row", b"c", b"v", b"si", b"t", b"is", b"r")


def lines(content):
    """(number, cells) of each row; `UnreadableRegisterFile` where it is no workbook, or one made to fill the memory."""
    refused = UnreadableRegisterFile(_("This can't be read as a workbook. Save it again as .xlsx or as CSV."))
    try:
        _refuse_bombs(content)
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        rows = workbook.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
        for number, values in enumerate(rows, 1):
            yield number, [as_written(_text(value)) for value in values]
    except _Bomb:
        raise UnreadableRegisterFile(_("The workbook is too large unpacked. Split it, or save it as CSV.")) from None
    except Exception as broken:  # A damaged archive, XML or cell: the libraries have a class for each.
        raise refused from broken


class _Bomb(Exception):
    pass


def _refuse_bombs(content):
    """Before the library reads them: `zipfile` gives no more of a part than the archive says it has."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
            raise _Bomb
        for part in parts:
            if part.filename.lower().endswith((".xml", ".rels")):
                with archive.open(part) as stream:
                    _refuse_too_many_elements(stream)


def _refuse_too_many_elements(stream):
    """Counts while it reads, and stops at the first limit. A name at the border of two chunks isn't counted."""
    of_cells = strings = others = 0
    while chunk := stream.read(CHUNK):
        found = {name: _count(chunk, name) for name in OF_CELLS}
        of_cells += sum(found.values())
        strings += found[b"si"]
        others += chunk.count(b"<") - chunk.count(b"</") - sum(found.values())
        if of_cells > MOST_OF_CELLS or strings > MOST_STRINGS or others > MOST_OTHERS:
            raise _Bomb


def _count(chunk, name):
    """How many elements of this name begin in `chunk`, with a prefix or without."""
    return sum(chunk.count(before + name + after) for before in (b"<", b":") for after in (b">", b" ", b"/"))


def _text(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return "" if value is None else str(value).strip()
