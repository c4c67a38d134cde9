"""Permissions on one activity, checked by every view about it."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ..models import Activity

LOOK, SEE_PEOPLE, RUN = "activities.view_activity", "activities.see_people", "activities.run_activity"


def may(user, permission, activity):
    """Permissions apply to all activities alike; views check them here, with the activity."""
    return activity is not None and user.has_perm(permission)


class OfOneActivity:
    """Mixin of admin views about the activity with the `pk` of the URL.

    Without the permission, Wagtail redirects to the admin home page.
    """

    permission = RUN
    header_icon = "calendar-alt"

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.activity = get_object_or_404(self.get_activities(), pk=kwargs["pk"])

    def dispatch(self, request, *args, **kwargs):
        if not may(request.user, self.permission, self.activity):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_activities(self):
        return Activity.objects.all()

    def address(self, name, *args):
        return reverse(f"activity:{name}", args=[self.activity.pk, *args])

    @property
    def can_run(self):
        return may(self.request.user, RUN, self.activity)

    def get_breadcrumbs_items(self):
        return [
            *self.breadcrumbs_items,
            {"url": reverse("activity:index"), "label": _("Activities")},
            {"url": self.address("inspect"), "label": self.activity.title},
            {"url": "", "label": self.get_page_title(), "sublabel": self.activity.title},
        ]

    def get_context_data(self, **kwargs):
        return {**super().get_context_data(**kwargs), "activity": self.activity, "tabs": self.tabs()}

    def tabs(self):
        """List [(address, label, is current)] of the views about this activity that the user may open."""
        offered = [
            ("inspect", _("Overview"), LOOK),
            ("participants", _("Participants"), SEE_PEOPLE),
            ("attendance", _("Attendance"), RUN),
            ("invite", _("Enrol colleagues"), RUN),
            ("walk_in", _("Add a walk-in"), RUN),
            ("write", _("Write to participants"), RUN),
        ]
        here = self.request.resolver_match.url_name.split("_of_")[0]
        return [
            (self.address(name), label, name == here)
            for name, label, permission in offered
            if may(self.request.user, permission, self.activity)
        ]
