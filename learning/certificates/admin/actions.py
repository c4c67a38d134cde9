"""Admin pages that revoke, reissue or renew a certificate: a GET shows a confirmation page, a POST runs the action."""

from django import forms
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from learning.core.errors import BusinessError

from ..choices import State
from ..issuance import actions as certificate_actions
from . import access as certificate_access

RENEWAL = _(
    "This certificate has expired. Issue a new one, valid from today, with the name, title and hours as they are now? The "
    "old one stays as it was, and a mail tells the holder."
)


class CertificateReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("For the audit log, without names: the public page doesn't say it."),
    )


class CertificateActionView(certificate_access.OfOneCertificate, WagtailAdminTemplateMixin, FormView):
    """Confirmation page with a reason; a POST calls `action(reason)`, which returns the certificate to show next."""

    form_class = CertificateReasonForm
    template_name = "certificates/admin/action.html"
    is_serious = False

    def form_valid(self, form):
        try:
            certificate = self.action(form.cleaned_data["reason"])
        except BusinessError as refused:
            messages.error(self.request, str(refused))
            return redirect(self.address())
        messages.success(self.request, self.done)
        return redirect(self.address(certificate=certificate))


class RevokeCertificateView(CertificateActionView):
    page_title = _("Revoke")
    question = _(
        "Take this certificate back? Whoever checks its code is told that it is not valid from today on, its PDF and badge "
        "are gone, and it is not issued again by itself."
    )
    button, done = _("Yes, revoke it"), _("The certificate is revoked.")
    is_serious = True

    def action(self, reason):
        return certificate_actions.revoke(self.certificate, by=self.request.user, reason=reason)


class ReissueView(CertificateActionView):
    page_title = _("Issue it again")
    question = _(
        "Issue it anew, with the name, title and hours as they are now? The old code then leads to the new certificate, "
        "and a mail tells the holder. It stays valid for as long as the old one was."
    )
    button, done = _("Yes, issue it again"), _("Here is the new certificate; the old one is replaced.")

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        if self.certificate.state == State.EXPIRED:
            self.question, self.done = RENEWAL, _("Here is the new certificate; the old one stays as it was.")

    def action(self, reason):
        if self.certificate.state == State.EXPIRED:
            return certificate_actions.renew(self.certificate, by=self.request.user, reason=reason)
        return certificate_actions.reissue(self.certificate, by=self.request.user, reason=reason)
