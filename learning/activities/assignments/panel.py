"""The panel of assignments on an activity's page in the admin."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from ..choices import Status
from . import access as submission_access


class AssignmentsPanel(Component):
    template_name = "activities/admin/assignments_panel.html"

    def __init__(self, activity, may_add, may_run):
        self.activity, self.may_add, self.may_run = activity, may_add, may_run

    def get_context_data(self, parent_context):
        adds = self.may_add and self.activity.status != Status.CANCELLED
        return {
            "assignments": submission_access.assignments_of(self.activity),
            "may_run": self.may_run,
            "add_url": f"{reverse('assignment:add')}?activity={self.activity.pk}" if adds else "",
        }


def assignments_panel(activity, request):
    user = request.user
    if not user.has_perm("activities.view_assignment"):
        return None
    return AssignmentsPanel(activity, user.has_perm("activities.add_assignment"), user.has_perm(submission_access.RUN))
