from django.db.models import Count, Exists, OuterRef, ProtectedError
from django.urls import path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import BooleanColumn, Column, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button

from learning.spreadsheets import InertCells

from ..models import Organisation
from .choosers import matching_organisations, organisation_chooser
from .confirming import ConfirmView
from .filters import OrganisationFilterSet
from .merging import MergeView, UnmergeView, merging_buttons
from .organisation_forms import ORGANISATION_PANELS
from .states import state_of


class OrganisationIndexView(InertCells, IndexView):
    filterset_class = OrganisationFilterSet
    search_fields = ["name"]
    default_ordering = "folded"
    list_export = ["name", "kind", "country", "region", "place", "member", "people_count", "state", "external_id"]
    export_headings = {
        "country": _("Country"),
        "member": _("Member today"),
        "people_count": _("People"),
        "state": _("State"),
    }
    export_filename = "organisations"

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

    def to_row_dict(self, organisation):
        values = [
            organisation.name,
            organisation.get_kind_display(),
            organisation.get_country_display(),
            organisation.get_region_display(),
            organisation.place,
            organisation.member,
            organisation.people_count,
            state_of(organisation),
            organisation.external_id,
        ]
        return dict(zip(self.list_export, values, strict=True))


class OrganisationEditView(EditView):
    @cached_property
    def header_more_buttons(self):
        return [*super().header_more_buttons, *merging_buttons(self.object)]


class OrganisationDeleteView(DeleteView):
    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, _("People or activities refer to it. Merge it into another one instead."))
            return self.render_to_response(self.get_context_data())


class OrganisationInspectView(InspectView):
    fields = [
        "name",
        "kind",
        "country",
        "region",
        "place",
        "time_zone",
        "aliases",
        "domains",
        "memberships",
        "is_confirmed",
        "proposed_by",
        "merged_into",
        "external_id",
    ]

    def get_field_label(self, field_name, field):
        return (
            field.related_model._meta.verbose_name_plural
            if field.one_to_many
            else super().get_field_label(field_name, field)
        )


class OrganisationViewSet(ModelViewSet):
    model = Organisation
    name = "organisation"
    url_prefix = "organisations"
    icon = "site"
    menu_label = _("Organisations")
    index_view_class = OrganisationIndexView
    edit_view_class = OrganisationEditView
    add_view_class = CreateView
    delete_view_class = OrganisationDeleteView
    inspect_view_class = OrganisationInspectView
    inspect_view_enabled = True
    inspect_view_fields = OrganisationInspectView.fields
    copy_view_enabled = False
    add_to_reference_index = False
    edit_handler = ORGANISATION_PANELS

    def get_common_view_kwargs(self, **kwargs):
        return super().get_common_view_kwargs(**{"usage_url_name": "", **kwargs})

    def get_urlpatterns(self):
        of = {"model": Organisation, "chooser": organisation_chooser}
        return [
            *[pattern for pattern in super().get_urlpatterns() if pattern.name != "usage"],
            path("<int:pk>/confirm/", ConfirmView.as_view(), name="confirm"),
            path("<int:pk>/merge/", MergeView.as_view(**of), name="merge"),
            path("<int:pk>/unmerge/", UnmergeView.as_view(**of), name="unmerge"),
        ]
