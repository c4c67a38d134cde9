from datetime import date
from decimal import Decimal
from tempfile import TemporaryFile

from xlsxwriter import Workbook

# More than this opens in few spreadsheets, and takes longer to write than anyone waits.
MOST_ROWS = 200_000
WIDTH = 22
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "remove_timezone": True}


class TooLong(Exception):
    """More rows than MOST_ROWS."""


def as_xlsx(table):
    """An open temporary file, at its start. Numbers are numbers and days are days; the head stays in view, and
    its columns can be filtered."""
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    with Workbook(file, OPTIONS) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet.set_column(0, len(table.columns) - 1, WIDTH)
        for line, (label, text) in enumerate(table.head):
            sheet.write_string(line, 0, label, bold)
            sheet.write_string(line, 1, text)
        first = len(table.head) + 1
        for place, column in enumerate(table.columns):
            sheet.write_string(first, place, column.label, bold)
        sheet.freeze_panes(first + 1, 0)
        last = _write_rows(sheet, table.rows, first + 1, day)
        if last > first:
            sheet.autofilter(first, 0, last, len(table.columns) - 1)
    file.seek(0)
    return file


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
