"""On an activity's page in the admin: the way to its report."""

from django.urls import reverse
from wagtail.admin.ui.components import Component

from .permissions import SEE_ACTIVITIES


class ReportPanel(Component):
    template_name = "reports/screens/panel.html"

    def __init__(self, activity):
        self.activity = activity

    def get_context_data(self, parent_context):
        return {"url": reverse("reports:activity", args=[self.activity.pk])}


def report_panel(activity, request):
    return ReportPanel(activity) if request.user.has_perm(SEE_ACTIVITIES) else None
