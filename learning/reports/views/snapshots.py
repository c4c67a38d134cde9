from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from .. import exporting, snapshotting
from ..annual.exporting import asked, table
from ..annual.facts import COUNTED
from ..annual.presenting import Row
from ..models import Snapshot
from ..permissions import SEE_SNAPSHOTS
from .annual import language_of, languages
from .guarding import Guarded, UnderFigures

LIST = ("reports:snapshots", gettext_lazy("Frozen figures"))


class SnapshotsView(UnderFigures, ReportView):
    """Every snapshot, the latest first."""

    page_title = gettext_lazy("Frozen figures")
    header_icon = "lock"
    model = Snapshot
    index_url_name = "reports:snapshots"
    index_results_url_name = "reports:snapshots_results"
    template_name = "reports/screens/screen.html"
    results_template_name = "reports/admin/snapshots_results.html"
    any_permission_required = None
    permission_policy = ModelPermissionPolicy(Snapshot)
    permission_required = "view"
    is_searchable = False
    default_ordering = "-made_at"
    paginate_by = 50
    list_export = []
    columns = [
        TitleColumn("title", label=gettext_lazy("Figures of"), url_name="reports:snapshot"),
        DateColumn("made_at", label=gettext_lazy("Frozen"), sort_key="made_at"),
        Column("made_by", label=gettext_lazy("By"), accessor="made_by"),
        Column("checksum", label=gettext_lazy("Checksum"), accessor=lambda one: one.checksum[:12]),
    ]

    def get_base_queryset(self):
        return Snapshot.objects.select_related("made_by").defer("content")


class SnapshotView(Guarded, UnderFigures, WagtailAdminTemplateMixin, DetailView):
    """One snapshot as it was frozen; its checksum is reckoned anew each time."""

    page_title = gettext_lazy("Frozen figures")
    header_icon = "lock"
    template_name = "reports/admin/snapshot.html"
    model = Snapshot
    permission = SEE_SNAPSHOTS
    trail = (LIST,)

    def get_page_subtitle(self):
        return str(self.object)

    @cached_property
    def rows(self):
        return [Row(figure) for figure in self.object.content["figures"]]

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("export")
        if kind not in exporting.FORMATS:
            return super().get(request, *args, **kwargs)
        snapshot = self.object = self.get_object()
        content, told = snapshot.content, asked(snapshotting.scope_of(snapshot), sees_raw=False)
        version = max(content["rules"].values())
        head = exporting.about(self.page_title, told, made_at=snapshot.made_at, version=version)
        frozen = {"rules": content["rules"], "content": content}
        rows = table([*head, ("sha-256", snapshot.checksum)], self.rows, **frozen)
        return exporting.send(rows, f"frozen-figures-{snapshot.pk}", kind)

    def get_context_data(self, **kwargs):
        language, rows = language_of(self.request), {row.key: row for row in self.rows}
        said = [
            {
                "text": one["text"][language],
                "quotes": list(dict.fromkeys(rows[key].quote for key in one["figures"] if rows[key].quote)),
                "rows": [rows[key] for key in one["figures"]],
            }
            for one in self.object.content["sentences"]
        ]
        return super().get_context_data(
            language=language,
            languages=languages(self.request, ""),
            said=said,
            rows=[row for row in self.rows if row.figure["kind"] == COUNTED],
            rules=self.object.content["rules"],
            compared=snapshotting.compared_with(self.object),
            **kwargs,
        )


class ChangesView(Guarded, UnderFigures, WagtailAdminTemplateMixin, DetailView):
    """A snapshot beside what would be said now."""

    page_title = gettext_lazy("What has changed since")
    header_icon = "resubmit"
    template_name = "reports/admin/snapshot_changes.html"
    model = Snapshot
    permission = SEE_SNAPSHOTS
    trail = (LIST,)

    def get_page_subtitle(self):
        return f"{self.object}: {self.page_title}"

    def get_context_data(self, **kwargs):
        differences = snapshotting.compare(self.object)
        return super().get_context_data(
            changed=[one for one in differences if one.has_changed],
            unchanged=sum(not one.has_changed for one in differences),
            rules=snapshotting.changed_rules(self.object),
            **kwargs,
        )
