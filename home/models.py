from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from learning.activities.pages.context import RegisteredContextMixin
from learning.reports.measures.definitions import DEFINITIONS
from learning.reports.public.blocks import FiguresBlock

# Paths of the site's own views: a page with one of these slugs would never be shown.
RESERVED_SLUGS = {
    "catalogue",
    "search",
    "my",
    "privacy",
    "teaching",
    "activities",
    "certificates",
    "accounts",
    "admin",
    "healthz",
}


class HomePage(RegisteredContextMixin, Page):
    """The home page, one in each language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.FiguresPage",
        "home.HelpPage",
        "courses.CourseIndexPage",
        "courses.TrainingIndexPage",
        "webinars.WebinarIndexPage",
    ]
    template = "home/home.html"

    lead = models.TextField(_("lead"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("home page")


class NotReserved:
    """Page mixin: refuse a slug that is the path of one of the site's own views."""

    def clean(self):
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("The site uses this address itself. Choose another.")})


class FiguresPage(NotReserved, Page):
    """Page of figures that officers choose; the same for every reader."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "home/figures.html"
    explained = ("participants", "people", "activities", "organisations", "members", "countries", "year", "declared")

    lead = models.TextField(_("lead"), max_length=300, blank=True)
    body = StreamField(FiguresBlock(), verbose_name=_("figures"), blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("body")]

    class Meta:
        verbose_name = _("page of figures")
        verbose_name_plural = _("pages of figures")

    def get_context(self, request, *args, **kwargs):
        definitions = [DEFINITIONS[code] for code in self.explained]
        return {**super().get_context(request, *args, **kwargs), "definitions": definitions}


class FaqBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("question"))
    answer = blocks.RichTextBlock(label=_("answer"), features=["bold", "italic", "link", "ol", "ul"])

    class Meta:
        icon = "help"
        label = _("Question")


class HelpPage(NotReserved, Page):
    """Help and contact."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "home/help.html"

    lead = models.TextField(_("lead"), max_length=300, blank=True)
    questions = StreamField([("question", FaqBlock())], verbose_name=_("questions"), blank=True)
    contact = RichTextField(_("contact"), blank=True, features=["bold", "link"])

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("questions"), FieldPanel("contact")]

    class Meta:
        verbose_name = _("help page")
        verbose_name_plural = _("help pages")
