"""One activity on one page, to read and to print."""

from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.views.generic import PermissionCheckedMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.admin.widgets.button import HeaderButton

from learning.activities.labels import when
from learning.reports.exports.listing import ExportedListing
from learning.reports.measures.definitions import VERSION
from learning.reports.queries import declared_figures
from learning.reports.scope import description
from learning.reports.scope.scopes import BadScope, Scope

from .. import charts
from ..screen import OfFigures
from . import report as activity_report
from . import sections


@dataclass(frozen=True)
class Cell:
    part: str
    line: sections.FigureLine


class ActivityReportView(
    OfFigures, ExportedListing, SpreadsheetExportMixin, PermissionCheckedMixin, WagtailAdminTemplateMixin, TemplateView
):
    """The whole activity or, of a course that is always open, one year of it (`?year=2026`)."""

    page_title = gettext_lazy("Activity report")
    header_icon = "doc-full-inverse"
    template_name = "reports/screens/activity.html"
    list_export = ["part", "what", "value", "rule"]
    export_headings = {
        "part": gettext_lazy("Part"),
        "what": gettext_lazy("What"),
        "value": gettext_lazy("Number"),
        "rule": gettext_lazy("Rule"),
    }

    @cached_property
    def activity(self):
        return get_object_or_404(activity_report.activities(), pk=self.kwargs["pk"])

    @cached_property
    def scope(self):
        asked = {"year": self.request.GET.get("year", ""), "activity": str(self.activity.pk)}
        try:
            return Scope.parse(asked)
        except BadScope as bad:
            raise Http404 from bad

    @cached_property
    def report(self):
        return activity_report.report_on(self.activity, self.scope)

    @cached_property
    def parts(self):
        return sections.parts_of(self.report, self.sees_people)

    def get(self, request, *args, **kwargs):
        if self.sees_people:
            self.log_the_look({"activity": self.activity.pk, "measure": "gender"})
        if self.is_export:
            cells = [Cell(part.title, line) for part in self.parts for line in part.lines]
            return self.as_spreadsheet(cells, request.GET["export"])
        return super().get(request, *args, **kwargs)

    def get_page_subtitle(self):
        return self.activity.title

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("reports:index"), "label": _("Figures")},
            {"url": reverse("reports:participants"), "label": _("Participants by activity")},
            {"url": "", "label": self.activity.title, "sublabel": _("Activity report")},
        ]

    @cached_property
    def header_buttons(self):
        overview = HeaderButton(
            _("The activity"), url=reverse("activity:inspect", args=[self.activity.pk]), icon_name="calendar-alt"
        )
        return [overview, HeaderButton(_("Print"), icon_name="doc-full", attrs={"onclick": "window.print()"})]

    def get_context_data(self, **kwargs):
        for part in self.parts:
            for line in part.lines:
                line.url = (
                    self.people_url(line.measure, line.scope or self.scope) if line.measure and line.value else ""
                )
        return {
            **super().get_context_data(**kwargs),
            "activity": self.activity,
            "when": when(self.activity),
            "report": self.report,
            "parts": self.parts,
            "pictures": self.get_pictures(),
            "declared": [(figure, declared_figures.say(figure)) for figure in self.report.declared],
            "period": description.period_in_words(self.scope) if self.scope.has_period else "",
            "sees_people": self.sees_people,
            "version": VERSION,
        }

    def get_pictures(self):
        """From expected to completed, and where people came from."""
        steps = sections.steps_of(self.report)
        found = [charts.funnel(_("From expected to completed"), steps), charts.world(self.report.came)]
        return [picture for picture in found if picture]

    def get_head(self):
        return [
            *description.head(self.scope),
            (_("When"), when(self.activity)),
            (_("Small numbers"), sections.SUPPRESSION),
        ]

    def to_row_dict(self, cell):
        line = cell.line
        return {"part": str(cell.part), "what": str(line.label), "value": line.value, "rule": line.rule}

    def get_filename(self):
        return "-".join(["activity", *self.scope.query().values(), f"rules-v{VERSION}"])
