"""Exports of lists of any length: rows are written as they are read."""

import csv
from datetime import date, datetime
from decimal import Decimal
from io import StringIO
from itertools import islice
from tempfile import TemporaryFile

from django.http import FileResponse, StreamingHttpResponse
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from xlsxwriter import Workbook

from .spreadsheets import BYTE_ORDER_MARK, inert

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# How many rows are written at once: enough to be quick, few enough to be forgotten soon.
AT_ONCE = 1000
WIDTH = 22
XLSX_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "remove_timezone": True,
}


def pieces(rows):
    """`rows` in lists of AT_ONCE, made in the language of now: it is another by the time a file is sent."""
    return _pieces(iter(rows), get_language())


def _pieces(rows, language):
    while piece := _taken(rows, language):
        yield piece


def _taken(rows, language):
    with override(language):
        return list(islice(rows, AT_ONCE))


def csv_lines(rows):
    """`rows` as CSV text, in which no cell is a formula."""
    text = StringIO()
    csv.writer(text).writerows([inert(cell) for cell in row] for row in rows)
    return text.getvalue()


def csv_pieces(headings, rows):
    """Pieces of the text of a CSV file."""
    return _csv_pieces(BYTE_ORDER_MARK + csv_lines([headings]), pieces(rows))


def _csv_pieces(first, rows):
    yield first
    for piece in rows:
        yield csv_lines(piece)


def xlsx_file(headings, rows):
    """An open temporary file, at its start. The headings stay in view."""
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    with Workbook(file, XLSX_OPTIONS) as book:
        sheet, bold = book.add_worksheet(), book.add_format({"bold": True})
        sheet.set_column(0, len(headings) - 1, WIDTH)
        for place, heading in enumerate(headings):
            sheet.write_string(0, place, heading, bold)
        sheet.freeze_panes(1, 0)
        write_rows(book, sheet, rows, 1)
    file.seek(0)
    return file


def write_rows(book, sheet, rows, first):
    """Write `rows` from line `first` on. Returns the last line, which is the one before `first` where there are no rows."""
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    line = first - 1
    for line, row in enumerate(rows, first):
        for place, cell in enumerate(row):
            if isinstance(cell, date):
                sheet.write_datetime(line, place, cell, moment if isinstance(cell, datetime) else day)
            elif isinstance(cell, (int, float, Decimal)) and not isinstance(cell, bool):
                sheet.write_number(line, place, cell)
            elif cell not in (None, ""):
                sheet.write_string(line, place, str(cell))
    return line


class StreamedExport:
    """For Wagtail's listings with an export. A view of very many rows gives `get_export_rows` from values."""

    def get(self, request, *args, **kwargs):
        """A file reads no page of the list: Wagtail would make an object of every row, only to count them."""
        if not self.is_export:
            return super().get(request, *args, **kwargs)
        self.object_list = getattr(self, "get_filtered_queryset", self.get_queryset)()
        decorate = getattr(self, "decorate_paginated_queryset", lambda rows: rows)
        return self.as_spreadsheet(decorate(self.object_list), request.GET["export"])

    def write_csv_response(self, queryset):
        headers = {"Content-Disposition": f'attachment; filename="{self.get_filename()}.csv"'}
        text = csv_pieces(self._headings(queryset), self.get_export_rows(queryset))
        return StreamingHttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)

    def write_xlsx_response(self, queryset):
        file = xlsx_file(self._headings(queryset), self.get_export_rows(queryset))
        return FileResponse(file, as_attachment=True, filename=f"{self.get_filename()}.xlsx", content_type=XLSX)

    def _headings(self, queryset):
        return [self.get_heading(queryset, name) for name in self.list_export]

    def get_export_rows(self, queryset):
        """The rows of the file, as tuples in the order of `list_export`; read once."""
        return (
            tuple(_plain(told[name]) for name in self.list_export) for told in map(self.to_row_dict, _each(queryset))
        )


def _each(rows):
    """A queryset's objects without keeping them, or a list's."""
    return rows.iterator(chunk_size=AT_ONCE) if hasattr(rows, "iterator") else rows


def _plain(value):
    if isinstance(value, (list, tuple)):
        return ", ".join(map(str, value))
    return str(value) if isinstance(value, Promise) else value
