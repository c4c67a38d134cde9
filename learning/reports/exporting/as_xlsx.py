from datetime import date
from decimal import Decimal
from tempfile import TemporaryFile

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

# More than this opens in few spreadsheets, and takes longer to write than anyone waits.
MOST_ROWS = 200_000
WIDTH = 22
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}


class TooLong(Exception):
    """More rows than MOST_ROWS."""


def as_xlsx(table):
    """An open temporary file, at its start: the rows on the first sheet, the head on a second one. Numbers are numbers
    and days are days; the columns' labels stay in view, and can be filtered by."""
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    with Workbook(file, OPTIONS) as book:
        sheet, bold = book.add_worksheet(_("Rows")), book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.set_column(0, len(table.columns) - 1, WIDTH)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, column.label, bold)
        sheet.freeze_panes(1, 0)
        last = _write_rows(sheet, table.rows, 1, day)
        if last:
            sheet.autofilter(0, 0, last, len(table.columns) - 1)
        _write_head(book.add_worksheet(_("About")), table.head, bold)
    file.seek(0)
    return file


def _write_head(sheet, head, bold):
    sheet.set_column(0, 1, WIDTH)
    for line, (label, text) in enumerate(head):
        sheet.write_string(line, 0, label, bold)
        sheet.write_string(line, 1, text)


def _write_rows(sheet, rows, first, day):
    """The line of the last row; the one before `first` where there is none."""
    line = first - 1
    for line, row in enumerate(rows, first):
        if line - first >= MOST_ROWS:
            raise TooLong
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(line, place, cell, day)
            elif isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
                sheet.write_number(line, place, cell)
            elif cell not in (None, ""):
                sheet.write_string(line, place, str(cell))
    return line
