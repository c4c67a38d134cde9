"""Export of the register as a file that `import_file` reads: unchanged, it changes nothing."""

import csv
import io

import xlsxwriter
from django.utils.translation import gettext as _

from learning.core.files.spreadsheets import inert

from .columns import COLUMNS, LATITUDE, LONGITUDE

# As wide as what stands in them, in characters.
WIDTHS = {LATITUDE: 12, LONGITUDE: 12}
WIDTH = 24


def table(organisations):
    """Rows of cells, the heading first. `organisations` is a queryset."""
    yield [column.heading for column in COLUMNS]
    for body in organisations.prefetch_related("aliases", "domains", "memberships"):
        yield [inert(column.cell(column.of(body))) for column in COLUMNS]


def csv_of(organisations):
    """Bytes. The mark at the beginning tells Excel that it is UTF-8."""
    file = io.StringIO(newline="")
    csv.writer(file).writerows(table(organisations))
    return file.getvalue().encode("utf-8-sig")


def xlsx_of(organisations):
    """Bytes. Text is text, whatever it looks like; coordinates are numbers; the heading stays in sight."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(file, options) as workbook:
        sheet, bold = workbook.add_worksheet(_("Organisations")[:31]), workbook.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for number, column in enumerate(COLUMNS):
            sheet.set_column(number, number, WIDTHS.get(column, WIDTH))
        for number, cells in enumerate(table(organisations)):
            sheet.write_row(number, 0, cells, None if number else bold)
    return file.getvalue()
