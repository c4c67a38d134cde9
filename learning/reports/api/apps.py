from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class APIConfig(AppConfig):
    name = "learning.reports.api"
    label = "api"
    verbose_name = _("reporting API")

    def ready(self):
        from learning.people.privacy import personal_data

        from .models import Token

        who = "Says which of the staff did it; the account goes, and this is emptied."
        personal_data.explain(Token, "made_by__person", who)
        personal_data.explain(Token, "revoked_by__person", who)
