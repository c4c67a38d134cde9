"""Page form that requires captions, or a reason to publish without."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.admin.panels import FieldPanel, Panel

from . import publish_checks

REASON = "without_captions_because"
# Buttons that publish the page or submit it for publishing.
SENDS = ("action-publish", "action-submit", "action-restart-workflow", "workflow-action-name")


class ShowingRecordingsForm(WagtailAdminPageForm):
    without_captions_because = forms.CharField(
        label=_("Publish without captions, because"),
        max_length=500,
        required=False,
        help_text=_("Who can't hear it, or has no sound, can't follow. The reason is kept in the audit log."),
    )

    def _post_clean(self):
        super()._post_clean()
        self.bare = []
        if not self.errors and any(self.data.get(button) for button in SENDS):
            self.bare = publish_checks.uncaptioned(self.instance.recordings_shown())
        if self.bare and not self.cleaned_data.get(REASON):
            self.add_error(REASON, publish_checks.refusal(self.bare))

    def save(self, commit=True):
        for recording in getattr(self, "bare", ()):
            publish_checks.waive(recording, self.for_user, self.cleaned_data[REASON])
        return super().save(commit)


class ReasonPanel(FieldPanel):
    """Panel shown if a recording of the page has no captions."""

    def __init__(self, field_name=REASON, **kwargs):
        super().__init__(field_name, **kwargs)

    class BoundPanel(FieldPanel.BoundPanel):
        def is_shown(self):
            if not super().is_shown():
                return False
            return REASON in self.form.errors or bool(publish_checks.uncaptioned(self.instance.recordings_shown()))


class WaivedPanel(Panel):
    """Panel that lists the recordings of the page which already have a waiver, given on this page or another."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"heading": _("Captions"), "icon": "warning", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "media/admin/waived.html"

        @cached_property
        def told(self):
            shown = [recording.pk for recording in self.instance.recordings_shown()]
            return [publish_checks.waiver_in_words(waiver) for waiver in publish_checks.waived(shown)]

        def is_shown(self):
            return bool(self.told)
