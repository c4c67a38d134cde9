from tempfile import TemporaryFile

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from learning.core.errors import BusinessError
from learning.core.files.exports import WIDTH, XLSX_OPTIONS, write_rows

# More than this opens in few spreadsheets, and takes longer to write than anyone waits.
MOST_ROWS = 200_000


class TooLong(BusinessError):
    """More rows than MOST_ROWS."""


def as_xlsx(table):
    """An open temporary file, at its start: the rows on the first sheet, the head on a second one. Numbers are numbers
    and days are days; the columns' labels stay in view, and can be filtered by."""
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    with Workbook(file, XLSX_OPTIONS) as book:
        sheet, bold = book.add_worksheet(_("Rows")), book.add_format({"bold": True})
        sheet.set_column(0, len(table.columns) - 1, WIDTH)
        for place, column in enumerate(table.columns):
            sheet.write_string(0, place, column.label, bold)
        sheet.freeze_panes(1, 0)
        last = write_rows(book, sheet, _at_most(table.rows), 1)
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


def _at_most(rows):
    for number, row in enumerate(rows, 1):
        if number > MOST_ROWS:
            raise TooLong
        yield row
