"""Base classes of the pages below a course: steps that people do and complete."""

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Page
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from ..preview_modes import MODES
from ..time_zone_panel import MomentPanel


class InCourse:
    """Mixin of a page somewhere below a course."""

    @cached_property
    def course(self):
        return apps.get_model("courses", "CoursePage").objects.ancestor_of(self).select_related("locale").get()


class OnlyRead:
    """Mixin of a page that refuses POST with 403: forms are posted to their own addresses, which check them."""

    def serve(self, request, *args, **kwargs):
        if request.method == "POST":
            raise PermissionDenied(_("This page is for reading: nothing can be sent to it."))
        return super().serve(request, *args, **kwargs)


class StepPage(InCourse, OnlyRead, Page):
    """Base of lessons and quizzes.

    The page in the course's main language decides how the step opens and whether it is required; translations follow
    it.
    """

    minutes = models.PositiveSmallIntegerField(
        _("minutes"), default=15, help_text=_("An honest time to read and do it.")
    )
    summary = models.CharField(_("summary"), max_length=250, blank=True)
    is_optional = models.BooleanField(
        _("optional"), default=False, help_text=_("For those who want more: the course is completed without it.")
    )
    is_free_preview = models.BooleanField(
        _("free preview"), default=False, help_text=_("Anyone can read it without enrolling, to see what it is like.")
    )
    opens_at = models.DateTimeField(
        _("opens"), null=True, blank=True, help_text=_("Empty where it is open from the start.")
    )

    step_panels = [
        FieldPanel("minutes"),
        FieldPanel("summary"),
        MultiFieldPanel(
            [MomentPanel("opens_at"), FieldRowPanel([FieldPanel("is_optional"), FieldPanel("is_free_preview")])],
            heading=_("In the course"),
            help_text=_("What is set in the course's main language holds for every language."),
            icon="list-ul",
        ),
    ]
    # The body is left out: it is for enrolled people, and the public search must not find its words.
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("minutes", "is_optional", "is_free_preview", "opens_at")
    ]
    # A copy is for a new edition: the dates of the old one do not apply.
    exclude_fields_in_copy = ["opens_at", "go_live_at", "expire_at"]

    class Meta:
        abstract = True

    @property
    def preview_modes(self):
        return MODES

    def save(self, *args, **kwargs):
        """Set an empty search description to the summary: search shows the description, which every page type has."""
        self.search_description = self.search_description or self.summary
        super().save(*args, **kwargs)

    def serve(self, request, *args, **kwargs):
        """Answer with 403 and the reason while the page is not open to the reader."""
        response = super().serve(request, *args, **kwargs)
        if (getattr(response, "context_data", None) or {}).get("is_closed"):
            response.status_code = 403
        return response


def step_models():
    """Return the models of all kinds of step."""
    return [model for model in apps.get_app_config("courses").get_models() if issubclass(model, StepPage)]


def step_columns(*names):
    """Return annotations for pages of any type: the named fields of the step, None for a page that is no step."""
    return {name: _column(name) for name in names}


def _column(name):
    ways = [F(f"{model._meta.model_name}__{name}") for model in step_models()]
    return Coalesce(*ways) if len(ways) > 1 else ways[0]
