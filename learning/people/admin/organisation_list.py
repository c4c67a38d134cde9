from io import BytesIO

from django.db.models import Count, Exists, OuterRef
from django.http import FileResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.widgets.button import Button, HeaderButton

from .. import audit_log
from ..models import Organisation
from ..organisations.register_file import export
from .audited_export import AuditedExport
from .choosers import matching_organisations
from .filters import OrganisationFilterSet
from .merge import merging_buttons
from .proposals import waiting
from .register_file import may_import
from .status_labels import state_of


class OrganisationIndexView(AuditedExport, IndexView):
    filterset_class = OrganisationFilterSet
    search_fields = ["name"]
    default_ordering = "folded"

    @cached_property
    def columns(self):
        return [
            self._get_title_column("name", TitleColumn),
            Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
            Column("country", label=_("Country"), accessor="get_country_display", sort_key="country"),
            Column("region", label=_("World region"), accessor="get_region_display", sort_key="region"),
            BooleanColumn("member", label=_("Member today"), sort_key="member"),
            Column("people_count", label=_("People"), sort_key="people_count"),
            Column("state", label=_("State"), accessor=state_of),
        ]

    @cached_property
    def header_buttons(self):
        number = waiting().count() if self.user_has_permission("change") else 0
        if not number:
            return super().header_buttons
        label = _("Proposed (%(number)d)") % {"number": number}
        button = HeaderButton(label, url=reverse("organisation:proposals"), icon_name="check")
        return [*super().header_buttons, button]

    def get_base_queryset(self):
        members = Organisation.objects.members_on(timezone.localdate()).filter(pk=OuterRef("pk"))
        return (
            Organisation.objects.select_related("merged_into")
            .annotate(member=Exists(members))
            .annotate(people_count=Count("people", distinct=True))
        )

    def search_queryset(self, queryset):
        return matching_organisations(queryset, self.search_query) if self.is_searching else queryset

    def get_list_more_buttons(self, instance):
        buttons = super().get_list_more_buttons(instance)
        if not self.user_has_permission("change"):
            return buttons
        if not instance.is_confirmed and not instance.merged_into_id:
            buttons.append(
                Button(
                    _("Confirm"),
                    url=reverse("organisation:confirm", args=[instance.pk]),
                    icon_name="check",
                    priority=15,
                )
            )
        return [*buttons, *merging_buttons(instance)]

    # The list is taken along as the register file that the import reads: what is filtered, or all of it.
    show_export_buttons = True
    audited = audit_log.Action.REGISTER_EXPORTED

    def write_csv_response(self, queryset):
        return FileResponse(BytesIO(export.csv_of(queryset)), as_attachment=True, filename=self.get_filename() + ".csv")

    def write_xlsx_response(self, queryset):
        return FileResponse(
            BytesIO(export.xlsx_of(queryset)), as_attachment=True, filename=self.get_filename() + ".xlsx"
        )

    def get_filename(self):
        return f"organisations-{timezone.localdate()}"

    @cached_property
    def header_more_buttons(self):
        buttons = super().header_more_buttons
        if may_import(self.request.user):
            buttons.append(Button(_("Import"), url=reverse("organisation:import"), icon_name="upload", priority=80))
        return buttons
