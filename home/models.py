from django.core.exceptions import ValidationError
from django.db import models
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

# What the site's own views answer to: a page here would never be seen.
RESERVED_SLUGS = {"catalogue", "search", "my", "teaching", "activities", "certificates", "accounts", "admin", "healthz"}


class HomePage(Page):
    """The front door, one in each language."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = [
        "home.HelpPage",
        "courses.CourseIndexPage",
        "courses.TrainingIndexPage",
        "webinars.WebinarIndexPage",
    ]
    template = "pages/home.html"

    lead = models.TextField(_("lead"), max_length=300, blank=True)

    content_panels = [*Page.content_panels, FieldPanel("lead")]

    class Meta:
        verbose_name = _("home page")

    def route(self, request, path_components):
        """Finds the page below by its whole address in one query, where Wagtail's walk takes two a step.

        An address that only another language has is answered with the translation; where there is none, with that
        page itself, read with the site in the reader's language.
        """
        if not path_components:
            return super().route(request, path_components)
        page = self._live_below([self], path_components)
        if page is None:
            other = self._live_below(self.get_translations(), path_components)
            page = other and (self._live_translation_of(other) or other)
        if page is None:
            raise Http404
        specific = page.specific
        specific.locale = page.locale
        return specific.route(request, [])

    @staticmethod
    def _live_below(homes, components):
        """The page at the end of `components` below the first of `homes` where every page on the way is live."""
        ends = range(1, len(components) + 1)
        for home in homes:
            addresses = [f"{home.url_path}{'/'.join(components[:end])}/" for end in ends]
            found = Page.objects.live().filter(url_path__in=addresses).select_related("locale").order_by("depth")
            if len(found) == len(components):
                return found[len(components) - 1]
        return None

    def _live_translation_of(self, page):
        return page.get_translations().live().filter(locale=self.locale_id).select_related("locale").first()

    def get_context(self, request, *args, **kwargs):
        from .views.home import home_context

        return {**super().get_context(request, *args, **kwargs), **home_context(request, self)}


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("question"))
    answer = blocks.RichTextBlock(label=_("answer"), features=["bold", "italic", "link", "ol", "ul"])

    class Meta:
        icon = "help"
        label = _("Question")


class HelpPage(Page):
    """Help and contact."""

    parent_page_types = ["home.HomePage"]
    subpage_types = []
    template = "pages/help.html"

    lead = models.TextField(_("lead"), max_length=300, blank=True)
    questions = StreamField([("question", QuestionBlock())], verbose_name=_("questions"), blank=True)
    contact = RichTextField(_("contact"), blank=True, features=["bold", "link"])

    content_panels = [*Page.content_panels, FieldPanel("lead"), FieldPanel("questions"), FieldPanel("contact")]

    class Meta:
        verbose_name = _("help page")
        verbose_name_plural = _("help pages")

    def clean(self):
        super().clean()
        if self.slug in RESERVED_SLUGS:
            raise ValidationError({"slug": _("The site uses this address itself. Choose another.")})
