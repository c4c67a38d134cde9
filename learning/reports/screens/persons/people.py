from django.db.models import Count
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from learning.activities.models import Activity
from learning.people import audit_log
from learning.people.admin.audited_export import AuditedExport
from learning.people.reference.places import country_name
from learning.reports.exports.listing import ExportedListing
from learning.reports.exports.whole_list import WholeList
from learning.reports.measures.conditions import CONDITIONS, DISTINCT, WHO
from learning.reports.measures.definitions import VERSION, name_of, rule_of
from learning.reports.permissions import SEE_PEOPLE
from learning.reports.queries import application_outcomes, by_activity
from learning.reports.queries.enrolments import OF_OTHERS
from learning.reports.scope import description
from learning.reports.scope.scopes import BadScope, Scope
from learning.reports.sentences.numbers import Quantity
from learning.reports.sentences.phrases import frame, phrase


class PeopleView(AuditedExport, WholeList, ExportedListing, ReportView):
    """The people behind one figure of a scope, or of one activity in it, with the rule that counted them."""

    page_title = gettext_lazy("People behind a figure")
    header_icon = "user"
    index_url_name = "reports:people"
    index_results_url_name = "reports:people_results"
    template_name = "reports/screens/screen.html"
    results_template_name = "reports/admin/people_results.html"
    any_permission_required = None
    paginate_by = 100
    is_searchable = False

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(SEE_PEOPLE):
            raise Http404
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def scope(self):
        try:
            return Scope.parse(self.request.GET)
        except BadScope as bad:
            raise Http404 from bad

    @cached_property
    def activity(self):
        return get_object_or_404(Activity, pk=self.scope.activity) if self.scope.activity else None

    @cached_property
    def measure(self):
        measure = self.request.GET.get("measure", "")
        if measure not in CONDITIONS and measure not in application_outcomes.FUNNEL:
            raise Http404
        return measure

    @cached_property
    def definition(self):
        return rule_of(self.measure)

    def get_queryset(self):
        if self.measure in application_outcomes.FUNNEL:
            found = application_outcomes.behind(self.measure, self.scope)
        else:
            found = by_activity.behind(self.measure, self.scope)
        return found.order_by("person__name", "pk")

    def get_page_subtitle(self):
        return f"{self.definition.name}: {self.activity or description.scope_in_words(self.scope)}"

    def get_context_data(self, *args, **kwargs):
        found = {"definition": self.definition, "activity": self.activity, "scope": self.scope}
        context = super().get_context_data(*args, **kwargs)
        return {**context, "told": description.scope_in_words(self.scope), "number": self.get_number(), **found}

    def get_number(self):
        """The number that led here, in words: a list of 458 rows may be of 271 people."""
        rows, distinct = self.object_list.order_by(), DISTINCT.get(self.measure)
        noun = "rows" if self.measure in OF_OTHERS or self.measure in application_outcomes.FUNNEL else "participations"
        people = rows.aggregate(number=Count(WHO, distinct=True))["number"]
        told = frame(
            "rows_of_people", rows=phrase(noun, Quantity(rows.count())), people=phrase("people", Quantity(people))
        )
        if distinct is None:
            return told
        bodies = Quantity(rows.aggregate(number=Count(distinct, distinct=True))["number"])
        return frame("behind_a_figure", figure=name_of(self.measure), number=bodies, rows=told)

    columns = [
        Column("name", label=gettext_lazy("Name"), accessor="person.canonical"),
        Column("activity", label=gettext_lazy("Activity"), accessor="activity"),
        Column("organisation", label=gettext_lazy("Organisation"), accessor="organisation.canonical"),
        Column("country", label=gettext_lazy("Country"), accessor=lambda row: country_name(row.country)),
        Column("member", label=gettext_lazy("Member"), accessor=lambda row: _("yes") if row.is_member else _("no")),
        Column("source", label=gettext_lazy("Source"), accessor="get_source_display"),
        Column("participated_on", label=gettext_lazy("Took part"), accessor="participated_on"),
        Column(
            "completed_at",
            label=gettext_lazy("Completed"),
            accessor="completed_on",
        ),
    ]
    list_export = ["name", "activity", "organisation", "country", "member", "source", "participated_on", "completed_at"]
    export_headings = {column.name: column.label for column in columns}

    def get(self, request, *args, **kwargs):
        if not self.is_export:
            audit_log.record(audit_log.Action.FIGURES_SEEN, request.user, self.activity, details=self.audited_details())
        return super().get(request, *args, **kwargs)

    def audited_details(self):
        return {"measure": self.measure, "scope": self.scope.query()}

    def get_head(self):
        return [(_("Figure"), self.definition.name), *description.head(self.scope)]

    def get_filename(self):
        return "-".join([self.measure, *self.scope.query().values(), f"rules-v{VERSION}"])

    def to_row_dict(self, row):
        return {
            column.name: column.get_value(row) if column.get_value(row) is None else self._plain(column, row)
            for column in self.columns
        }

    @staticmethod
    def _plain(column, row):
        value = column.get_value(row)
        return value if column.name in {"participated_on", "completed_at"} else str(value)
