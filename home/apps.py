from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("home")

    def ready(self):
        from django.db.models.signals import post_migrate

        from learning.activities.pages import context

        from . import initial_pages
        from .models import HomePage
        from .views.home import home_context

        context.register(HomePage, home_context)
        post_migrate.connect(initial_pages.after_migrate, sender=self, dispatch_uid="home.initial_pages")
