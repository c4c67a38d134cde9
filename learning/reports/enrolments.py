"""Which enrolments count in a scope, for one measure or for several in one pass."""

from functools import reduce
from operator import or_

from django.db.models import Q

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


def of(measure, scope, among=None, without=(), pool=ITS_OWN):
    """The enrolments that `measure` counts in `scope`. `among` narrows to these activities' ids, `without` leaves some
    out. One query asks for the pool, here as below: no figure is of another moment than its own."""
    return of_any([measure], scope, among, without, pool)[0].filter(CONDITIONS[measure])


def of_any(measures, scope, among=None, without=(), pool=ITS_OWN):
    """(those that any of `measures` may count, {measure: the condition on whom it counts among them}). Who asks for
    several gives the scope's `pool`, so that it is asked for once."""
    pool = Pool.of(scope) if pool is ITS_OWN else pool
    columns = {measure: HAPPENED.get(measure, TOOK_PART) for measure in measures}
    happened = {column: scope.during(column) for column in sorted(set(columns.values()))}
    rows = Enrolment.objects.order_by().filter(
        scope.on_enrolments(), belonging(pool, among, without, *happened.values())
    )
    if not OF_OTHERS.intersection(measures):
        rows = rows.filter(PARTICIPATED)
    if len(happened) == 1 or pool is None or not pool.always_open:
        return rows, {measure: CONDITIONS[measure] for measure in measures}
    dated = ~Q(activity__in=sorted(pool.always_open))
    return rows, {measure: CONDITIONS[measure] & (happened[columns[measure]] | dated) for measure in measures}


def belonging(pool, among=None, without=(), *happened):
    """The condition on an enrolment that its activity is one of the pool, of `among` where given, and not `without`. Of one
    that is always open, one of `happened` holds too, where any is given."""
    if pool is None:
        asked = Q() if among is None else Q(activity__in=among)
        return asked & ~Q(activity__in=without) if without else asked
    pool = pool.narrowed(among, without)
    if not pool.always_open or not happened:
        return Q(activity__in=sorted(pool.dated | pool.always_open))
    if len(happened) == 1:
        # All in one list: so an index that has the day too answers by itself.
        (when,) = happened
        return Q(activity__in=sorted(pool.dated | pool.always_open)) & (when | Q(activity__in=sorted(pool.dated)))
    # Two lists: what no index knows is read from the table, which the database does with both cores.
    return Q(activity__in=sorted(pool.dated)) | Q(activity__in=sorted(pool.always_open)) & reduce(or_, happened)


def through(path, asked):
    """The same condition, asked of what refers to an enrolment by `path`."""
    told = [through(path, one) if isinstance(one, Q) else (f"{path}__{one[0]}", one[1]) for one in asked.children]
    return Q(*told, _connector=asked.connector, _negated=asked.negated)
