from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebinarsConfig(AppConfig):
    name = "webinars"
    verbose_name = _("webinars")

    def ready(self):
        from learning.media.recordings import access as recording_access

        from . import recording_rules

        recording_access.register(recording_rules.audience)
