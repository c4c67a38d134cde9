"""Listings of people whose exports are recorded in the audit log."""

from learning.core.admin_kit.strict_filters import StrictFilters
from learning.core.files.exports import StreamedExport

from .. import audit_log


class AuditedExport(StrictFilters, StreamedExport):
    """For Wagtail's listings with an export. `audited_details()` says which list it was, in ids."""

    audited = audit_log.Action.PEOPLE_EXPORTED

    def as_spreadsheet(self, queryset, spreadsheet_format):
        rows = queryset.count() if hasattr(queryset, "model") else len(queryset)
        asked = sorted(name for name, value in self.request.GET.items() if value and name not in {"export", "p"})
        details = {"rows": rows, "format": spreadsheet_format, "filters": asked, **self.audited_details()}
        audit_log.record(self.audited, self.request.user, details=details)
        return super().as_spreadsheet(queryset, spreadsheet_format)

    def audited_details(self):
        return {"list": self.model._meta.model_name}
