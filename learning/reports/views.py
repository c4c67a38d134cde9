from django.db.models import F
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import WagtailAdminTemplateMixin
from wagtail.admin.views.reports import ReportView
from wagtail.permission_policies import ModelPermissionPolicy

from learning.activities.models import Activity
from learning.activities.wording import when
from learning.people import auditing
from learning.people.places import country_name
from learning.people.viewsets.audited import AuditedExport
from learning.spreadsheets import InertCells

from . import declaring, queries
from .columns import ActivityColumn, FigureColumn, RuledColumn
from .conditions import CONDITIONS
from .definitions import DEFINITIONS, VERSION
from .filters import FiguresFilterSet

SEE_ACTIVITIES, SEE_PEOPLE = "activities.view_activity", "activities.see_people"
SHOWN = ("registrants", "participants", "completers", "organisations", "members", "non_members", "countries")


def share(figures):
    """Women of those who answered, never without the coverage."""
    if figures.women_share is None:
        return ""
    return _("%(share)d %% (of %(coverage)d %% who answered)") % {
        "share": figures.women_share,
        "coverage": figures.coverage,
    }


class ParticipantsReportView(InertCells, ReportView):
    """Participants by activity: counted from the people, declared figures beside them."""

    page_title = gettext_lazy("Participants by activity")
    header_icon = "group"
    index_url_name = "reports:participants"
    index_results_url_name = "reports:participants_results"
    results_template_name = "reports/admin/participants_results.html"
    any_permission_required = None
    permission_policy = ModelPermissionPolicy(Activity)
    permission_required = "view"
    filterset_class = FiguresFilterSet
    is_searchable = True
    search_fields = ["title"]
    default_ordering = "-begin"
    paginate_by = 100

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
    def year(self):
        return self.filters.chosen_year

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
        return reverse("activity:inspect", args=[activity.pk])

    def get_table(self, object_list):
        table = super().get_table(object_list)
        table.sees_people, table.year = self.sees_people, self.year
        return table

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list)
        figures = queries.figures_by_activity([row.pk for row in rows], self.year)
        declared = declaring.figures_of([row.pk for row in rows])
        for row in rows:
            row.figures = figures.get(row.pk, queries.Figures())
            row.when = when(row)
            row.declared = [declaring.say(figure) for figure in declared.get(row.pk, [])]
        return rows

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        if not self.is_export:
            context |= {"totals": self.totals, "year": self.year, "version": VERSION, "sees_people": self.sees_people}
        return context

    @cached_property
    def totals(self):
        """Of all activities that the filters leave, not of the page alone."""
        keys = list(self.object_list.values_list("pk", flat=True))
        declared = declaring.together(declaring.figures_of(keys))
        beside = [key for key in keys if key not in declared.covered]
        figures = queries.figures_by_activity(beside, self.year)
        return {
            "activities": len(keys),
            "participations": sum(figure.participants for figure in figures.values()),
            "people": queries.people_of(beside, self.year),
            "declared": declared,
        }

    @cached_property
    def list_export(self):
        women = ["women", "answered"] if self.sees_people else []
        return ["title", "kind", "when", *SHOWN, "walk_ins", "replays", *women, "declared"]

    @cached_property
    def export_headings(self):
        names = {"title": _("Activity"), "kind": _("Kind"), "when": _("When"), "answered": _("Answered on gender")}
        return names | {code: definition.name for code, definition in DEFINITIONS.items()}

    def get_filename(self):
        return f"participants-{self.year or 'all-years'}-rules-v{VERSION}"

    def to_row_dict(self, row):
        told = {
            "title": row.title,
            "kind": row.get_kind_display(),
            "when": row.when,
            "declared": "; ".join(row.declared),
        }
        return {name: told[name] if name in told else getattr(row.figures, name) for name in self.list_export}


class PeopleView(AuditedExport, ReportView):
    """The people behind one figure of one activity, with the rule that counted them."""

    page_title = gettext_lazy("People behind a figure")
    header_icon = "user"
    index_url_name = "reports:people"
    index_results_url_name = "reports:people_results"
    results_template_name = "reports/admin/people_results.html"
    any_permission_required = None
    paginate_by = 100
    is_searchable = False

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(SEE_PEOPLE):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def activity(self):
        key = self.request.GET.get("activity", "")
        return get_object_or_404(Activity, pk=key if key.isdecimal() and len(key) < 18 else None)

    @cached_property
    def measure(self):
        measure = self.request.GET.get("measure", "")
        if measure not in CONDITIONS or measure not in DEFINITIONS:
            raise Http404
        return measure

    @cached_property
    def year(self):
        year = self.request.GET.get("year", "")
        return int(year) if year.isdecimal() and len(year) == 4 else None

    def get_queryset(self):
        return queries.behind(self.measure, [self.activity.pk], self.year).order_by("person__name", "pk")

    def get_page_subtitle(self):
        return f"{DEFINITIONS[self.measure].name}: {self.activity}"

    def get_context_data(self, *args, **kwargs):
        found = {"definition": DEFINITIONS[self.measure], "activity": self.activity, "year": self.year}
        return {**super().get_context_data(*args, **kwargs), **found}

    columns = [
        Column("name", label=gettext_lazy("Name"), accessor="person.canonical"),
        Column("organisation", label=gettext_lazy("Organisation"), accessor="organisation.canonical"),
        Column("country", label=gettext_lazy("Country"), accessor=lambda row: country_name(row.country)),
        Column("member", label=gettext_lazy("Member"), accessor=lambda row: _("yes") if row.is_member else _("no")),
        Column("source", label=gettext_lazy("Source"), accessor="get_source_display"),
        Column("participated_on", label=gettext_lazy("Took part"), accessor="participated_on"),
        Column(
            "completed_at",
            label=gettext_lazy("Completed"),
            accessor=lambda row: row.completed_at and row.completed_at.date(),
        ),
    ]
    list_export = ["name", "organisation", "country", "member", "source", "participated_on", "completed_at"]
    export_headings = {column.name: column.label for column in columns}

    def get(self, request, *args, **kwargs):
        if not self.is_export:
            auditing.record(auditing.Action.FIGURES_SEEN, request.user, self.activity, **self.audited_details())
        return super().get(request, *args, **kwargs)

    def audited_details(self):
        return {"measure": self.measure, "activity": self.activity.pk, "year": self.year}

    def get_filename(self):
        return f"{self.measure}-{self.activity.pk}-rules-v{VERSION}"

    def to_row_dict(self, row):
        return {
            column.name: column.get_value(row) if column.get_value(row) is None else self._plain(column, row)
            for column in self.columns
        }

    @staticmethod
    def _plain(column, row):
        value = column.get_value(row)
        return value if column.name in {"participated_on", "completed_at"} else str(value)


class RulesView(WagtailAdminTemplateMixin, TemplateView):
    """How we count: each rule in a sentence, with its version."""

    page_title = gettext_lazy("How we count")
    header_icon = "info-circle"
    template_name = "reports/admin/rules.html"
    _show_breadcrumbs = True

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(SEE_ACTIVITIES):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self):
        figures = {"url": reverse("reports:participants"), "label": ParticipantsReportView.page_title}
        return [*super().get_breadcrumbs_items(), figures, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs):
        return super().get_context_data(definitions=DEFINITIONS.values(), **kwargs)
