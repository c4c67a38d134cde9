from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "learning.reports"
    label = "reports"
    verbose_name = _("figures")

    def ready(self):
        from learning.activities.admin import panel_registry
        from learning.people.privacy import personal_data

        from .measures import bit_flags
        from .models import Snapshot
        from .panels import report_panel

        connection_created.connect(bit_flags.teach)
        panel_registry.register(report_panel)
        why = "Says who froze figures, which name nobody. The seal needs the number of an account that is gone."
        personal_data.explain(Snapshot, "made_by__person", why)
