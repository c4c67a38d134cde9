from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField

from learning.activities.choices import Completion, Kind
from learning.activities.pages.base import ActivityIndexPage, ActivityPage
from learning.activities.pages.context import RegisteredContextMixin

from ..panels import OutlinePanel
from ..preview_modes import MODES
from .step import OnlyRead


class CourseIndexPage(ActivityIndexPage, Page):
    """Parent page of the courses. Readers find the courses in the catalogue."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["courses.CoursePage"]
    max_count_per_parent = 1
    kind = Kind.COURSE

    class Meta:
        verbose_name = _("courses")


class CoursePage(RegisteredContextMixin, OnlyRead, ActivityPage):
    """A course. The page in the main language decides how lessons open; translations follow it."""

    class Opening(models.TextChoices):
        AT_ONCE = "at_once", _("All at once")
        IN_ORDER = "in_order", _("In order: each when what is before it is done")

    activity_kind = Kind.COURSE
    activity_defaults = {"completion": Completion.STEPS}
    parent_page_types = ["courses.CourseIndexPage"]
    subpage_types = ["courses.ModulePage", "courses.LessonPage", "courses.QuizPage"]
    template = "courses/course.html"

    outcomes = StreamField(
        [("outcome", CharBlock(label=_("outcome")))], verbose_name=_("what one can do afterwards"), blank=True
    )

    opening = models.CharField(
        _("lessons open"),
        max_length=10,
        choices=Opening,
        default=Opening.AT_ONCE,
        help_text=_("Each lesson can have a day of its own besides. The course's main language decides for all."),
    )

    content_panels = [*ActivityPage.content_panels, FieldPanel("outcomes"), FieldPanel("opening"), OutlinePanel()]
    override_translatable_fields = [SynchronizedField("opening", overridable=False)]
    # A copy is for a new edition: the dates of the old one do not apply.
    exclude_fields_in_copy = ["go_live_at", "expire_at"]

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")

    @property
    def preview_modes(self):
        return MODES
