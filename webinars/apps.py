from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WebinarsConfig(AppConfig):
    name = "webinars"
    verbose_name = _("webinars")

    def ready(self):
        from learning.activities.pages import context
        from learning.media.access import recordings as recording_access

        from . import recording_rules
        from .models import WebinarPage
        from .views import webinar_context

        context.register(WebinarPage, webinar_context)
        recording_access.register(recording_rules.audience)
