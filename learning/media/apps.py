from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediaConfig(AppConfig):
    name = "learning.media"
    label = "media"
    verbose_name = _("recordings")

    def ready(self):
        from . import held

        held.register()
