"""Panel on the home page of the admin: upcoming activities, and past activities whose figures are still open."""

from django.utils import timezone
from wagtail.admin.ui.components import Component

from learning.activities.choices import Status
from learning.activities.enrolment.counts import with_tally
from learning.activities.labels import places, when
from learning.activities.models import Activity

MOST = 5
LOOK = "activities.view_activity"


class AgendaPanel(Component):
    """List activities for users who may view activities. Each line links to the overview of the activity."""

    order = 50
    template_name = "home/admin/agenda.html"

    def get_context_data(self, parent_context=None):
        listed = with_tally(Activity.objects.prefetch_related("sessions"))
        ahead = listed.upcoming().exclude(status=Status.CANCELLED).as_a_programme()[:MOST]
        open_figures = listed.past().filter(status__in=[Status.PLANNED, Status.HELD])
        over = open_figures.filter(starts_on__year__gte=timezone.localdate().year - 1).as_a_programme()[:MOST]
        return {"ahead": [_line(activity) for activity in ahead], "over": [_line(activity) for activity in over]}


def _line(activity):
    return {"activity": activity, "when": when(activity), "places": places(activity)}
