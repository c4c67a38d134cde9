from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("courses")

    def ready(self):
        from django.db.models.signals import post_delete
        from wagtail.admin import signal_handlers
        from wagtail.models import TaskState
        from wagtail.signals import page_published, page_unpublished, post_page_move, task_submitted

        from learning.activities import explaining, overview, signals
        from learning.activities.assignments.requiring import met
        from learning.media import documents, seeing

        from . import assigned, held, removing, watching
        from .authoring import ordering, submitting
        from .exchange import held as held_by_exchange
        from .explaining import lessons
        from .models import ModulePage, step_models
        from .notes import held as held_by_notes
        from .viewsets.panel import quizzes_panel

        for room in (held, held_by_exchange, held_by_notes):
            room.register()
        overview.register(quizzes_panel)
        explaining.register(lessons)
        seeing.register(watching.audience)
        signals.required_steps.connect(assigned.required_steps, dispatch_uid="courses.required_steps")
        met.connect(assigned.on_met, dispatch_uid="courses.assigned")
        for page in step_models():
            documents.register(page, watching.may_download_document)
            page_published.connect(removing.on_published, page, dispatch_uid=f"courses.published.{page.__name__}")
        for page in (ModulePage, *step_models()):
            name = page.__name__
            page_unpublished.connect(removing.on_gone, page, dispatch_uid=f"courses.unpublished.{name}")
            post_delete.connect(removing.on_gone, page, dispatch_uid=f"courses.deleted.{name}")
            post_page_move.connect(removing.on_moved, page, dispatch_uid=f"courses.moved.{name}")
            post_page_move.connect(ordering.on_moved, page, dispatch_uid=f"courses.ordered.{name}")
        # In the place of Wagtail's own, which it goes by the same name.
        mail = "group_approval_task_submitted_email_notification"
        task_submitted.disconnect(signal_handlers.task_submission_email_notifier, TaskState, dispatch_uid=mail)
        task_submitted.connect(submitting.NOTIFIER, TaskState, dispatch_uid=mail)
