"""Permissions and the base view for certificates in the admin."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..models import Certificate

LOOK, ISSUE = "certificates.view_certificate", "certificates.issue_certificate"
RELATED = "enrolment__activity", "enrolment__person__merged_into__merged_into", "replaces", "replacement"


class OfOneCertificate:
    """View of the certificate with the `pk` of the address.

    Without the permission Wagtail redirects to the admin home page.
    """

    permission = ISSUE
    header_icon = "doc-full"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.certificate = get_object_or_404(Certificate.objects.select_related(*RELATED), pk=kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(self.permission):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def address(self, name="inspect", certificate=None):
        return reverse(f"certificate:{name}", args=[(certificate or self.certificate).pk])

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("certificate:index"), "label": _("Certificates")},
            {"url": self.address(), "label": str(self.certificate)},
            {"url": "", "label": self.get_page_title(), "sublabel": str(self.certificate)},
        ]

    def get_context_data(self, **kwargs):
        return {
            **super().get_context_data(**kwargs),
            "certificate": self.certificate,
            "person": self.certificate.enrolment.person.canonical,
            "back": self.address(),
        }
