"""The screen of data quality: the number of problems, and each row with the link to correct it."""

import django_filters
from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from learning.activities.models import Activity
from learning.people import audit_log
from learning.people.admin.audited_export import AuditedExport

from ..exports.listing import ExportedListing
from ..exports.whole_list import WholeList
from ..permissions import SEE_PEOPLE
from ..quality import PROBLEMS, Findings, QualitySurvey
from .access import PermissionOr404Mixin


class QualityFilterSet(WagtailFilterSet):
    """The rows are of many kinds, so the choice is read, not applied to a table."""

    problem = django_filters.ChoiceFilter(
        label=gettext_lazy("Kind of problem"),
        choices=[(problem.code, problem.name) for problem in PROBLEMS.values()],
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
        method="leave_alone",
    )

    class Meta:
        model = Activity
        fields = ["problem"]

    def leave_alone(self, activities, name, value):
        return activities

    @property
    def chosen(self):
        """The problems asked for: one, or all of them; none where the choice can't be read."""
        if not self.form.is_valid():
            return []
        code = self.form.cleaned_data.get("problem")
        return [PROBLEMS[code]] if code else list(PROBLEMS.values())


class QualityView(PermissionOr404Mixin, AuditedExport, WholeList, ExportedListing, ReportView):
    permission = SEE_PEOPLE
    page_title = gettext_lazy("Data quality")
    header_icon = "warning"
    index_url_name = "reports:quality"
    index_results_url_name = "reports:quality_results"
    template_name = "reports/admin/quality.html"
    results_template_name = "reports/admin/quality_results.html"
    any_permission_required = None
    filterset_class = QualityFilterSet
    is_searchable = False
    paginate_by = 50
    list_export = ["problem", "what", "detail", "url"]
    export_headings = {
        "problem": gettext_lazy("Problem"),
        "what": gettext_lazy("What"),
        "detail": gettext_lazy("What is wrong"),
        "url": gettext_lazy("Where to correct it"),
    }
    export_filename = "data-quality"
    columns = [
        TitleColumn("what", label=gettext_lazy("What"), get_url=lambda row: row.url or None, width="32%"),
        Column("problem", label=gettext_lazy("Problem"), accessor="problem.name"),
        Column("detail", label=gettext_lazy("What is wrong")),
    ]

    def get(self, request, *args, **kwargs):
        if not self.is_export and any(problem.is_personal for problem in self.filters.chosen):
            audit_log.record(audit_log.Action.FIGURES_SEEN, request.user, details=self.audited_details())
        return super().get(request, *args, **kwargs)

    def audited_details(self):
        return {"list": "quality", "problems": [problem.code for problem in self.filters.chosen]}

    @cached_property
    def survey(self):
        return QualitySurvey(self.request.user)

    def get_filtered_queryset(self):
        return Findings(self.survey, self.filters.chosen)

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        if not self.is_export:
            chosen = self.filters.chosen
            context["counts"] = [(problem, problem.count(self.survey)) for problem in PROBLEMS.values()]
            context["problem"] = chosen[0] if len(chosen) == 1 else None
        return context

    def get_head(self):
        return [(_("Problems"), "; ".join(str(problem.name) for problem in self.filters.chosen))]

    def to_row_dict(self, row):
        url = self.request.build_absolute_uri(row.url) if row.url else ""
        return {"problem": str(row.problem.name), "what": row.what, "detail": row.detail, "url": url}

    @cached_property
    def no_results_message(self):
        return _("Nothing of this kind is wrong.")
