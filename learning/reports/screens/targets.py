from collections import defaultdict
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from learning.activities.choices import Status
from learning.activities.labels import when
from learning.activities.models import Target

from ..queries import declared_figures
from ..queries.activity_pools import Pool
from ..queries.by_activity import figures_by_activity
from ..queries.totals import Figures
from ..scope.scopes import Scope
from ..sentences.comparison import change
from .columns import ChangeColumn, NameColumn, NumberColumn, TextColumn, number, signed
from .filters import ScopeFilterSet, choice
from .screen import Screen, Total


class TargetsFilterSet(ScopeFilterSet):
    metric = choice(gettext_lazy("What"), Target.Metric.choices)


class ReachedColumn(NumberColumn):
    """Its people are those of the row's own measure."""

    def get_cell_context_data(self, instance, parent_context):
        context = super().get_cell_context_data(instance, parent_context)
        if context["raw_value"]:
            context["url"] = parent_context["table"].screen.people_url(instance.metric_code, instance.scope)
        return context


@dataclass
class Aim:
    """A target beside what was reached; `actual` is None while the activity is still to come."""

    target: Target
    actual: int | None
    scope: Scope
    # Whether it is among the totals.
    is_added: bool = True

    @property
    def name(self):
        return self.target.activity.title

    @property
    def note(self):
        return when(self.target.activity)

    @property
    def url(self):
        return reverse("reports:activity", args=[self.target.activity_id])

    @property
    def metric_code(self):
        return self.target.metric

    @property
    def metric(self):
        return str(self.target.get_metric_display())

    @property
    def aim(self):
        return self.target.value

    @property
    def difference(self):
        """(actual − target) ÷ target in per cent; None where the target is 0 or the activity is to come."""
        return change(self.actual, self.target.value)


def aims(scope):
    """[Aim] of activities that were not cancelled. Fourteen queries, and as many again where there are aggregates."""
    activities = scope.activities().exclude(status=Status.CANCELLED).values("pk")
    targets = Target.objects.filter(activity__in=activities).select_related("activity").order_by("activity", "pk")
    targets = list(targets.prefetch_related("activity__sessions"))
    metrics = {target.metric for target in targets}
    keys = {target.activity_id for target in targets}
    figures, counted = figures_by_activity(scope, keys, metrics), Pool.of(scope)
    declared = declared_figures.of_themselves(scope, keys)
    return [
        Aim(
            target,
            _actual(target, figures, declared) if _is_due(target.activity) else None,
            scope.narrowed(activity=target.activity_id),
            is_added=counted.has(target.activity_id) or target.activity_id in declared,
        )
        for target in targets
    ]


def _actual(target, figures, declared):
    """What was counted; where a figure declared of the activity covers it, its participants are what is declared."""
    if target.activity_id not in declared:
        return getattr(figures.get(target.activity_id, Figures()), target.metric)
    return int(declared[target.activity_id].value) if target.metric == Target.Metric.PARTICIPANTS else None


def _is_due(activity):
    return activity.has_started or activity.is_self_paced


def sums(rows):
    """{metric: (target, actual)} of what is due, added up over activities as the targets are. Aggregates and what a
    declared figure of another activity covers are not added."""
    found = defaultdict(lambda: (0, 0))
    for row in rows:
        if row.actual is not None and row.is_added:
            target, actual = found[row.metric_code]
            found[row.metric_code] = (target + row.aim, actual + row.actual)
    return {metric: found[metric] for metric in Target.Metric.values if metric in found}


class TargetsView(Screen):
    """What was aimed at, what was reached, and by how much it was missed or passed."""

    page_title = gettext_lazy("Targets and what was reached")
    header_icon = "tick-inverse"
    index_url_name = "reports:targets"
    index_results_url_name = "reports:targets_results"
    filterset_class = TargetsFilterSet
    is_searchable = True
    search_fields = ["name"]
    default_ordering = "name"
    nothing_yet = gettext_lazy("No activity has a target yet. Targets are set on the form of an activity.")
    introduction = gettext_lazy(
        "(Reached − target) ÷ target. Totals add up the activities that have begun, as their targets are added up; one "
        "still to come stands in the table without a result."
    )

    @cached_property
    def rows(self):
        metric = self.filters.asked.get("metric")
        return [row for row in aims(self.scope) if not metric or row.metric_code == metric]

    def get_rows(self):
        return self.rows

    @cached_property
    def columns(self):
        return [
            NameColumn("name", _("Activity"), width="35%"),
            TextColumn("metric", _("What")),
            NumberColumn("aim", rule="targets", label=_("Target")),
            ReachedColumn("actual", rule="targets", label=_("Reached")),
            ChangeColumn("difference", rule="targets", label=_("Difference, %")),
        ]

    def get_totals(self):
        return [
            Total(
                signed(change(actual, target)),
                _("%(what)s: %(actual)s of %(target)s")
                % {"what": Target.Metric(metric).label, "actual": number(actual), "target": number(target)},
                "targets",
            )
            for metric, (target, actual) in sums(self.rows).items()
        ]
