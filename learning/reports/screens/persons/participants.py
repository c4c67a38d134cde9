from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import F
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.views.reports import ReportView

from learning.activities.labels import when
from learning.activities.models import Activity
from learning.reports.exports.listing import ExportedListing
from learning.reports.exports.whole_list import WholeList
from learning.reports.measures.definitions import DEFINITIONS, VERSION
from learning.reports.queries import by_activity, declared_figures
from learning.reports.queries.activity_pools import Pool
from learning.reports.queries.totals import Figures
from learning.reports.scope import description

from ..columns import number
from ..filters import ActivitiesFilterSet
from ..person_columns import ActivityColumn, FigureColumn, RuledColumn
from ..screen import OfFigures, Total, share_of_women

SHOWN = ("registrants", "participants", "completers", "organisations", "members", "non_members", "countries")
WOMEN, IN_FILES = ("women", "answered"), ("walk_ins", "replays")
IN_TOTALS = ("participants", "organisations", "members", "non_members", "countries", *WOMEN)

OF_BODIES = (
    ("organisations", gettext_lazy("organisations")),
    ("members", gettext_lazy("members")),
    ("non_members", gettext_lazy("non-members")),
    ("countries", gettext_lazy("countries")),
)
INTRODUCTION = gettext_lazy(
    "Participations are summed over activities; people, organisations and countries are counted anew, each once. "
    "Activities that are planned or cancelled are in the list too, but not among those held."
)


@dataclass(frozen=True)
class Counted:
    held: int
    participations: int
    people: Figures
    declared: declared_figures.Declared


def share(figures):
    """Women of those who answered, never without the coverage."""
    if figures.women_share is None:
        return ""
    return _("%(share)d %% (of %(coverage)d %% who answered)") % {
        "share": figures.women_share,
        "coverage": figures.coverage,
    }


class ParticipantsReportView(OfFigures, WholeList, ExportedListing, ReportView):
    """Participants by activity: counted from the people, declared figures beside them.

    Activities may be many: they are filtered and paged by the database, and counted a page at a time.
    """

    page_title = gettext_lazy("Participants by activity")
    header_icon = "group"
    index_url_name = "reports:participants"
    index_results_url_name = "reports:participants_results"
    template_name = "reports/screens/screen.html"
    results_template_name = "reports/admin/participants_results.html"
    filterset_class = ActivitiesFilterSet
    is_searchable = True
    search_fields = ["title"]
    default_ordering = "-begin"
    paginate_by = 25

    def get(self, request, *args, **kwargs):
        if self.sees_people:
            # The share of women by activity is a raw table.
            self.log_the_look({"measure": "women"})
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

    @property
    def suppression(self):
        return _("Nothing is left out.") if self.sees_people else _("Figures by gender are left out.")

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
        figures = by_activity.figures_by_activity(self.scope, [row.pk for row in rows], measures)
        declared = declared_figures.figures_of([row.pk for row in rows])
        for row in rows:
            row.figures = figures.get(row.pk, Figures())
            row.when = when(row)
            row.declared = [declared_figures.in_a_list(figure) for figure in declared.get(row.pk, [])]
        return rows

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        if self.is_export:
            return context
        told = {"told": description.scope_in_words(self.scope), "introduction": INTRODUCTION, "scope": self.scope}
        return {**context, **told, "counted": self.counted, "totals": self.totals, "version": VERSION}

    @cached_property
    def counted(self):
        """Of all activities that the filters leave, not of the page alone."""
        found = list(self.object_list.values_list("pk", flat=True)) if self.is_searching else None
        pool = Pool.of(self.scope, found)
        people, participations = by_activity.both_of(self.scope, measures=IN_TOTALS, pool=pool)
        held = by_activity.held(self.scope, pool).count()
        return Counted(held, participations.participants, people, declared_figures.heads_in(self.scope, pool))

    @cached_property
    def totals(self):
        counted = self.counted

        def behind(measure):
            # The list of people knows no search.
            return self.people_url(measure, self.scope) if measure and not self.is_searching else ""

        def total(value, label, rule, measure=""):
            return Total(number(value), label, rule, behind(measure))

        told = [
            total(counted.held, _("activities held"), "activities"),
            total(counted.participations, _("participations"), "participations", "participants"),
            total(counted.people.participants, _("people"), "people", "participants"),
            *(total(getattr(counted.people, name), label, name, name) for name, label in OF_BODIES),
        ]
        return told + share_of_women(counted.people, behind("women")) if self.sees_people else told

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
        return [*description.head(self.scope), *search, (_("Small numbers"), self.suppression)]

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
