from django.contrib import messages
from django.http import Http404, HttpResponseBadRequest
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from learning.activities.attendance import viewing_actions
from learning.activities.attendance.player_reports import PlayerReportForm, StretchForm, keep, player_for, viewings_of
from learning.activities.completion.explanation import explain
from learning.activities.models import Activity
from learning.activities.pages.lookup import path_of
from learning.activities.sessions.timetable import meetings_of
from learning.media.access import recordings as recording_access
from learning.people.accounts.person_of_account import person_of

from . import recording_rules


def webinar_context(request, page, context):
    """Return the template context: the reader's times, the link to join for enrolled people, and the recording.

    The recording is shown after the webinar, and starts where the reader stopped.
    """
    activity, standing = context["activity"], context["standing"]
    return {
        "meetings": meetings_of(activity, standing, request.reader_zone),
        "explanation": explain(activity, standing),
        "partners": activity.partners.all(),
        **_recording(request, page, activity, context["person"]),
    }


def _recording(request, page, activity, person):
    recording = page.recording
    if recording is None:
        return {"recording": None}
    if recording.is_for_enrolled and not recording_access.may_see(request, recording):
        return {"recording": None, "is_for_enrolled": True}
    addresses = (reverse("watched", args=[activity.key]), reverse("read", args=[activity.key]))
    viewing = viewings_of(activity, person, [recording]).get(recording.key)
    return {"recording": player_for(request, recording, person, viewing, *addresses)}


@require_POST
def watched(request, key):
    """Store a stretch of a recording that the reader has just seen. 404 for visitors and if no webinar shows it."""
    person = person_of(request.user)
    form = StretchForm(request.POST)
    if person is None:
        raise Http404
    if not form.is_valid():
        return HttpResponseBadRequest()
    recording = _page_with(request, key, form.cleaned_data["recording"]).recording
    return keep(form.cleaned_data, Activity.objects.get(key=key), person, recording)


@require_POST
def read(request, key):
    """Store that the reader has read the transcript. 404 as in `watched`."""
    person = person_of(request.user)
    form = PlayerReportForm(request.POST)
    if person is None:
        raise Http404
    if not form.is_valid():
        return HttpResponseBadRequest()
    page = _page_with(request, key, form.cleaned_data["recording"])
    viewing_actions.read(page.activity, person, page.recording.key, length=page.recording.seconds)
    messages.success(request, _("Thank you: it is kept that you have read it."))
    return redirect(path_of(page))


def _page_with(request, key, recording_key):
    """Return the live page, preferably in the reader's language, that shows them this recording. 404 if none."""
    page = recording_rules.page_showing(request, key, recording_key, get_language())
    if page is None or not recording_access.may_see(request, page.recording):
        raise Http404
    return page
