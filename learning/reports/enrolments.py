"""Which enrolments count in a scope, for one measure or for several in one pass."""

from functools import reduce
from operator import or_

from django.db.models import F, Q

from learning.activities.models import Enrolment

from .conditions import CONDITIONS, PARTICIPATED
from .pools import Pool

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
ITS_OWN = object()
# What others than participants are counted by.
OF_OTHERS = {*HAPPENED, "expected", "attendees", "starters"}


def of(measure, scope, among=None, without=(), pool=ITS_OWN, *, by_person=False):
    """The enrolments that `measure` counts in `scope`. `among` narrows to these activities' ids, `without` leaves some
    out. One query asks for the pool, here as below: no figure is of another moment than its own."""
    rows, _asked = of_any([measure], scope, among, without, pool, by_person=by_person)
    return rows.filter(CONDITIONS[measure])


def of_halves(measure, scope, among=None, without=(), pool=ITS_OWN):
    """[the same rows] in two parts where some activities have dates and others are always open: of these an index that
    knows the day too finds those of the period, and no other is read."""
    pool = Pool.of(scope) if pool is ITS_OWN else pool
    return [of(measure, scope, among, without, half) for half in (pool.halves if pool else [pool])]


def of_any(measures, scope, among=None, without=(), pool=ITS_OWN, *, by_person=False):
    """(those that any of `measures` may count, {measure: the condition on whom it counts among them}). Who asks for
    several gives the scope's `pool`, so that it is asked for once.

    Who groups participations `by_person` reads them in that order: the database would rather look them up by activity, and
    then put a hundred thousand persons in heaps, which takes twice as long. So it isn't told that an index knows activities.
    """
    pool = Pool.of(scope) if pool is ITS_OWN else pool
    columns = {measure: HAPPENED.get(measure, TOOK_PART) for measure in measures}
    happened = {column: scope.during(column) for column in sorted(set(columns.values()))}
    rows, column = Enrolment.objects.order_by(), "activity"
    if OF_OTHERS.isdisjoint(measures):
        rows = rows.filter(PARTICIPATED)
        if by_person:
            rows, column = rows.alias(unindexed=F("activity_id") + 0), "unindexed"
    rows = rows.filter(scope.on_enrolments(), belonging(pool, among, without, *happened.values(), column=column))
    if len(happened) == 1 or pool is None or not pool.always_open:
        return rows, {measure: CONDITIONS[measure] for measure in measures}
    dated = ~Q(activity__in=sorted(pool.always_open))
    return rows, {measure: CONDITIONS[measure] & (happened[columns[measure]] | dated) for measure in measures}


def belonging(pool, among=None, without=(), *happened, column="activity"):
    """The condition on an enrolment that its activity is one of the pool, of `among` where given, and not `without`. Of one
    that is always open, one of `happened` holds too, where any is given."""

    def is_one_of(activities):
        return Q(**{f"{column}__in": sorted(activities)})

    if pool is None:
        asked = Q() if among is None else is_one_of(among)
        return asked & ~is_one_of(without) if without else asked
    pool = pool.narrowed(among, without)
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
