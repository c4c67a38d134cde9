from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("courses")

    def ready(self):
        from django.db.models.signals import post_delete
        from wagtail.signals import page_published, page_unpublished, post_page_move

        from . import removing
        from .models import ModulePage, step_models

        for page in step_models():
            page_published.connect(removing.on_published, page, dispatch_uid=f"courses.published.{page.__name__}")
        for page in (ModulePage, *step_models()):
            name = page.__name__
            page_unpublished.connect(removing.on_gone, page, dispatch_uid=f"courses.unpublished.{name}")
            post_delete.connect(removing.on_gone, page, dispatch_uid=f"courses.deleted.{name}")
            post_page_move.connect(removing.on_moved, page, dispatch_uid=f"courses.moved.{name}")
