from django.db.models import F
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from learning.core.admin_kit.strict_filters import StrictFilters
from learning.core.files.exports import StreamedExport

from ..choices import Status
from ..enrolment.counts import with_tally
from ..labels import places, when
from .filters import ActivityFilterSet


class ActivityIndexView(StrictFilters, StreamedExport, IndexView):
    """List of activities. A title links to the overview of the activity."""

    filterset_class = ActivityFilterSet
    search_fields = ["title"]
    default_ordering = "-begin"
    list_export = ["title", "kind", "when", "status", "enrolled", "capacity", "queueing", "took_part", "completed"]
    export_headings = {
        "kind": _("Kind"),
        "when": _("When"),
        "status": _("Status"),
        "enrolled": _("Enrolled"),
        "queueing": _("Waiting"),
        "took_part": _("Took part"),
        "completed": _("Completed"),
    }
    export_filename = "activities"

    @cached_property
    def columns(self):
        return [
            self._get_title_column_class(TitleColumn)(
                "title", label=_("Title"), sort_key="title", get_url=self.get_inspect_url
            ),
            Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
            Column("when", label=_("When"), accessor=when, sort_key="begin"),
            StatusTagColumn(
                "status",
                label=_("Status"),
                accessor="get_status_display",
                sort_key="status",
                primary=lambda activity: activity.status != Status.CANCELLED,
            ),
            Column("places", label=_("Enrolled / places"), accessor=places, sort_key="enrolled"),
            Column("queueing", label=_("Waiting"), sort_key="queueing"),
            Column("took_part", label=_("Took part"), sort_key="took_part"),
            Column("completed", label=_("Completed"), sort_key="completed"),
        ]

    def get_base_queryset(self):
        return with_tally(super().get_base_queryset().with_begin()).prefetch_related("sessions")

    def order_queryset(self, queryset):
        """Order by date with activities that are always open first, on SQLite and PostgreSQL alike."""
        if self.ordering == "-begin":
            return queryset.order_by(F("begin").desc(nulls_first=True), "title", "pk")
        if self.ordering == "begin":
            return queryset.order_by(F("begin").asc(nulls_last=True), "title", "pk")
        return super().order_queryset(queryset).order_by(self.ordering, "title", "pk")

    def to_row_dict(self, activity):
        values = [
            activity.title,
            activity.get_kind_display(),
            when(activity),
            activity.get_status_display(),
            activity.enrolled,
            activity.capacity,
            activity.queueing,
            activity.took_part,
            activity.completed,
        ]
        return dict(zip(self.list_export, values, strict=True))
