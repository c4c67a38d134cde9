"""Enrolments that count in a scope, for one measure or for several in one pass."""

from functools import reduce
from operator import or_

from django.db.models import F, Q

from learning.activities.models import Enrolment

from ..measures.conditions import CONDITIONS, PARTICIPATED
from .activity_pools import Pool

# In an always-open course each figure belongs to the days in which it happened: of all others, in which someone took part.
TOOK_PART = "participated_on"
HAPPENED = {
    "registrants": "enrolled_at",
    "attended": "enrolled_at",
    "registered_completers": "enrolled_at",
    "replay_registrants": "enrolled_at",
    "completers": "completed_at",
    "replay_completers": "completed_at",
    "replays": "replayed_on",
}
# What others than participants are counted by.
OF_OTHERS = {*HAPPENED, "expected", "attendees", "starters"}


def of(measure, scope, pool=None, *, by_person=False):
    """The enrolments that `measure` counts in `scope`. Three queries ask for the scope's `pool` where it is not given."""
    rows, asked = of_any([measure], scope, pool, by_person=by_person)
    return rows.filter(asked[measure])


def of_halves(measure, scope, pool=None):
    """[the same rows] in two parts where some activities have dates and others are always open: of these an index that
    knows the day too finds those of the period, and no other is read."""
    return [of(measure, scope, half) for half in (pool or Pool.of(scope)).halves]


def of_any(measures, scope, pool=None, *, by_person=False):
    """(those that any of `measures` may count, {measure: the condition on whom it counts among them}). Who asks for
    several gives the scope's `pool`, so that it is asked for once.

    Who groups participations `by_person` reads them in that order: the database would rather look them up by activity, and
    then put a hundred thousand persons in heaps, which takes twice as long. So it isn't told that an index knows activities.
    """
    pool = (pool or Pool.of(scope)).measured(measures)
    columns = {measure: HAPPENED.get(measure, TOOK_PART) for measure in measures}
    happened = {column: scope.during(column) for column in sorted(set(columns.values()))}
    rows, column = Enrolment.objects.order_by(), "activity"
    if OF_OTHERS.isdisjoint(measures):
        rows = rows.filter(PARTICIPATED)
        if by_person:
            rows, column = rows.alias(unindexed=F("activity_id") + 0), "unindexed"
    rows = rows.filter(scope.on_enrolments(), belonging(pool, *happened.values(), column=column))
    return rows, {measure: CONDITIONS[measure] & _when(measure, pool, happened) for measure in measures}


def _when(measure, pool, happened):
    """The condition on a row of any of several measures that this one counts it."""
    asked = Q()
    if measure != "registrants" and pool.registering:
        asked &= ~Q(activity__in=sorted(pool.registering))
    if len(happened) > 1 and pool.always_open:
        dated = ~Q(activity__in=sorted(pool.always_open))
        asked &= happened[HAPPENED.get(measure, TOOK_PART)] | dated
    return asked


def belonging(pool, *happened, column="activity"):
    """The condition on an enrolment that its activity is one of the pool. Of one that is always open, one of `happened`
    holds too, where any is given."""

    def is_one_of(activities):
        return Q(**{f"{column}__in": sorted(activities)})

    if pool.dated is None:
        return ~is_one_of(pool.left_out) if pool.left_out else Q()
    every = pool.dated | pool.always_open
    if not pool.always_open or not happened:
        return is_one_of(every)
    if len(happened) == 1:
        # All in one list: so an index that has the day too answers by itself.
        (when,) = happened
        return is_one_of(every) & (when | is_one_of(pool.dated))
    # Two lists: what no index knows is read from the table, which the database does with both cores.
    return is_one_of(pool.dated) | is_one_of(pool.always_open) & reduce(or_, happened)


def through(path, asked):
    """The same condition, asked of what refers to an enrolment by `path`."""
    told = [through(path, one) if isinstance(one, Q) else (f"{path}__{one[0]}", one[1]) for one in asked.children]
    return Q(*told, _connector=asked.connector, _negated=asked.negated)
