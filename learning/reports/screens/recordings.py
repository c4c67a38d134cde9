"""Recordings, and what was published: how long, how often seen, in which languages."""

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.reports import ReportView

from learning.activities.choices import Kind
from learning.activities.labels import when
from learning.media.models import Recording
from learning.media.recordings.player_context import clock

from ..exports.listing import ExportedListing
from ..exports.whole_list import WholeList
from ..measures.definitions import DEFINITIONS, VERSION
from ..permissions import SEE_ACTIVITIES
from ..queries import by_activity, declared_figures, recording_pages, viewings
from ..queries.totals import Figures
from ..scope.scopes import Scope
from .access import PermissionOr404Mixin
from .person_columns import RuledColumn
from .recording_filters import RecordingFilterSet


class RecordingsView(PermissionOr404Mixin, WholeList, ExportedListing, ReportView):
    """Every recording with its viewers; beneath, the publications and campaigns of the register."""

    page_title = gettext_lazy("Recordings and resources")
    header_icon = "media"
    index_url_name = "reports:recordings"
    index_results_url_name = "reports:recordings_results"
    template_name = "reports/screens/screen.html"
    results_template_name = "reports/admin/recordings_results.html"
    any_permission_required = None
    permission = SEE_ACTIVITIES
    filterset_class = RecordingFilterSet
    is_searchable = True
    search_fields = ["title"]
    search_backend_name = None
    default_ordering = "title"
    paginate_by = 50

    def get_base_queryset(self):
        return Recording.objects.prefetch_related("captions")

    def order_queryset(self, queryset):
        ordering = self.ordering if self.ordering in {"title", "-title", "duration", "-duration"} else "title"
        return queryset.order_by(ordering, "pk")

    @cached_property
    def year(self):
        return self.filters.chosen_year

    @cached_property
    def columns(self):
        title = TitleColumn("title", label=_("Recording"), sort_key="title", get_url=self.get_title_url, width="26%")
        return [
            title,
            Column("shown_in", label=_("Shown in"), accessor=lambda row: "; ".join(map(str, row.shown_in))),
            Column("length", label=_("Length"), sort_key="duration"),
            Column("caption_languages", label=_("Captions"), accessor=lambda row: row.caption_languages or _("none")),
            RuledColumn("viewers", DEFINITIONS["replays"], accessor="seen.viewers"),
            RuledColumn("watched", DEFINITIONS["watched"], accessor="seen.watched"),
            RuledColumn("minutes", DEFINITIONS["minutes_watched"], accessor="seen.minutes"),
            Column("readers", label=_("Read the transcript"), accessor="seen.readers"),
            Column("by_year", label=_("Viewers by year")),
        ]

    def get_title_url(self, recording):
        may = self.request.user.has_perm("media.change_recording")
        return reverse("wagtailmedia:edit", args=[recording.pk]) if may else None

    def decorate_paginated_queryset(self, object_list):
        rows = list(object_list)
        seen = viewings.watched([row.key for row in rows], self.year)
        shown_in = recording_pages.activities_showing([row.pk for row in rows])
        for row in rows:
            row.seen = seen.get(row.key, viewings.Watched())
            row.shown_in = shown_in.get(row.pk, [])
            row.length = clock(row.seconds) if row.seconds else ""
            row.caption_languages = ", ".join(track.get_language_display() for track in row.captions.all())
            row.by_year = " · ".join(f"{year}: {viewers}" for year, viewers in sorted(row.seen.by_year.items()))
        return rows

    @cached_property
    def resources(self):
        """Publications and campaigns: what is counted and what is declared of them. Recordings' own filters pass by."""
        if not self.has_readable_filters:
            return []
        scope = Scope.of_year(self.year, kind=Kind.RESOURCE) if self.year else Scope(kind=Kind.RESOURCE)
        rows = list(scope.activities().order_by("-begin", "title").prefetch_related("sessions", "languages"))
        keys = [row.pk for row in rows]
        figures = by_activity.figures_by_activity(scope, keys)
        declared = declared_figures.figures_of(keys)
        for row in rows:
            row.figures, row.when = figures.get(row.pk, Figures()), when(row)
            row.spoken = ", ".join(str(language) for language in row.languages.all())
            row.declared = "; ".join(declared_figures.say(figure) for figure in declared.get(row.pk, []))
        return rows

    def get_context_data(self, *args, **kwargs):
        context = super().get_context_data(*args, **kwargs)
        if not self.is_export:
            context |= {"resources": self.resources, "year": self.year, "version": VERSION}
        return context

    counted = ["viewers", "watched", "minutes_watched", "readers", "by_year", "participants", "declared"]
    list_export = ["title", "type", "shown_in", "when", "minutes_long", "languages", "captions", *counted]

    @cached_property
    def export_headings(self):
        names = {
            "title": _("Title"),
            "type": _("Type"),
            "shown_in": _("Shown in"),
            "when": _("When"),
            "minutes_long": _("Length in minutes"),
            "languages": _("Languages"),
            "captions": _("Captions"),
            "viewers": DEFINITIONS["replays"].name,
            "readers": _("Read the transcript"),
            "by_year": _("Viewers by year"),
        }
        return {code: one.name for code, one in DEFINITIONS.items()} | names

    def get_head(self):
        chosen = [(one.field_label, one.value) for one in self.active_filters]
        return [*chosen, *([(_("Search"), self.search_query)] if self.is_searching else [])]

    def get_filename(self):
        return f"recordings-{self.year or 'all-years'}-rules-v{VERSION}"

    def as_spreadsheet(self, queryset, spreadsheet_format):
        return super().as_spreadsheet([*queryset, *self.resources], spreadsheet_format)

    def to_row_dict(self, row):
        told = _of_recording(row) if isinstance(row, Recording) else _of_resource(row)
        return {name: told.get(name, "") for name in self.list_export}


def _of_recording(row):
    return {
        "title": row.title,
        "type": _("Video") if row.type == "video" else _("Audio"),
        "shown_in": "; ".join(map(str, row.shown_in)),
        "minutes_long": round(row.seconds / 60, 1),
        "captions": row.caption_languages,
        "viewers": row.seen.viewers,
        "watched": row.seen.watched,
        "minutes_watched": row.seen.minutes,
        "readers": row.seen.readers,
        "by_year": row.by_year,
    }


def _of_resource(row):
    return {
        "title": row.title,
        "type": row.get_kind_display(),
        "when": row.when,
        "languages": row.spoken,
        "viewers": row.figures.replays,
        "participants": row.figures.participants,
        "declared": row.declared,
    }
