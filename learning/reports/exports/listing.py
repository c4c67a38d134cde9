from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.widgets.button import Button

from learning.core.admin_kit.strict_filters import StrictFilters
from learning.core.files.exports import StreamedExport

from .response import FORMATS, send
from .table import ExportColumn, Table, about


class ExportedListing(StrictFilters, StreamedExport):
    """For Wagtail's listings with an export: the rows under a head that says what was asked, also as JSON.

    The view gives `get_head()`: [(label, text)] of all that was asked for, the period first.
    """

    FORMATS = FORMATS

    def as_spreadsheet(self, queryset, spreadsheet_format):
        columns = tuple(ExportColumn(name, self.get_heading(queryset, name)) for name in self.list_export)
        head = about(self.get_page_title(), self.get_head())
        return send(Table(head, columns, self.get_export_rows(queryset)), self.get_filename(), spreadsheet_format)

    @cached_property
    def header_more_buttons(self):
        json_button = Button(_("Download JSON"), url=self.get_export_url("json"), icon_name="download", priority=110)
        return [*super().header_more_buttons, json_button]
