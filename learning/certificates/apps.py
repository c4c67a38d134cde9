from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CertificatesConfig(AppConfig):
    name = "learning.certificates"
    label = "certificates"
    verbose_name = _("certificates")

    def ready(self):
        from learning.activities import editions, overview, signals
        from learning.core.emails import deferred, purposes

        from . import carrying, following, held, panel, telling

        held.register()
        deferred.register(telling.ISSUED, telling.compose_issued)
        purposes.register({"certificate": _("Certificate")})
        overview.register(panel.make)
        editions.register(carrying.carry_over)
        signals.enrolment_completed.connect(following.on_completed, dispatch_uid="certificates.completed")
        signals.evidence_withdrawn.connect(following.on_evidence_withdrawn, dispatch_uid="certificates.withdrawn")
        signals.figures_confirmed.connect(following.on_figures_confirmed, dispatch_uid="certificates.confirmed")
