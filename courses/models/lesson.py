from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, StructBlock, URLBlock
from wagtail.fields import StreamField
from wagtail.models import Page

from learning.activities.pages.context import RegisteredContextMixin
from learning.activities.pages.lookup import path_of
from learning.media.recordings.publish_checks import ShowsRecordings
from learning.media.recordings.publish_forms import ReasonPanel, ShowingRecordingsForm, WaivedPanel

from ..blocks import LessonBlock, recordings_in
from .step import InCourse, StepPage


class ModulePage(InCourse, Page):
    """Group of lessons. It has no text of its own: its address redirects to the course."""

    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage", "courses.QuizPage"]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def serve(self, request, *args, **kwargs):
        return redirect(path_of(self.course))


class LessonPage(RegisteredContextMixin, ShowsRecordings, StepPage):
    parent_page_types = ["courses.CoursePage", "courses.ModulePage"]
    subpage_types = []
    template = "courses/lesson.html"
    base_form_class = ShowingRecordingsForm

    body = StreamField(LessonBlock(), verbose_name=_("body"), blank=True)
    sources = StreamField(
        [
            (
                "source",
                StructBlock(
                    [("title", CharBlock(label=_("title"))), ("url", URLBlock(label=_("address"), required=False))]
                ),
            )
        ],
        verbose_name=_("sources"),
        blank=True,
    )

    content_panels = [
        *Page.content_panels,
        *StepPage.step_panels,
        FieldPanel("body"),
        ReasonPanel(),
        WaivedPanel(),
        FieldPanel("sources"),
    ]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def recordings_shown(self):
        return recordings_in(self.body)
