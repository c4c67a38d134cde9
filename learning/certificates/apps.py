from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "learning.certificates"
    label = "certificates"
    verbose_name = _("certificates")

    def ready(self):
        from learning.activities import signals
        from learning.activities.admin import panel_registry
        from learning.activities.pages import editions
        from learning.core.emails import composers, purposes

        from . import panel, personal_data
        from .issuance import editions as certificate_editions
        from .issuance import emails as certificate_emails
        from .issuance import receivers as certificate_receivers

        personal_data.register()
        composers.register(certificate_emails.ISSUED, certificate_emails.compose_issued)
        purposes.register({"certificate": _("Certificate")})
        panel_registry.register(panel.make)
        editions.register(certificate_editions.carry_over)
        signals.enrolment_completed.connect(certificate_receivers.on_completed, dispatch_uid="certificates.completed")
        signals.evidence_withdrawn.connect(
            certificate_receivers.on_evidence_withdrawn, dispatch_uid="certificates.withdrawn"
        )
        signals.figures_confirmed.connect(
            certificate_receivers.on_figures_confirmed, dispatch_uid="certificates.confirmed"
        )
