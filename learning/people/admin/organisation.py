from django.db.models import ProtectedError
from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin import messages
from wagtail.admin.views.generic import CreateView, DeleteView, EditView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet

from ..changes import change_organisation
from ..models import Organisation
from ..organisations import focal_points
from .choosers import organisation_chooser
from .merge import MergeView, UnmergeView, merging_buttons
from .organisation_forms import ORGANISATION_PANELS
from .organisation_list import OrganisationIndexView
from .proposals import ConfirmProposalView, ProposalsView
from .register_file import CountriesView, RegisterEncodingView, RegisterImportView, RegisterPreviewView


class KeepsFocalPointsInLog:
    def save_instance(self):
        with focal_points.log_focal_point_changes(self.form.instance, self.request.user):
            return super().save_instance()


class OrganisationCreateView(KeepsFocalPointsInLog, CreateView):
    pass


class OrganisationEditView(KeepsFocalPointsInLog, EditView):
    def save_instance(self):
        return change_organisation(super().save_instance)

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
    add_view_class = OrganisationCreateView
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
            path("import/", RegisterImportView.as_view(), name="import"),
            path("import/<int:pk>/", RegisterPreviewView.as_view(), name="dry_run"),
            path("import/<int:pk>/encoding/", RegisterEncodingView.as_view(), name="encoding"),
            path("import/<int:pk>/countries/", CountriesView.as_view(), name="countries"),
            path("proposals/", ProposalsView.as_view(), name="proposals"),
            path("<int:pk>/confirm/", ConfirmProposalView.as_view(), name="confirm"),
            path("<int:pk>/merge/", MergeView.as_view(**of), name="merge"),
            path("<int:pk>/unmerge/", UnmergeView.as_view(**of), name="unmerge"),
        ]
