from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import DetailView
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from learning.people.models import User

from .. import exports
from ..annual.export import asked, table
from ..annual.facts import COUNTED
from ..annual.rows import FrozenFigure
from ..exports.whole_list import WholeList
from ..models import Snapshot
from ..permissions import SEE_SNAPSHOTS
from ..snapshots import actions as snapshot_actions
from ..snapshots import checks as snapshot_checks
from .access import PermissionOr404Mixin, UnderFigures
from .annual import language_of, languages

LIST = ("reports:snapshots", gettext_lazy("Frozen figures"))


class SnapshotsView(UnderFigures, WholeList, ReportView):
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
    default_ordering = "-number"
    paginate_by = 50
    list_export = []
    columns = [
        Column("number", label=gettext_lazy("Number"), sort_key="number"),
        TitleColumn("name", label=gettext_lazy("Name"), url_name="reports:snapshot"),
        Column("title", label=gettext_lazy("Figures of"), accessor=snapshot_actions.title_of),
        DateColumn("made_at", label=gettext_lazy("Frozen"), sort_key="made_at"),
        Column("author", label=gettext_lazy("By")),
        Column("state", label=gettext_lazy("State"), accessor=lambda one: snapshot_checks.in_words(one.is_altered)),
    ]

    def get_base_queryset(self):
        return Snapshot.objects.all()

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list)
        authors = User.objects.in_bulk({row.made_by_id for row in rows if row.made_by_id})
        altered = snapshot_checks.altered(*rows)
        for row in rows:
            row.author = str(authors.get(row.made_by_id, _("an account that is gone")))
            row.is_altered = row.pk in altered
        return rows

    def get_context_data(self, *args, **kwargs):
        return {**super().get_context_data(*args, **kwargs), "missing": snapshot_checks.missing()}


class OfSnapshot(PermissionOr404Mixin, UnderFigures, WagtailAdminTemplateMixin, DetailView):
    """A page of one snapshot, which is checked each time it is read."""

    header_icon = "lock"
    model = Snapshot
    permission = SEE_SNAPSHOTS
    trail = (LIST,)

    @cached_property
    def is_altered(self):
        return bool(snapshot_checks.altered(self.object))

    def get_context_data(self, **kwargs):
        author = User.objects.filter(pk=self.object.made_by_id).first()
        told = {"title": snapshot_actions.title_of(self.object), "author": author, "is_altered": self.is_altered}
        return super().get_context_data(**told, **kwargs)


class SnapshotView(OfSnapshot):
    """One snapshot as it was frozen, and as a file."""

    page_title = gettext_lazy("Frozen figures")
    template_name = "reports/admin/snapshot.html"

    def get_page_subtitle(self):
        return str(self.object)

    @cached_property
    def rows(self):
        return [FrozenFigure(figure) for figure in self.object.content["figures"]]

    def get(self, request, *args, **kwargs):
        kind = request.GET.get("export")
        if kind not in exports.FORMATS:
            return super().get(request, *args, **kwargs)
        snapshot = self.object = self.get_object()
        content, state = snapshot.content, snapshot_checks.in_words(self.is_altered)
        told = [
            (_("Name"), snapshot.name),
            (_("Note"), snapshot.note),
            (_("Number"), snapshot.number),
            (_("State"), state),
            *asked(snapshot_actions.scope_of(snapshot), sees_raw=False),
        ]
        version = max(content["rules"].values())
        head = exports.about(self.page_title, told, made_at=snapshot.made_at, version=version)
        frozen = {"rules": content["rules"], "content": content}
        rows = table([*head, ("sha-256", snapshot.checksum)], self.rows, **frozen)
        name = f"frozen-figures-{snapshot.number}{'-altered' if self.is_altered else ''}"
        return exports.send(exports.with_column(rows, "state", _("State"), state), name, kind)

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
            compared=snapshot_actions.compared_with(self.object),
            **kwargs,
        )


class ChangesView(OfSnapshot):
    """A snapshot beside what would be said now."""

    page_title = gettext_lazy("What has changed since")
    header_icon = "resubmit"
    template_name = "reports/admin/snapshot_changes.html"

    def get_page_subtitle(self):
        return f"{self.object}: {self.page_title}"

    def get_context_data(self, **kwargs):
        differences = snapshot_actions.compare(self.object)
        return super().get_context_data(
            changed=[one for one in differences if one.has_changed],
            unchanged=sum(not one.has_changed for one in differences),
            rules=snapshot_actions.changed_rules(self.object),
            **kwargs,
        )
