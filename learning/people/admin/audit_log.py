"""Reports > Audit log: who did what to whose data."""

import django_filters
from django import forms
from django.contrib.auth.models import Group
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.reports import ReportView

from learning.core.admin_kit.strict_filters import StrictFilters
from learning.core.files.exports import StreamedExport

from ..models import AuditEntry, User

SEE = "people.view_auditentry"


class AuditFilterSet(WagtailFilterSet):
    action = django_filters.MultipleChoiceFilter(
        label=_("What"), choices=AuditEntry.Action.choices, widget=forms.CheckboxSelectMultiple
    )
    at = django_filters.DateFromToRangeFilter(label=_("When"), widget=DateRangePickerWidget)
    by = django_filters.ModelChoiceFilter(
        label=_("Who"), queryset=lambda request: User.objects.filter(pk__in=AuditEntry.objects.values("by"))
    )
    object_id = django_filters.CharFilter(label=_("Number of the object"))

    class Meta:
        model = AuditEntry
        fields = ["action", "at", "by", "object_id"]


def told(details, roles):
    """As `status: withdrawn · into: 12`; `roles` are {id: group}, for a number tells nobody which role it was."""
    details = details | ({"role": roles[details["role"]].name} if details.get("role") in roles else {})
    return " · ".join(f"{name}: {_in_words(value)}" for name, value in details.items())


def _in_words(value):
    if isinstance(value, dict):
        return ", ".join(f"{name} {text}" for name, text in value.items())
    return ", ".join(map(str, value)) if isinstance(value, list) else value


class AuditLogView(StrictFilters, StreamedExport, ReportView):
    page_title = _("Audit log")
    header_icon = "history"
    index_url_name = "audit_log"
    index_results_url_name = "audit_log_results"
    any_permission_required = None
    permission_required = "view"
    model = AuditEntry
    filterset_class = AuditFilterSet
    default_ordering = "-at"
    paginate_by = 50
    is_searchable = False
    list_export = ["at", "action", "by_id", "kind", "object_id", "details", "reason"]

    def get_base_queryset(self):
        return AuditEntry.objects.all()

    def decorate_paginated_queryset(self, object_list):
        """Who it was, where the account is still there; only then is there an address to show. Files say it by its id."""
        if self.is_export:
            return object_list
        entries = list(object_list)
        accounts = User.objects.select_related("person").in_bulk({entry.by_id for entry in entries if entry.by_id})
        for entry in entries:
            entry.account = accounts.get(entry.by_id)
        return entries

    @cached_property
    def roles(self):
        return Group.objects.in_bulk()

    def who(self, entry):
        if entry.by_id is None:
            return _("a command")
        return (
            entry.account.get_full_name() if entry.account else _("account %(id)s, which is gone") % {"id": entry.by_id}
        )

    @property
    def columns(self):
        return [
            Column("at", label=_("When"), sort_key="at", accessor=lambda entry: f"{entry.at:%Y-%m-%d %H:%M:%S} UTC"),
            Column("action", label=_("What"), accessor="get_action_display", sort_key="action"),
            Column("who", label=_("Who"), accessor=self.who),
            Column("object", label=_("To what"), accessor=lambda entry: f"{entry.kind} {entry.object_id}".strip()),
            Column("details", label=_("Details"), accessor=lambda entry: told(entry.details, self.roles)),
            Column("reason", label=_("Why"), accessor="reason"),
        ]

    def get_filename(self):
        return "audit-log"

    def to_row_dict(self, entry):
        row = {name: getattr(entry, name) for name in self.list_export}
        return row | {"action": entry.get_action_display(), "details": told(entry.details, self.roles)}
