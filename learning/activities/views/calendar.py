from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from ..choices import Status
from ..models import Activity
from ..pages.lookup import pages_of
from ..sessions import icalendar


@require_safe
def sessions_ics(request, key):
    """Return the sessions of a published activity as an .ics file, for anyone.

    The link to join is left out: enrolled people get it by e-mail.
    """
    activity = get_object_or_404(
        Activity.objects.exclude(status=Status.CANCELLED).prefetch_related("sessions"), key=key
    )
    page = pages_of([key], get_language()).get(key)
    if page is None or not activity.timetable:
        raise Http404
    return HttpResponse(
        icalendar.events(activity, None, "PUBLISH"),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{page.slug}.ics"'},
    )
