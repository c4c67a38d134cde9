from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page
from wagtailmedia.edit_handlers import MediaChooserPanel

from learning.activities.choices import Completion, Kind
from learning.activities.pages.base import PLAIN_RICH_TEXT, ActivityIndexPage, ActivityPage
from learning.activities.pages.context import RegisteredContextMixin
from learning.media.recordings.publish_checks import ShowsRecordings
from learning.media.recordings.publish_forms import ReasonPanel, ShowingRecordingsForm, WaivedPanel


class WebinarIndexPage(ActivityIndexPage, Page):
    """Parent page of the webinars. Readers find the webinars in the catalogue."""

    parent_page_types = ["home.HomePage"]
    subpage_types = ["webinars.WebinarPage"]
    max_count_per_parent = 1
    kind = Kind.WEBINAR

    class Meta:
        verbose_name = _("webinars")


class SpeakerBlock(blocks.StructBlock):
    name = blocks.CharBlock(label=_("name"))
    job = blocks.CharBlock(label=_("what they do"), required=False)
    organisation = blocks.CharBlock(label=_("organisation"), required=False)

    class Meta:
        icon = "user"
        label = _("Speaker")


class WebinarPage(RegisteredContextMixin, ShowsRecordings, ActivityPage):
    activity_kind = Kind.WEBINAR
    activity_defaults = {"completion": Completion.ATTENDANCE}
    parent_page_types = ["webinars.WebinarIndexPage"]
    subpage_types = []
    template = "webinars/webinar.html"
    base_form_class = ShowingRecordingsForm

    speakers = StreamField([("speaker", SpeakerBlock())], verbose_name=_("speakers"), blank=True)
    recording = models.ForeignKey(
        "media.Recording",
        verbose_name=_("recording"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    takeaways = RichTextField(_("what to remember"), blank=True, features=PLAIN_RICH_TEXT)

    content_panels = [
        *ActivityPage.content_panels,
        FieldPanel("speakers"),
        MediaChooserPanel("recording"),
        ReasonPanel(),
        WaivedPanel(),
        FieldPanel("takeaways"),
    ]

    class Meta:
        verbose_name = _("webinar")
        verbose_name_plural = _("webinars")

    def recordings_shown(self):
        return [self.recording] if self.recording else []
