"""Reports of the player: what a page asks the browser to report about a recording, and which reports are accepted."""

from datetime import UTC, datetime

from django import forms
from django.core import signing
from django.http import HttpResponse, HttpResponseBadRequest
from django.utils import timezone
from django.utils.translation import get_language

from learning.media.recordings.player_context import Keeping, player_context

from .. import errors
from ..models import Viewing
from . import intervals, viewing_actions

LONGEST = 12 * 60 * 60
SALT = "learning.activities.attendance.player_reports"


def viewings_of(activity, person, recordings):
    """Return {recording key: Viewing} of what `person` (canonical, or None) has seen of `recordings`. One query."""
    if person is None:
        return {}
    keys = [recording.key for recording in recordings]
    theirs = activity.enrolments(manager="all_rows").of(person)
    found = {}
    for viewing in Viewing.objects.filter(enrolment__in=theirs, recording_key__in=keys).order_by("last_seen_at"):
        found.setdefault(viewing.recording_key, []).append(viewing)
    return {key: _joined(viewings) for key, viewings in found.items()}


def _joined(viewings):
    """Return the latest viewing, unsaved, with what was seen and read by all rows of the person."""
    *before, last = viewings
    if before:
        last.stretches = intervals.union([tuple(pair) for viewing in viewings for pair in viewing.stretches])
        last.read_at = min((viewing.read_at for viewing in viewings if viewing.read_at), default=None)
    return last


def opened(person, recording):
    """Return a signed token that this person opened the player of this recording now."""
    return signing.dumps([str(person.uuid), str(recording.key), timezone.now().timestamp()], salt=SALT, compress=True)


def opened_at(sign, person, recording):
    """Return when the token `sign` was made; ValueError if it is invalid, or for another person or recording."""
    try:
        who, what, stamp = signing.loads(sign, salt=SALT)
    except signing.BadSignature as error:
        raise ValueError("That is no sign of a page of ours.") from error
    if [who, what] != [str(person.uuid), str(recording.key)]:
        raise ValueError("That sign is for another.")
    return datetime.fromtimestamp(stamp, UTC)


def player_for(request, recording, person, viewing, watched_url, read_url):
    """Return the player context of `recording` for `person`, from where they stopped.

    For visitors (`person` is None) nothing is stored. `?transcript=fr` selects the transcript in a language of the
    captions.
    """
    language = request.GET.get("transcript") or get_language()
    if person is None:
        return player_context(recording, language)
    keeping = Keeping(watched_url, opened(person, recording), read_url, viewing and viewing.read_at)
    return player_context(recording, language, viewing.position if viewing else 0, keeping)


class PlayerReportForm(forms.Form):
    recording = forms.UUIDField()


class StretchForm(PlayerReportForm):
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=0)
    length = forms.IntegerField(min_value=0)
    opened = forms.CharField(max_length=400)


def keep(stretch, activity, person, recording):
    """Store the data of a valid `StretchForm` and return the response.

    204 if it is stored, 400 for a stretch outside the recording or an invalid token, 409 for more seconds than can have
    been seen in the time.
    """
    length = recording.seconds or min(stretch["length"], LONGEST)
    try:
        since = opened_at(stretch["opened"], person, recording)
        times = {"start": stretch["start"], "end": stretch["end"], "length": length, "since": since}
        viewing_actions.watch(activity, person, recording.key, **times)
    except ValueError:
        return HttpResponseBadRequest()
    except errors.TooFast as refused:
        return HttpResponse(str(refused), status=409, content_type="text/plain; charset=utf-8")
    return HttpResponse(status=204)
