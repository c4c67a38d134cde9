"""The report of one activity: all figures that its page shows."""

from dataclasses import dataclass

from learning.activities.models import Activity, Target
from learning.people.models import Organisation
from learning.reports.monthly_tables.published_answers import published_answers
from learning.reports.queries import breakdowns, declared_figures
from learning.reports.queries.activity_pools import Pool
from learning.reports.queries.by_activity import figures_by_activity
from learning.reports.queries.learning_hours import hours_in
from learning.reports.queries.measures_of_enrolment import MeasuredScope
from learning.reports.queries.totals import Figures
from learning.reports.scope.scopes import Scope


@dataclass(frozen=True)
class Represented:
    """An organisation that people came for. One that joined in between stands twice: as non-member, as member."""

    organisation: Organisation
    is_member: bool
    people: int


@dataclass(frozen=True)
class ActivityReport:
    activity: Activity
    scope: Scope
    figures: Figures
    hours: object
    tally: breakdowns.Tally
    by_region: dict
    by_country: dict
    came: dict
    organisations: list
    answers: breakdowns.Answers
    published_answers: breakdowns.Answers
    roles: dict
    declared: list
    declared_heads: declared_figures.Declared

    @property
    def expected(self):
        """How many were aimed at: participants or, where nobody said, registrants; None where nobody said either."""
        aims = {target.metric: target.value for target in self.activity.targets.all()}
        return aims.get(Target.Metric.PARTICIPANTS, aims.get(Target.Metric.REGISTRANTS))

    @property
    def covered_by(self):
        """Declared figures that already include this activity: it is not counted beside them."""
        return [figure for figure in self.activity.covered_by.all() if figure.is_platform_metric]


def report_on(activity, scope):
    """Thirty-two queries, whatever the number of people."""
    pool = Pool.of(scope)
    tables = breakdowns.tables(scope, "region", "country", pool=pool)
    return ActivityReport(
        activity,
        scope,
        figures_by_activity(scope).get(activity.pk, Figures()),
        hours_in([MeasuredScope(scope, pool, ("participants",))])[0] or 0,
        tables.whole,
        tables.by["region"],
        tables.by["country"],
        tables.came,
        _organisations(tables.represented),
        breakdowns.answers_of(scope),
        published_answers(activity),
        breakdowns.roles_of(activity, scope),
        declared_figures.figures_of([activity.pk]).get(activity.pk, []),
        declared_figures.heads_in(scope, pool),
    )


def _organisations(represented):
    bodies = Organisation.objects.in_bulk({body for body, _is_member in represented})
    found = [Represented(bodies[body], is_member, people) for (body, is_member), people in represented.items()]
    return sorted(found, key=lambda one: (-one.people, one.organisation.folded, one.is_member))


def activities():
    """With what the page looks at."""
    looked_at = ("sessions", "targets", "partners__organisation", "covered_by")
    return Activity.objects.prefetch_related(*looked_at)
