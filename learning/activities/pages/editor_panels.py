"""A panel of the page editor with the page's activity, and the link to it."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from ..enrolment.counts import with_tally
from ..labels import facts_in_short
from ..models import Activity


class ActivityPanel(Panel):
    """Read-only facts of the activity.

    Dates, places and people are edited under Activities, so that an old revision of the page can't undo them.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"heading": _("Activity"), "icon": "calendar-alt", **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "activities/admin/page_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            page = self.instance.alias_of or self.instance
            found = with_tally(Activity.objects.prefetch_related("sessions")).filter(key=page.translation_key)
            activity = found.first() if page.pk else None
            may_look = self.request.user.has_perm("activities.view_activity")
            return {
                **context,
                "activity": activity,
                "facts": facts_in_short(activity) if activity else [],
                "url": reverse("activity:inspect", args=[activity.pk]) if activity and may_look else "",
            }
