"""Tables as files: CSV, XLSX and JSON of exactly what a screen shows, each with a head that says what was asked."""

import csv
import datetime
import json
from decimal import Decimal

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from wagtail.admin.views.mixins import Echo
from wagtail.admin.widgets.button import Button

from learning.spreadsheets import InertCells, inert

from ..definitions import VERSION, versions

BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class Exported(InertCells):
    """For Wagtail's listings with an export. Cells are typed: a number is a number in every format.

    The view gives `get_head()`: [(label, text)] of all that was asked for.
    """

    FORMAT_JSON = "json"
    FORMATS = ("xlsx", "csv", "json")

    def full_head(self):
        made = date_format(timezone.localtime(), "DATETIME_FORMAT")
        rules = _("How we count, version %(version)d") % {"version": VERSION}
        return [(str(label), str(text)) for label, text in [*self.get_head(), (_("Made"), made), (_("Rules"), rules)]]

    def stream_csv(self, queryset):
        writer = csv.writer(Echo())
        yield BYTE_ORDER_MARK
        for pair in self.full_head():
            yield writer.writerow([inert(text) for text in pair])
        yield writer.writerow([])
        yield writer.writerow([self.get_heading(queryset, name) for name in self.list_export])
        for item in queryset:
            row = self.to_row_dict(item)
            yield writer.writerow([self.preprocess_field_value(name, row[name], "csv") for name in self.list_export])

    def write_xlsx(self, queryset, output):
        workbook = Workbook(write_only=True, iso_dates=True)
        sheet = workbook.create_sheet(title=str(self.get_page_title())[:31].replace("/", " "))
        head = self.full_head()
        sheet.freeze_panes = f"A{len(head) + 3}"
        for pair in head:
            sheet.append([self._text(sheet, text) for text in pair])
        sheet.append([])
        sheet.append([self._text(sheet, self.get_heading(queryset, name), bold=True) for name in self.list_export])
        for item in queryset:
            sheet.append(self.generate_xlsx_row(sheet, self.to_row_dict(item)))
        workbook.save(output)

    @staticmethod
    def _text(sheet, text, bold=False):
        cell = WriteOnlyCell(sheet, text)
        cell.data_type = "s"
        cell.font = Font(bold=bold)
        return cell

    def as_spreadsheet(self, queryset, spreadsheet_format):
        if spreadsheet_format == self.FORMAT_JSON:
            return self.write_json_response(queryset)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def write_json_response(self, queryset):
        told = {
            "head": dict(self.full_head()),
            "rules": versions(),
            "columns": {name: self.get_heading(queryset, name) for name in self.list_export},
            "rows": [self.to_row_dict(item) for item in queryset],
        }
        text = json.dumps(told, default=_plain, ensure_ascii=False, indent=1)
        name = f"{self.get_filename()}.json"
        disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
        return HttpResponse(text, content_type="application/json", headers=disposition)

    @cached_property
    def header_more_buttons(self):
        json_button = Button(_("Download JSON"), url=self.get_export_url("json"), icon_name="download", priority=110)
        return [*super().header_more_buttons, json_button]


def _plain(value):
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
