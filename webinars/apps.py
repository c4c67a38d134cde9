from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebinarsConfig(AppConfig):
    name = "webinars"
    verbose_name = _("webinars")

    def ready(self):
        from learning.media import seeing

        from . import watching

        seeing.register(watching.audience)
