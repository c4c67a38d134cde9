from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from learning.activities.choices import Completion, Kind
from learning.activities.pages.base import PLAIN_RICH_TEXT, ActivityIndexPage, ActivityPage
from learning.activities.pages.context import RegisteredContextMixin


class TrainingIndexPage(ActivityIndexPage, Page):
    """Parent page of the trainings and workshops. Readers find them in the catalogue."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["courses.ExecutiveTrainingPage", "courses.WorkshopPage"]
    max_count_per_parent = 1
    kind = Kind.TRAINING

    class Meta:
        verbose_name = _("trainings and workshops")


class ProgrammeItemBlock(blocks.StructBlock):
    day = blocks.IntegerBlock(label=_("day"), min_value=1, default=1)
    title = blocks.CharBlock(label=_("title"))
    text = blocks.RichTextBlock(label=_("text"), required=False, features=PLAIN_RICH_TEXT)

    class Meta:
        icon = "date"
        label = _("Item")


class ProgrammePage(RegisteredContextMixin, ActivityPage):
    """Base of executive trainings and workshops: a programme, and completion by the sessions attended."""

    activity_defaults = {"completion": Completion.ATTENDANCE}
    parent_page_types = ["courses.TrainingIndexPage"]
    subpage_types = []

    programme = StreamField([("item", ProgrammeItemBlock())], verbose_name=_("programme"), blank=True)

    content_panels = [*ActivityPage.content_panels, FieldPanel("programme")]

    class Meta:
        abstract = True


class ExecutiveTrainingPage(ProgrammePage):
    activity_kind = Kind.TRAINING
    template = "courses/training.html"

    class Meta:
        verbose_name = _("executive training")
        verbose_name_plural = _("executive trainings")


class WorkshopPage(ProgrammePage):
    activity_kind = Kind.WORKSHOP
    template = "courses/training.html"

    class Meta:
        verbose_name = _("workshop")
        verbose_name_plural = _("workshops")
