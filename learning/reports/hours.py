"""Learning hours: each moment that a person was there live once, plus the nominal minutes of the lessons they completed."""

from collections import defaultdict
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q, Sum

from learning.activities.attending import time_there
from learning.activities.models import CompletedStep, Enrolment, Presence

from .conditions import PARTICIPATED
from .enrolments import ITS_OWN, belonging, through
from .once_each import twins
from .pools import Pool

NOTHING = timedelta()
TENTH = Decimal("0.1")


def hours_of(scope, without=(), pool=ITS_OWN):
    """The hours of the scope as a whole, to one decimal. Six queries at most."""
    pool = Pool.of(scope) if pool is ITS_OWN else pool
    # What is always open has no sessions to come to; of its lessons those count that were done in the period.
    dated = belonging(pool and pool.of_dates, None, without)
    took_part = scope.on_enrolments() & PARTICIPATED
    rows = Enrolment.objects.filter(took_part)
    kept = rows.filter(dated).aggregate(live=Sum("live_time"), lessons=Sum("lesson_minutes"))
    live, minutes = kept["live"] or NOTHING, kept["lessons"] or 0
    if pool and pool.always_open:
        of_courses = took_part & Q(activity__in=sorted(pool.always_open.difference(without)))
        minutes += _lessons_of_the_period(scope, of_courses)
    # Two rows of one person in one activity each have their time: what they have in common is taken away again.
    joined = twins(rows.filter(belonging(pool, None, without)))
    return in_hours(live - _twice_there(joined) + timedelta(minutes=minutes - _twice_learned(scope, pool, joined)))


def _lessons_of_the_period(scope, enrolled):
    done = CompletedStep.objects.filter(scope.during("completed_at"), through("enrolment", enrolled)).order_by()
    return done.aggregate(total=Sum("minutes"))["total"] or 0


def in_hours(length):
    return (Decimal(length // timedelta(seconds=1)) / 3600).quantize(TENTH, ROUND_HALF_UP)


def _twice_there(joined):
    """The time too much that two rows of one person were there live at once. One query."""
    there = defaultdict(list)
    standing = Presence.objects.filter(enrolment__in=list(joined), mode=Presence.Mode.LIVE, withdrawn_at=None)
    for presence in standing.select_related("session"):
        there[joined[presence.enrolment_id]].append(presence)
    return sum((_apart(presences) - time_there(presences) for presences in there.values()), NOTHING)


def _apart(presences):
    by_row = defaultdict(list)
    for presence in presences:
        by_row[presence.enrolment_id].append(presence)
    return sum(map(time_there, by_row.values()), NOTHING)


def _twice_learned(scope, pool, joined):
    """The minutes too many of lessons that two rows of one person did: the longer counts."""
    dated = [pk for pk, (activity, _who) in joined.items() if pool is None or activity in pool.dated]
    steps = CompletedStep.objects.filter(
        scope.during("completed_at") | Q(enrolment__in=dated), enrolment__in=list(joined)
    )
    done = defaultdict(list)
    for enrolment, step, minutes in steps.order_by().values_list("enrolment", "step_key", "minutes"):
        done[*joined[enrolment], step].append(minutes)
    return sum(sum(minutes) - max(minutes) for minutes in done.values())
