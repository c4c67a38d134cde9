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

        from learning.activities import signals
        from learning.activities.admin import panel_registry
        from learning.activities.assignments.requirements import met
        from learning.activities.completion import explanation
        from learning.activities.pages import context
        from learning.media.access import documents as document_access
        from learning.media.access import recordings as recording_access

        from . import assignment_completion, personal_data, recording_rules, removed_steps
        from .admin.panel import quizzes_panel
        from .authoring import course_workflow, order
        from .completion_reasons import lessons
        from .models import (
            CoursePage,
            ExecutiveTrainingPage,
            LessonPage,
            ModulePage,
            QuizPage,
            WorkshopPage,
            step_models,
        )
        from .notes import personal_data as held_by_notes
        from .question_io import personal_data as held_by_exchange
        from .views.course import course_context
        from .views.lesson import lesson_context
        from .views.quiz import quiz_context
        from .views.training import training_context

        for room in (personal_data, held_by_exchange, held_by_notes):
            room.register()
        for model, function in (
            (CoursePage, course_context),
            (LessonPage, lesson_context),
            (QuizPage, quiz_context),
            (ExecutiveTrainingPage, training_context),
            (WorkshopPage, training_context),
        ):
            context.register(model, function)
        panel_registry.register(quizzes_panel)
        explanation.register(lessons)
        recording_access.register(recording_rules.audience)
        signals.required_steps.connect(assignment_completion.required_steps, dispatch_uid="courses.required_steps")
        met.connect(assignment_completion.on_met, dispatch_uid="courses.assignment_completion")
        for page in step_models():
            document_access.register(page, recording_rules.may_download_document)
            page_published.connect(removed_steps.on_published, page, dispatch_uid=f"courses.published.{page.__name__}")
        for page in (ModulePage, *step_models()):
            name = page.__name__
            page_unpublished.connect(removed_steps.on_gone, page, dispatch_uid=f"courses.unpublished.{name}")
            post_delete.connect(removed_steps.on_gone, page, dispatch_uid=f"courses.deleted.{name}")
            post_page_move.connect(removed_steps.on_moved, page, dispatch_uid=f"courses.moved.{name}")
            post_page_move.connect(order.on_moved, page, dispatch_uid=f"courses.ordered.{name}")
        # Replaces Wagtail's own receiver, which has the same dispatch_uid.
        mail = "group_approval_task_submitted_email_notification"
        task_submitted.disconnect(signal_handlers.task_submission_email_notifier, TaskState, dispatch_uid=mail)
        task_submitted.connect(course_workflow.NOTIFIER, TaskState, dispatch_uid=mail)
