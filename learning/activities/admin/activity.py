from django.urls import path
from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet

from ..models import Activity
from .activity_closing import CancelView, ConfirmFiguresView, DraftPageView, ReopenView
from .activity_edit import ActivityCreateView, ActivityDeleteView, ActivityEditView
from .activity_list import ActivityIndexView
from .activity_panels import ACTIVITY_PANELS
from .attendance import AttendanceView
from .invitations import InviteView, WalkInView
from .officer_message import WriteView
from .overview import OverviewView
from .participants import ParticipantsView


class ActivityViewSet(ModelViewSet):
    """Admin of the register of activities: list, overview of each activity, and actions on its people."""

    model = Activity
    name = "activity"
    url_prefix = "activities"
    icon = "calendar-alt"
    menu_label = _("Activities")
    index_view_class = ActivityIndexView
    add_view_class = ActivityCreateView
    edit_view_class = ActivityEditView
    delete_view_class = ActivityDeleteView
    edit_handler = ACTIVITY_PANELS
    inspect_view_enabled = True
    copy_view_enabled = False

    def get_urlpatterns(self):
        inspect = self.construct_view(OverviewView)
        return [
            *[pattern for pattern in super().get_urlpatterns() if pattern.name != "inspect"],
            path("<int:pk>/", inspect, name="inspect"),
            path("<int:pk>/participants/", self.people(), name="participants"),
            path("<int:pk>/participants/results/", self.people(results_only=True), name="participants_of_results"),
            path("<int:pk>/attendance/", AttendanceView.as_view(), name="attendance"),
            path("<int:pk>/attendance/<int:session>/", AttendanceView.as_view(), name="attendance_of_session"),
            path("<int:pk>/enrol/", InviteView.as_view(), name="invite"),
            path("<int:pk>/walk-in/", WalkInView.as_view(), name="walk_in"),
            path("<int:pk>/write/", WriteView.as_view(), name="write"),
            path("<int:pk>/cancel/", CancelView.as_view(), name="cancel"),
            path("<int:pk>/confirm/", ConfirmFiguresView.as_view(), name="confirm"),
            path("<int:pk>/reopen/", ReopenView.as_view(), name="reopen"),
            path("<int:pk>/page/", DraftPageView.as_view(), name="draft_page"),
        ]

    def people(self, **kwargs):
        return ParticipantsView.as_view(**kwargs)
