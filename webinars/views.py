from django import forms
from django.http import Http404, HttpResponse, HttpResponseBadRequest
from django.utils.translation import get_language
from django.views.decorators.http import require_POST

from learning.activities.explaining import explain
from learning.activities.models import Activity
from learning.activities.timetable import meetings_of
from learning.media.showing import shown
from learning.people.claiming import person_of

from . import watching


def webinar_context(request, page, context):
    """When it is for this reader, the way in for the enrolled; after it the recording, from where they stopped."""
    activity, standing, person = context["activity"], context["standing"], context["person"]
    recording = page.recording
    viewing = watching.viewing_of(activity, person, recording) if recording and person else None
    return {
        "meetings": meetings_of(activity, standing, request.reader_zone),
        "explanation": explain(activity, standing),
        "partners": activity.partners.all(),
        "recording": shown(recording, get_language(), viewing.position if viewing else 0) if recording else None,
    }


class StretchForm(forms.Form):
    recording = forms.UUIDField()
    start = forms.IntegerField(min_value=0)
    end = forms.IntegerField(min_value=0)
    length = forms.IntegerField(min_value=0)


@require_POST
def watched(request, key):
    """A stretch of a recording that the reader has just seen. 404 for visitors and for what is no webinar's recording."""
    person = person_of(request.user)
    form = StretchForm(request.POST)
    if person is None:
        raise Http404
    if not form.is_valid():
        return HttpResponseBadRequest()
    stretch = form.cleaned_data
    recording = watching.recording_of(key, stretch.pop("recording"))
    if recording is None:
        raise Http404
    try:
        watching.keep(Activity.objects.get(key=key), person, recording, **stretch)
    except ValueError:
        return HttpResponseBadRequest()
    return HttpResponse(status=204)
