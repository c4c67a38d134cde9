from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ReportsConfig(AppConfig):
    name = "learning.reports"
    label = "reports"
    verbose_name = _("figures")

    def ready(self):
        from learning.activities import overview

        from .panels import report_panel

        overview.register(report_panel)
