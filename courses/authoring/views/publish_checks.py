"""Publish checks of one course, and of all."""

import django_filters
from django import forms
from django.db.models import Exists, OuterRef
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView
from wagtail.permissions import page_permission_policy

from courses.models import CoursePage
from learning.core.admin_kit.strict_filters import StrictFilters
from learning.core.files.exports import StreamedExport

from ..publish_checks import KINDS, checks_of, gaps
from ..publish_checks.survey import CourseSurvey
from .access import OfOneCourse


class PublishChecksView(OfOneCourse, TemplateView):
    page_title = gettext_lazy("Before publishing")
    template_name = "courses/admin/publish_checks.html"
    tab = "gaps"

    def get_context_data(self, **kwargs):
        found = checks_of(self.course, self.request.user)
        groups = [(name, [gap for gap in found if gap.kind == kind]) for kind, name in KINDS.items()]
        groups = [(name, rows) for name, rows in groups if rows]
        return {**super().get_context_data(**kwargs), "groups": groups, "total": len(found)}


def main_pages():
    """Return the main page of each course: the one that was created first."""
    earlier = CoursePage.objects.filter(
        alias_of=None, translation_key=OuterRef("translation_key"), pk__lt=OuterRef("pk")
    )
    return CoursePage.objects.filter(~Exists(earlier), alias_of=None).order_by("title")


class PublishChecksFilterSet(WagtailFilterSet):
    """Filters of the report. The rows are computed, not stored, so `narrow` filters a list instead of a queryset."""

    kind = django_filters.ChoiceFilter(
        label=gettext_lazy("What is missing"),
        choices=list(KINDS.items()),
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
        method="leave_alone",
    )
    course = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Course"),
        queryset=lambda request: main_pages(),
        method="leave_alone",
    )

    class Meta:
        model = CoursePage
        fields = ["kind", "course"]

    def leave_alone(self, courses, name, value):
        return courses

    def narrow(self, rows):
        chosen = self.form.cleaned_data if self.form.is_valid() else {}
        kind, course = chosen.get("kind"), chosen.get("course")
        return [
            row
            for row in rows
            if (not kind or row.kind == kind) and (not course or row.course.translation_key == course.translation_key)
        ]


class PublishChecksReportView(StrictFilters, StreamedExport, ReportView):
    """Report on all courses that the user may edit."""

    page_title = gettext_lazy("Courses before publishing")
    header_icon = "tasks"
    index_url_name = "course_gaps"
    index_results_url_name = "course_gaps_results"
    permission_policy = page_permission_policy
    any_permission_required = ["change"]
    filterset_class = PublishChecksFilterSet
    is_searchable = False
    paginate_by = 50
    columns = [
        TitleColumn("what", label=gettext_lazy("Page"), get_url=lambda gap: gap.url, width="28%"),
        Column("detail", label=gettext_lazy("What is missing")),
        Column("course", label=gettext_lazy("Course"), accessor="course.title"),
        Column("language", label=gettext_lazy("Language")),
        Column("name", label=gettext_lazy("Kind")),
    ]
    list_export = ["what", "detail", "course", "language", "name", "url"]
    export_headings = {column.name: column.label for column in columns} | {"url": gettext_lazy("Where to correct it")}
    export_filename = "courses-before-publishing"

    def get_filtered_queryset(self):
        return self.filters.narrow(gaps(CourseSurvey(self.request.user))) if self.has_readable_filters else []

    def to_row_dict(self, gap):
        url = self.request.build_absolute_uri(gap.url)
        row = {name: str(getattr(gap, name)) for name in ("what", "detail", "language", "name")}
        return {**row, "course": gap.course.title, "url": url}

    @cached_property
    def no_results_message(self):
        return _("Nothing is missing.")
