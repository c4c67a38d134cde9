from django.db.models import Count, Q
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.log_actions import registry as log_registry

from .. import labels
from ..choices import Role, Status
from ..enrolment.counts import with_tally
from ..models import Activity, Presence, Target
from ..pages import first_draft, register_entry
from . import access, panel_registry


class OverviewView(access.OfOneActivity, WagtailAdminTemplateMixin, TemplateView):
    """The page of one activity: its facts, and what can be done with it."""

    permission = access.LOOK
    page_title = _("Overview")
    template_name = "activities/admin/overview.html"

    def get_activities(self):
        found = Activity.objects.select_related("parent").prefetch_related(
            "sessions", "languages", "themes", "partners__organisation", "targets", "children", "declared_figures"
        )
        return with_tally(found)

    def get_breadcrumbs_items(self):
        items = super().get_breadcrumbs_items()
        return [*items[:-2], {"url": "", "label": self.activity.title}]

    def get_page_subtitle(self):
        return self.activity.title

    @cached_property
    def pages(self):
        return list(first_draft.pages_of(self.activity))

    @property
    def can_edit(self):
        return self.request.user.has_perm("activities.change_activity")

    @cached_property
    def header_buttons(self):
        if not self.can_edit:
            return []
        return [HeaderButton(_("Edit"), url=self.address("edit"), icon_name="edit")]

    @cached_property
    def header_more_buttons(self):
        buttons = [Button(_("History"), url=self.address("history"), icon_name="history", priority=10)]
        if self.can_run:
            buttons += self._ends()
        can_delete = self.request.user.has_perm("activities.delete_activity")
        if can_delete and not self.pages and register_entry.is_unused(self.activity):
            buttons.append(Button(_("Delete"), url=self.address("delete"), icon_name="bin", priority=40))
        return buttons

    def _ends(self):
        status = self.activity.status
        if status == Status.CONFIRMED:
            yield Button(_("Reopen figures"), url=self.address("reopen"), icon_name="lock-open", priority=20)
        elif status != Status.CANCELLED:
            yield Button(_("Confirm figures"), url=self.address("confirm"), icon_name="lock", priority=20)
            yield Button(_("Cancel the activity"), url=self.address("cancel"), icon_name="circle-xmark", priority=30)

    def get_context_data(self, **kwargs):
        activity = self.activity
        finder = AdminURLFinder(self.request.user)
        return {
            **super().get_context_data(**kwargs),
            "figures": self.figures(),
            "facts": labels.facts(activity),
            "sessions": self.sessions(),
            "targets": [(target, self._reached(target)) for target in activity.targets.all()],
            "pages": [(page, finder.get_edit_url(page)) for page in self.pages],
            "can_draft_page": self.can_run and not self.pages and first_draft.place_for(activity, self.request.user),
            "can_run": self.can_run,
            "can_edit": self.can_edit,
            "can_declare": self.request.user.has_perm("activities.add_declaredfigure"),
            "declare_url": reverse("declaredfigure:add") + f"?activity={activity.pk}",
            "panels": [panel for make in panel_registry.registered() if (panel := make(activity, self.request))],
            "last_deeds": log_registry.get_logs_for_instance(activity).select_related("user")[:5],
        }

    def figures(self):
        """List [(number, label, URL of its people)]; the URL is "" for users who may not see people."""
        activity = self.activity
        told = {
            "enrolled": (
                labels.places(activity),
                pgettext_lazy("how many", "enrolled") if activity.capacity is None else _("enrolled / places"),
            ),
            "queueing": (activity.queueing, _("waiting")),
            "took_part": (activity.took_part, pgettext_lazy("how many", "took part")),
            "completed": (activity.completed, pgettext_lazy("how many", "completed")),
            "replayed": (activity.replayed, pgettext_lazy("how many", "watched the recording")),
        }
        people = self.address("participants") if access.may(self.request.user, access.SEE_PEOPLE, activity) else ""
        return [(number, label, people and f"{people}?counted={name}") for name, (number, label) in told.items()]

    def sessions(self):
        """List (session, its start as text); `session.came` is the number of participants with any live presence."""
        live = Q(
            presences__mode=Presence.Mode.LIVE,
            presences__withdrawn_at=None,
            presences__enrolment__role=Role.PARTICIPANT,
        )
        found = self.activity.sessions.annotate(came=Count("presences__enrolment", filter=live, distinct=True))
        return [(session, labels.moment(session.starts_at, session.zone)) for session in found]

    def _reached(self, target):
        """Return the number reached, or None for registrants, whose rules depend on times: the reports count them."""
        return {
            Target.Metric.PARTICIPANTS: self.activity.took_part,
            Target.Metric.COMPLETERS: self.activity.completed,
            Target.Metric.ORGANISATIONS: self.activity.represented,
        }.get(target.metric)
