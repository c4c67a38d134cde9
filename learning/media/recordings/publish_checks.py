"""Publish check: no page is published with a recording without captions, which the transcript is also made from.

An editor may publish it with a reason, which is stored with the recording and in the audit log. The check applies to
all ways of publishing: the page's form, bulk publishing, approval, scheduling, translation, a command.
"""

from django.db import transaction
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.log_actions import log

from learning.core.errors import BusinessError
from learning.people import audit_log

from ..models import CaptionWaiver, Recording

IN_TIME = "wagtail.publish.scheduled"


class Uncaptioned(BusinessError):
    """A page was not published: `recordings` have no captions. `str()` is the message for people."""

    def __init__(self, page, recordings):
        self.page, self.recordings = page, recordings
        super().__init__(page, recordings)

    @property
    def redirect_url(self):
        return reverse("wagtailadmin_pages:edit", args=[self.page.pk])

    def __str__(self):
        words = {"page": self.page.get_admin_display_title(), "recordings": named(self.recordings)}
        return _("“%(page)s” was not published. Captions are missing: %(recordings)s.") % words


def named(recordings):
    return ", ".join(recording.title for recording in recordings)


def uncaptioned(recordings):
    """Return those of `recordings` that have neither captions nor a waiver. One query."""
    bare = Recording.objects.filter(captions=None, waivers=None)
    return list(bare.filter(pk__in=[recording.pk for recording in recordings]).order_by("pk")) if recordings else []


def waived(recordings):
    """Return the latest waiver of each of `recordings` (ids) that have no captions, in order. One query."""
    found = CaptionWaiver.objects.filter(recording__in=recordings, recording__captions=None)
    latest = {waiver.recording_id: waiver for waiver in found.select_related("recording", "by__person")}
    return [latest[number] for number in sorted(latest)]


def waiver_in_words(waiver):
    """Return the reason for publishing a recording without captions, for editors who publish it on another page."""
    sentence = _("“%(recording)s” is without captions; %(name)s gave as reason on %(date)s: %(reason)s")
    return sentence % {
        "recording": waiver.recording.title,
        "name": waiver.by.get_full_name() if waiver.by else _("someone whose account is gone"),
        "date": date_format(localtime(waiver.at), "DATE_FORMAT"),
        "reason": waiver.reason,
    }


@transaction.atomic
def waive(recording, by, reason):
    """Let pages with `recording` be published without captions, for a reason. Returns the waiver."""
    waiver = CaptionWaiver.objects.create(recording=recording, by=by, reason=reason)
    audit_log.record(audit_log.Action.CAPTIONS_WAIVED, by, recording, reason=reason)
    return waiver


def refusal(bare):
    """Return the error message of the form's field for a reason."""
    return ngettext(
        "A recording on this page has no captions: %(recordings)s. Add them to the recording, or say here why it must "
        "be published without.",
        "Recordings on this page have no captions: %(recordings)s. Add them to the recordings, or say here why they "
        "must be published without.",
        len(bare),
    ) % {"recordings": named(bare)}


class ShowsRecordings:
    """Mixin for pages that show recordings, before `Page`. They list them in `recordings_shown()`."""

    def publish(self, revision, user=None, changed=True, log_action=True, **kwargs):
        bare = uncaptioned(revision.as_object().recordings_shown())
        if not bare:
            return super().publish(revision, user=user, changed=changed, log_action=log_action, **kwargs)
        if log_action == IN_TIME:
            return _put_off(self, revision, bare)
        raise Uncaptioned(self, bare)


def _put_off(page, revision, bare):
    """Unschedule a page whose captions are missing at its time of publishing, without blocking other pages."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    log(instance=page, action="media.publish_refused", revision=revision, data={"recordings": named(bare)})
