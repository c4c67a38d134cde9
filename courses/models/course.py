from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from learning.activities.choices import Completion, Kind
from learning.activities.pages import ActivityIndexPage, ActivityPage


class CourseIndexPage(ActivityIndexPage, Page):
    """Keeps the courses together. Readers find them in the catalogue."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["courses.CoursePage"]
    max_count_per_parent = 1
    kind = Kind.COURSE

    class Meta:
        verbose_name = _("courses")


class CoursePage(ActivityPage):
    activity_kind = Kind.COURSE
    activity_defaults = {"completion": Completion.STEPS}
    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = ["courses.ModulePage", "courses.LessonPage", "courses.QuizPage"]
    template = "pages/course.html"

    outcomes = StreamField(
        [("outcome", CharBlock(label=_("outcome")))], verbose_name=_("what one can do afterwards"), blank=True
    )

    content_panels = [*ActivityPage.content_panels, FieldPanel("outcomes")]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    def get_context(self, request, *args, **kwargs):
        from ..views.course import course_context

        context = super().get_context(request, *args, **kwargs)
        return {**context, **course_context(request, self, context)}
