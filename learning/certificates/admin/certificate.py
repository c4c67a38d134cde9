from django.urls import path
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from learning.people.admin.audited_export import AuditedExport

from .. import codes
from ..choices import State
from ..models import Certificate
from .actions import ReissueView, RevokeCertificateView
from .certificate_page import InspectView
from .filters import CertificateFilterSet


def holder(certificate):
    return certificate.holder or str(certificate.enrolment.person.canonical)


def state(certificate):
    return State(certificate.state).label


def begin_of_code(certificate):
    """Return the first characters of the code for the list; the certificate's own page shows the whole code."""
    return f"{certificate.grouped_code[:9]}…"


def day(name):
    return lambda certificate: f"{moment:%Y-%m-%d}" if (moment := getattr(certificate, name)) else ""


class CertificateIndexView(AuditedExport, IndexView):
    """List all certificates. None is added or edited here: activities issue certificates, actions revoke them."""

    filterset_class = CertificateFilterSet
    search_fields = ["holder", "enrolment__activity__title"]
    default_ordering = "-issued_at"
    paginate_by = 50
    list_export = ["code", "holder", "activity", "kind", "state", "issued_at", "expires_on", "revoked_at"]
    export_headings = {
        "holder": _("Name"),
        "activity": _("Activity"),
        "kind": _("Kind"),
        "state": _("State"),
        "issued_at": _("Issued"),
        "expires_on": _("Valid to"),
        "revoked_at": _("Revoked"),
    }
    export_filename = "certificates"

    @cached_property
    def columns(self):
        return [
            self._get_title_column_class(TitleColumn)(
                "holder", label=_("Name"), accessor=holder, sort_key="holder", get_url=self.get_inspect_url
            ),
            Column(
                "activity",
                label=_("Activity"),
                accessor="enrolment.activity.title",
                sort_key="enrolment__activity__title",
            ),
            Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
            StatusTagColumn(
                "state", label=_("State"), accessor=state, primary=lambda certificate: certificate.state == State.VALID
            ),
            Column("issued_at", label=_("Issued"), accessor=day("issued_at"), sort_key="issued_at", width="10%"),
            Column("expires_on", label=_("Valid to"), accessor=day("expires_on"), sort_key="expires_on", width="10%"),
            Column("code", label=_("Code"), accessor=begin_of_code, width="10%"),
        ]

    def get_base_queryset(self):
        related = "enrolment__activity", "enrolment__person__merged_into__merged_into"
        return Certificate.objects.select_related(*related)

    def search_queryset(self, queryset):
        """Find a certificate by its code in any notation, else search as usual."""
        code = codes.read(self.search_query) if self.is_searching else ""
        return queryset.filter(code=code) if code else super().search_queryset(queryset)

    def to_row_dict(self, certificate):
        values = [
            certificate.grouped_code,
            certificate.holder,
            certificate.enrolment.activity.title,
            certificate.get_kind_display(),
            state(certificate),
            certificate.issued_on,
            certificate.expires_on,
            certificate.revoked_at and certificate.revoked_at.date(),
        ]
        return dict(zip(self.list_export, values, strict=True))


class CertificateViewSet(ModelViewSet):
    model = Certificate
    name = "certificate"
    url_prefix = "certificates"
    icon = "doc-full"
    menu_label = _("Certificates")
    menu_order = 115
    add_to_admin_menu = True
    add_to_reference_index = False
    index_view_class = CertificateIndexView
    inspect_view_enabled = True
    copy_view_enabled = False

    def get_common_view_kwargs(self, **kwargs):
        none = dict.fromkeys(f"{name}_url_name" for name in ("add", "edit", "delete", "history", "usage"))
        return super().get_common_view_kwargs(**{**none, **kwargs})

    def get_urlpatterns(self):
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("<int:pk>/", InspectView.as_view(), name="inspect"),
            path("<int:pk>/revoke/", RevokeCertificateView.as_view(), name="revoke"),
            path("<int:pk>/reissue/", ReissueView.as_view(), name="reissue"),
        ]
