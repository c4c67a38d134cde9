from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import HeaderButton

from .. import texts as certificate_texts
from ..choices import State
from . import access as certificate_access


class InspectView(certificate_access.OfOneCertificate, WagtailAdminTemplateMixin, TemplateView):
    """Admin page of one certificate: its facts, its state and its actions."""

    permission = certificate_access.LOOK
    page_title = _("Certificate")
    template_name = "certificates/admin/inspect.html"

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        return [*items[:-2], {"url": "", "label": str(self.certificate)}]

    def get_page_subtitle(self):
        return str(self.certificate)

    @cached_property
    def header_buttons(self):
        if not self.request.user.has_perm(certificate_access.ISSUE):
            return []
        buttons, state = [], self.certificate.state
        if state in {State.VALID, State.EXPIRED, State.REVOKED} and not self.certificate.renewed_at:
            buttons.append(HeaderButton(_("Issue it again"), url=self.address("reissue"), icon_name="rotate"))
        if state in {State.VALID, State.EXPIRED}:
            buttons.append(HeaderButton(_("Revoke"), url=self.address("revoke"), icon_name="circle-xmark"))
        return buttons

    def get_context_data(self, **kwargs):
        certificate, finder = self.certificate, AdminURLFinder(self.request.user)
        context = super().get_context_data(**kwargs)
        return {
            **context,
            "state": State(certificate.state),
            "is_valid": certificate.state == State.VALID,
            "title": certificate_texts.title_of(certificate.kind),
            "in_short": certificate_texts.in_short(certificate.facts) if certificate.facts else "",
            "person_url": finder.get_edit_url(context["person"]),
            "replacement": getattr(certificate, "replacement", None),
        }
