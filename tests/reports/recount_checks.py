"""What staff are shown of a history, against the recount of its rows."""

from datetime import date

from learning.reports.queries import by_activity, learning_hours, member_engagement
from learning.reports.queries.enrolments import of
from learning.reports.queries.organisations import all_copies_of
from learning.reports.queries.totals import Figures
from learning.reports.scope.scopes import Scope

from .recount import Recount
from .recount_scope import Asked

PERIODS = (
    {"first": date(2025, 1, 1), "last": date(2025, 12, 31)},
    {"first": date(2026, 1, 1), "last": date(2026, 12, 31)},
    {"first": date(2025, 12, 31), "last": date(2026, 1, 1)},
    {"last": date(2025, 12, 30)},
    {"first": date(2026, 1, 2), "action_line": 2},
)


def compare(period, required=()):
    """Every figure of all time and of one period, of the whole and by activity. Returns the recount. `required` are the
    keys of the lessons that courses ask."""
    recount = Recount(required)
    for fields in ({}, period):
        scope, asked = Scope(**fields), Asked(**fields)
        people, participations = by_activity.both_of(scope)
        assert people == recount.figures(asked), fields
        assert participations == recount.figures(asked, per_activity=True), fields
        assert learning_hours.hours_of(scope) == recount.hours(asked), fields
        engagement = member_engagement.engagement(scope, came_for(scope))
        assert (engagement.engaged, engagement.members) == recount.engagement(asked), fields
        assert by_activity.held(scope).count() == recount.held(asked), fields
        _compare_by_activity(recount, fields)
    return recount


def came_for(scope):
    """The ids of the organisations that took part."""
    return {copy.organisation for copy in all_copies_of([of("participants", scope)])}


def _compare_by_activity(recount, fields):
    told = by_activity.figures_by_activity(Scope(**fields))
    for activity in recount.activities:
        asked = Asked(**{**fields, "activity": activity})
        figures = told.get(activity, Figures())
        if recount.activities[activity]["is_aggregate"] and activity not in told:
            # The list of a period has no row for a total that begins in another one; asked alone, it shows its parts.
            figures = by_activity.both_of(Scope(**fields, activity=activity))[0]
        assert figures == recount.figures(asked), (fields, activity)
        assert learning_hours.hours_of(Scope(**fields, activity=activity)) == recount.hours(asked), (fields, activity)


def shown():
    """All that is shown, to see whether something changed it."""
    return [
        (by_activity.both_of(Scope(**fields)), learning_hours.hours_of(Scope(**fields)))
        for fields in ({}, *PERIODS[:2])
    ]
