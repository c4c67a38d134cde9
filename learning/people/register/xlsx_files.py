"""XLSX: the first sheet, with what its formulas last came to."""

import datetime
import io
import zipfile

import openpyxl
from django.utils.translation import gettext as _

from learning.spreadsheets import as_written

from .limits import MOST_COLUMNS, MOST_ROWS, Unreadable

MOST_PARTS = 200
# What the parts of the archive may come to unpacked: more than any file of MOST_ROWS rows has.
MOST_UNPACKED = 60 * 1024 * 1024


def lines(content):
    """(number, cells) of each row; `Unreadable` where it is no workbook, or one made to fill the memory."""
    refused = Unreadable(_("This can't be read as a workbook. Save it again as .xlsx or as CSV."))
    try:
        _refuse_bombs(content)
        workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        rows = workbook.worksheets[0].iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True)
        for number, values in enumerate(rows, 1):
            yield number, [as_written(_text(value)) for value in values]
    except _Bomb:
        raise Unreadable(_("The workbook is too large unpacked. Split it, or save it as CSV.")) from None
    except Exception as broken:  # A damaged archive, XML or cell: the libraries have a class for each.
        raise refused from broken


class _Bomb(Exception):
    pass


def _refuse_bombs(content):
    """`zipfile` reads no more of a part than the archive says it has."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise _Bomb


def _text(value):
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        value = value.date()
    return "" if value is None else str(value).strip()
