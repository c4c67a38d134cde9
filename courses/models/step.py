"""What a course is made of, whatever its kind: a page below it that people do and then have done."""

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
    """A page somewhere below a course."""

    @cached_property
    def course(self):
        return apps.get_model("courses", "CoursePage").objects.ancestor_of(self).select_related("locale").get()


class OnlyRead:
    """A page takes nothing: what people do is posted to addresses of its own, which check it."""

    def serve(self, request, *args, **kwargs):
        if request.method == "POST":
            raise PermissionDenied(_("This page is for reading: nothing can be sent to it."))
        return super().serve(request, *args, **kwargs)


class StepPage(InCourse, OnlyRead, Page):
    """Base of lessons and their like.

    How it opens and whether it is asked is read from the page in the course's main language; translations follow it.
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
    # The body is for those who take the course: the public search must not find its words.
    search_fields = [*Page.search_fields, index.SearchField("summary")]
    override_translatable_fields = [
        SynchronizedField(name, overridable=False) for name in ("minutes", "is_optional", "is_free_preview", "opens_at")
    ]
    # A copy is for a new edition: the old one's dates are not its own.
    exclude_fields_in_copy = ["opens_at", "go_live_at", "expire_at"]

    class Meta:
        abstract = True

    @property
    def preview_modes(self):
        return MODES

    def save(self, *args, **kwargs):
        """Search shows the description, which every page type has: without one of its own it is the summary."""
        self.search_description = self.search_description or self.summary
        super().save(*args, **kwargs)

    def serve(self, request, *args, **kwargs):
        """403 with its reason while it is not open to the reader."""
        response = super().serve(request, *args, **kwargs)
        if (getattr(response, "context_data", None) or {}).get("is_closed"):
            response.status_code = 403
        return response


def step_models():
    """Every kind of step that there is."""
    return [model for model in apps.get_app_config("courses").get_models() if issubclass(model, StepPage)]


def step_columns(*names):
    """To annotate pages of any kind with fields of the step that each is; None where it is none."""
    return {name: _column(name) for name in names}


def _column(name):
    ways = [F(f"{model._meta.model_name}__{name}") for model in step_models()]
    return Coalesce(*ways) if len(ways) > 1 else ways[0]
