from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from learning.activities.models import Activity
from learning.activities.wording import when
from learning.people import auditing

from .. import declaring, queries, saying
from ..columns import ActivityColumn, FigureColumn, RuledColumn
from ..definitions import DEFINITIONS, VERSION
from ..exporting.listing import ExportedListing
from ..figures import Figures
from ..filters import FiguresFilterSet
from ..permissions import SEE_PEOPLE

SHOWN = ("registrants", "participants", "completers", "organisations", "members", "non_members", "countries")
WOMEN, IN_FILES = ("women", "answered"), ("walk_ins", "replays")
IN_TOTALS = ("participants", "organisations", "members", "non_members", "countries", *WOMEN)


def share(figures):
    """Women of those who answered, never without the coverage."""
    if figures.women_share is None:
        return ""
    return _("%(share)d %% (of %(coverage)d %% who answered)") % {
        "share": figures.women_share,
        "coverage": figures.coverage,
    }


class ParticipantsReportView(ExportedListing, ReportView):
    """Participants by activity: counted from the people, declared figures beside them."""

    page_title = gettext_lazy("Participants by activity")
    header_icon = "group"
    index_url_name = "reports:participants"
    index_results_url_name = "reports:participants_results"
    template_name = "reports/screens/screen.html"
    results_template_name = "reports/admin/participants_results.html"
    any_permission_required = None
    permission_policy = ModelPermissionPolicy(Activity)
    permission_required = "view"
    filterset_class = FiguresFilterSet
    is_searchable = True
    search_fields = ["title"]
    default_ordering = "-begin"
    paginate_by = 25

    def get(self, request, *args, **kwargs):
        if self.sees_people:
            # The share of women by activity is a raw table: looking at it is logged (counting.md).
            asked = sorted(name for name, value in request.GET.items() if value)
            auditing.record(auditing.Action.FIGURES_SEEN, request.user, measure="women", filters=asked)
        return super().get(request, *args, **kwargs)

    def get_base_queryset(self):
        return Activity.objects.with_begin().prefetch_related("sessions")

    def order_queryset(self, queryset):
        """By when they began, the latest first; what is always open stands before."""
        begin = F("begin").asc(nulls_first=True) if self.ordering == "begin" else F("begin").desc(nulls_first=True)
        return queryset.order_by(begin, "title", "pk")

    @cached_property
    def scope(self):
        return self.filters.scope

    @cached_property
    def sees_people(self):
        return self.request.user.has_perm(SEE_PEOPLE)

    @cached_property
    def columns(self):
        women = (
            [RuledColumn("women", DEFINITIONS["women"], accessor=lambda row: share(row.figures))]
            if self.sees_people
            else []
        )
        return [
            ActivityColumn("title", label=_("Activity"), sort_key="begin", get_url=self.get_activity_url, width="24%"),
            *[FigureColumn(name, DEFINITIONS[name], accessor=f"figures.{name}") for name in SHOWN],
            *women,
            RuledColumn("declared", DEFINITIONS["declared"], accessor=lambda row: "; ".join(row.declared)),
        ]

    def get_activity_url(self, activity):
        query = f"?{urlencode({'year': self.scope.year})}" if activity.begin is None and self.scope.year else ""
        return reverse("reports:activity", args=[activity.pk]) + query

    def get_table(self, object_list):
        table = super().get_table(object_list)
        table.sees_people, table.scope = self.sees_people, self.scope
        return table

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list)
        measures = (*SHOWN, *WOMEN, *(IN_FILES if self.is_export else ()))
        figures = queries.figures_by_activity(self.scope, [row.pk for row in rows], measures)
        declared = declaring.figures_of([row.pk for row in rows])
        for row in rows:
            row.figures = figures.get(row.pk, Figures())
            row.when = when(row)
            row.declared = [declaring.in_a_list(figure) for figure in declared.get(row.pk, [])]
        return rows

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        if not self.is_export:
            context |= {"totals": self.totals, "scope": self.scope, "version": VERSION, "sees_people": self.sees_people}
        return context

    @cached_property
    def totals(self):
        """Of all activities that the filters leave, not of the page alone."""
        keys = list(self.object_list.values_list("pk", flat=True))
        declared = declaring.together(declaring.figures_of(keys))
        beside = [key for key in keys if key not in declared.covered]
        among = beside if len(beside) < Activity.objects.count() else None
        people, participations = queries.both_of(self.scope, among, measures=IN_TOTALS)
        return {
            "activities": len(keys),
            "participations": participations.participants,
            "people": people,
            "declared": declared,
        }

    @cached_property
    def list_export(self):
        women = WOMEN if self.sees_people else ()
        return ["title", "kind", "when", *SHOWN, *IN_FILES, *women, "declared"]

    @cached_property
    def export_headings(self):
        names = {"title": _("Activity"), "kind": _("Kind"), "when": _("When"), "answered": _("Answered on gender")}
        return names | {code: definition.name for code, definition in DEFINITIONS.items()}

    def get_head(self):
        search = [(_("Search"), self.search_query)] if self.is_searching else []
        raw = _("Nothing is left out.") if self.sees_people else _("Figures by gender are left out.")
        return [*saying.head(self.scope), *search, (_("Small numbers"), raw)]

    def get_filename(self):
        return f"participants-{self.scope.year or 'all-years'}-rules-v{VERSION}"

    def to_row_dict(self, row):
        told = {
            "title": row.title,
            "kind": row.get_kind_display(),
            "when": row.when,
            "declared": "; ".join(row.declared),
        }
        return {name: told[name] if name in told else getattr(row.figures, name) for name in self.list_export}
