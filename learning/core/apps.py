from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    name = "learning.core"
    label = "core"
    verbose_name = _("platform")

    def ready(self):
        from django.core.signals import request_started

        from .emails import delivery_thread

        request_started.connect(delivery_thread.on_request_started, dispatch_uid="core.delivering_emails")
