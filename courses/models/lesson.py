from django.db import models
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.blocks import CharBlock, StructBlock, URLBlock
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.search import index

from learning.activities.addresses import path_of
from learning.media.publishing import ShowsRecordings
from learning.media.publishing_forms import ReasonPanel, ShowingRecordingsForm

from ..blocks import LessonBlock, recordings_in


class InCourse:
    """A page somewhere below a course."""

    @cached_property
    def course(self):
        from .course import CoursePage

        return CoursePage.objects.ancestor_of(self).select_related("locale").get()


class ModulePage(InCourse, Page):
    """Groups lessons. It has no text of its own: its address leads to the course."""

    parent_page_types = ["courses.CoursePage"]
    subpage_types = ["courses.LessonPage", "courses.QuizPage"]

    class Meta:
        verbose_name = _("module")
        verbose_name_plural = _("modules")

    def serve(self, request, *args, **kwargs):
        return redirect(path_of(self.course))


class LessonPage(InCourse, ShowsRecordings, Page):
    parent_page_types = ["courses.CoursePage", "courses.ModulePage"]
    subpage_types = []
    template = "pages/lesson.html"
    base_form_class = ShowingRecordingsForm

    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=15, help_text=_("An honest time to read and do it.")
    )
    summary = models.CharField(_("summary"), max_length=250, blank=True)
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
        FieldPanel("minutes"),
        FieldPanel("summary"),
        FieldPanel("body"),
        ReasonPanel(),
        FieldPanel("sources"),
    ]
    # The body is for those who take the course: the public search must not find its words.
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def recordings_shown(self):
        return recordings_in(self.body)

    def save(self, *args, **kwargs):
        """Search shows the description, which every page type has: without one of its own it is the summary."""
        self.search_description = self.search_description or self.summary
        super().save(*args, **kwargs)

    def get_context(self, request, *args, **kwargs):
        from ..views.lesson import lesson_context

        context = super().get_context(request, *args, **kwargs)
        return {**context, **lesson_context(request, self, context)}
