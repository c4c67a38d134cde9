from django.apps import AppConfig
from django.db.backends.signals import connection_created
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "learning.reports"
    label = "reports"
    verbose_name = _("figures")

    def ready(self):
        from learning.activities import overview
        from learning.people import holdings

        from . import bits
        from .models import Snapshot
        from .panels import report_panel

        connection_created.connect(bits.teach)
        overview.register(report_panel)
        why = "Says who froze figures, which name nobody. The seal needs the number of an account that is gone."
        holdings.explain(Snapshot, "made_by__person", why)
