from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoursesConfig(AppConfig):
    name = "courses"
    verbose_name = _("courses")

    def ready(self):
        from django.db.models.signals import post_delete
        from wagtail.signals import page_unpublished, post_page_move

        from learning.activities import explaining, overview
        from learning.activities.assignments.requiring import met
        from learning.media import seeing

        from . import assigned, held, removing, watching
        from .exchange import held as held_by_exchange
        from .explaining import lessons
        from .models import LessonPage, ModulePage, QuizPage
        from .notes import held as held_by_notes
        from .viewsets.panel import quizzes_panel

        for room in (held, held_by_exchange, held_by_notes):
            room.register()
        overview.register(quizzes_panel)
        explaining.register(lessons)
        seeing.register(watching.audience)
        met.connect(assigned.on_met, dispatch_uid="courses.assigned")
        for page in (LessonPage, ModulePage, QuizPage):
            name = page.__name__
            page_unpublished.connect(removing.on_gone, page, dispatch_uid=f"courses.unpublished.{name}")
            post_delete.connect(removing.on_gone, page, dispatch_uid=f"courses.deleted.{name}")
            post_page_move.connect(removing.on_moved, page, dispatch_uid=f"courses.moved.{name}")
