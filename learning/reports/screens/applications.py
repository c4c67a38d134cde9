from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.activities.labels import when
from learning.activities.models import Activity

from ..queries.application_outcomes import FUNNEL, funnels
from ..scope.scopes import Scope
from . import charts
from .columns import NameColumn, NumberColumn, number
from .filters import RegionsFilterSet
from .screen import Screen, Total

LABELS = {
    "applied": gettext_lazy("Applied"),
    "undecided": gettext_lazy("Undecided"),
    "declined": gettext_lazy("Declined"),
    "waiting": gettext_lazy("Waiting"),
    "withdrawn": gettext_lazy("Withdrew"),
    "chosen": gettext_lazy("Enrolled"),
    "came": gettext_lazy("Came"),
    "completed": gettext_lazy("Completed"),
}


@dataclass
class Call:
    """An activity to which people applied: what became of them."""

    activity: Activity
    steps: dict
    scope: Scope

    def __getattr__(self, name):
        if name in FUNNEL:
            return self.steps[name]
        raise AttributeError(name)

    @property
    def name(self):
        return self.activity.title

    @property
    def note(self):
        return when(self.activity)

    @property
    def url(self):
        return reverse("reports:activity", args=[self.activity.pk])


def calls(scope):
    """[Call], each activity with at least one application. Four queries."""
    found = funnels(scope)
    activities = Activity.objects.filter(pk__in=found).prefetch_related("sessions")
    return [Call(activity, found[activity.pk], scope.narrowed(activity=activity.pk)) for activity in activities]


class ApplicationsView(Screen):
    """From an application to a completed activity."""

    page_title = gettext_lazy("Applications")
    header_icon = "form"
    index_url_name = "reports:applications"
    index_results_url_name = "reports:applications_results"
    filterset_class = RegionsFilterSet
    is_searchable = True
    search_fields = ["name"]
    default_ordering = "-applied"
    nothing_yet = gettext_lazy("No one has applied to an activity yet.")
    introduction = gettext_lazy(
        "Who applied stands now as undecided, declined, waiting, withdrawn or enrolled. Came and completed are of all who "
        "applied. Totals add up the activities: one person who applied twice is two applications."
    )

    @cached_property
    def calls(self):
        return calls(self.scope)

    def get_rows(self):
        return self.calls

    @cached_property
    def columns(self):
        numbers = [NumberColumn(step, rule="applications", label=label, measure=step) for step, label in LABELS.items()]
        return [NameColumn("name", _("Activity"), width="30%"), *numbers]

    def get_pictures(self):
        """Applications of all activities together, to the end."""
        steps = [(str(LABELS[step]), self.sum_of(step)) for step in ("applied", "chosen", "came", "completed")]
        return [charts.funnel(_("From an application to the end"), steps)]

    def sum_of(self, step):
        return sum(call.steps[step] for call in self.calls)

    def get_totals(self):
        return [
            Total(
                number(self.sum_of(step)),
                str(label).lower(),
                "applications",
                self.people_url(step, self.scope),
            )
            for step, label in LABELS.items()
        ]
