"""What staff are shown of a history, against the recount of its rows."""

from datetime import date

from learning.reports import engaging, hours, queries
from learning.reports.bodies import all_copies_of
from learning.reports.enrolments import of
from learning.reports.figures import Figures
from learning.reports.scopes import Scope

from .recounting import Recount
from .recounting_scope import Asked

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
        people, participations = queries.both_of(scope)
        assert people == recount.figures(asked), fields
        assert participations == recount.figures(asked, per_activity=True), fields
        assert hours.hours_of(scope) == recount.hours(asked), fields
        engagement = engaging.engagement(scope, came_for(scope))
        assert (engagement.engaged, engagement.members) == recount.engagement(asked), fields
        assert queries.held(scope).count() == recount.held(asked), fields
        _compare_by_activity(recount, fields)
    return recount


def came_for(scope):
    """The ids of the organisations that took part."""
    return {copy.organisation for copy in all_copies_of([of("participants", scope)])}


def _compare_by_activity(recount, fields):
    told = queries.figures_by_activity(Scope(**fields))
    for activity in recount.activities:
        asked = Asked(**{**fields, "activity": activity})
        figures = told.get(activity, Figures())
        if recount.activities[activity]["is_aggregate"] and activity not in told:
            # The list of a period has no row for a total that begins in another one; asked alone, it shows its parts.
            figures = queries.both_of(Scope(**fields, activity=activity))[0]
        assert figures == recount.figures(asked), (fields, activity)
        assert hours.hours_of(Scope(**fields, activity=activity)) == recount.hours(asked), (fields, activity)


def shown():
    """All that is shown, to see whether something changed it."""
    return [(queries.both_of(Scope(**fields)), hours.hours_of(Scope(**fields))) for fields in ({}, *PERIODS[:2])]
