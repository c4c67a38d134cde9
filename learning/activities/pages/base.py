"""The abstract page of an activity: content beside a register entry that it shares with its translations."""

from django.db import models
from django.db.models import Prefetch
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.search import index

from learning.people.accounts.person_of_account import person_of

from ..enrolment.state import enrolment_state_of
from ..models import Activity, ActivityPartner
from . import register_entry
from .editor_panels import ActivityPanel

PLAIN_RICH_TEXT = ["bold", "italic", "link", "document-link", "ol", "ul"]


class ActivityPage(Page):
    """Base of pages about an activity. Dates, places and rules belong to the activity, not to the page.

    So publishing an old revision can't change a date or a capacity.
    """

    activity_kind = None
    activity_defaults = {}

    lead = models.TextField(
        _("lead"), max_length=300, blank=True, help_text=_("One or two sentences: what is it, is it for me?")
    )
    intro = RichTextField(_("introduction"), blank=True, features=PLAIN_RICH_TEXT)
    picture = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    content_panels = [
        *Page.content_panels,
        ActivityPanel(),
        FieldPanel("lead"),
        FieldPanel("intro"),
        FieldPanel("picture"),
    ]
    search_fields = [*Page.search_fields, index.SearchField("lead"), index.SearchField("intro")]

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save the page, with the lead as search description if it has none, and create its activity if needed.

        Lists show the search description, which every page type has.
        """
        self.search_description = self.search_description or self.lead
        super().save(*args, **kwargs)
        if self.alias_of_id is None:
            register_entry.open_for(self)

    @cached_property
    def activity(self):
        """Return the activity with places and assignments counted; for an alias, that of the page it mirrors."""
        page = self.alias_of if self.alias_of_id else self
        partners = Prefetch("partners", ActivityPartner.objects.select_related("organisation"))
        found = Activity.objects.with_seats().with_assignments().prefetch_related("sessions", "languages", partners)
        return found.get(key=page.translation_key)

    def get_context(self, request, *args, **kwargs):
        person = person_of(request.user)
        return {
            **super().get_context(request, *args, **kwargs),
            "activity": self.activity,
            "person": person,
            "standing": enrolment_state_of(self.activity, person),
        }


class ActivityIndexPage:
    """Mixin for index pages of activity pages: they redirect readers to the catalogue, filtered by `kind`."""

    kind = None

    def serve(self, request, *args, **kwargs):
        return redirect(reverse("catalogue", query={"kind": self.kind}))
