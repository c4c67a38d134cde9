from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from learning.activities.addresses import pages_of, path_of
from learning.activities.choices import EnrolmentStatus, Role
from learning.activities.models import Activity, Enrolment
from learning.people.claiming import person_of


def taught_by(person):
    """The activities `person` is trainer or speaker of."""
    mine = Enrolment.objects.of(person).filter(role__in=[Role.TRAINER, Role.SPEAKER], status=EnrolmentStatus.ENROLLED)
    return Activity.objects.filter(pk__in=mine.values("activity"))


@login_required
@never_cache
def teaching(request):
    person = person_of(request.user)
    activities = taught_by(person).as_a_programme().with_seats().prefetch_related("sessions") if person else []
    return render(request, "pages/teaching.html", {"activities": activities})


@login_required
@never_cache
def taught(request, key):
    """Who takes part in one of the reader's own activities; 404 for any other."""
    person = person_of(request.user)
    if person is None:
        raise Http404
    activity = get_object_or_404(taught_by(person).prefetch_related("sessions"), key=key)
    participants = activity.enrolments.filter(role=Role.PARTICIPANT, status=EnrolmentStatus.ENROLLED)
    page = pages_of([key], get_language()).get(key)
    context = {
        "activity": activity,
        "participants": participants.select_related("person__merged_into", "organisation").order_by("person__name"),
        "url": path_of(page) if page else "",
    }
    return render(request, "pages/taught.html", context)
