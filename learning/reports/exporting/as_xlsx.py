from tempfile import TemporaryFile

from xlsxwriter import Workbook

from learning.exports import WIDTH, XLSX_OPTIONS, write_rows

# More than this opens in few spreadsheets, and takes longer to write than anyone waits.
MOST_ROWS = 200_000


class TooLong(Exception):
    """More rows than MOST_ROWS."""


def as_xlsx(table):
    """An open temporary file, at its start. Numbers are numbers and days are days; the head stays in view, and
    its columns can be filtered."""
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    with Workbook(file, XLSX_OPTIONS) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.set_column(0, len(table.columns) - 1, WIDTH)
        for line, (label, text) in enumerate(table.head):
            sheet.write_string(line, 0, label, bold)
            sheet.write_string(line, 1, text)
        first = len(table.head) + 1
        for place, column in enumerate(table.columns):
            sheet.write_string(first, place, column.label, bold)
        sheet.freeze_panes(first + 1, 0)
        last = write_rows(book, sheet, _at_most(table.rows), first + 1)
        if last > first:
            sheet.autofilter(first, 0, last, len(table.columns) - 1)
    file.seek(0)
    return file


def _at_most(rows):
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise TooLong
        yield row
