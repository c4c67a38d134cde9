"""Learning hours: each moment that a person was there live once, plus the nominal minutes of the lessons they completed."""

from collections import defaultdict
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q, Sum

from learning.activities.attending import time_there
from learning.activities.models import CompletedStep, Enrolment, Presence

from .conditions import PARTICIPATED
from .enrolments import belonging, through
from .once_each import twins
from .pools import Pool
from .telling import Part, around

NOTHING = timedelta()
TENTH = Decimal("0.1")


def hours_of(scope):
    """The hours of the scope as a whole, to one decimal. Eight queries at most."""
    return hours_in([Part(scope, Pool.of(scope), ("participants",))])[0]


def hours_in(parts):
    """The hours of each of `parts`, whose scopes narrow to the same enrolments. As many queries, whatever their number."""
    every = around(parts)
    kept, lessons = _kept(parts, every), _lessons_of_the_periods(parts, every)
    joined = twins(Enrolment.objects.filter(_took_part(every), belonging(every.pool)))
    there, done = _presences(joined), _steps(joined)
    # Two rows of one person in one activity each have their time: what they have in common is taken away again.
    return [
        in_hours(live - _twice_there(part, there) + timedelta(minutes=minutes + more - _twice_learned(part, done)))
        for part, (live, minutes), more in zip(parts, kept, lessons, strict=True)
    ]


def _took_part(part):
    return part.scope.on_enrolments() & PARTICIPATED


def _kept(parts, every):
    """[(time there live, minutes of lessons)] of what has dates, in each part: its enrolments keep them. One query."""
    sums = {}
    for place, part in enumerate(parts):
        # Of a single part every row counts.
        condition = part.of_dates() if len(parts) > 1 else None
        sums[f"live_{place}"] = Sum("live_time", filter=condition)
        sums[f"minutes_{place}"] = Sum("lesson_minutes", filter=condition)
    told = Enrolment.objects.filter(_took_part(every), every.of_dates()).aggregate(**sums)
    return [(told[f"live_{place}"] or NOTHING, told[f"minutes_{place}"] or 0) for place in range(len(parts))]


def _lessons_of_the_periods(parts, every):
    """[minutes] of the lessons of what is always open, which have no sessions beside them: those done in the period. One
    query; none where nothing is always open."""
    if not every.always_open:
        return [0] * len(parts)
    theirs = _took_part(every) & Q(activity__in=sorted(every.always_open))
    done = CompletedStep.objects.order_by().filter(every.scope.during("completed_at"), through("enrolment", theirs))
    sums = {}
    for place, part in enumerate(parts):
        asked = part.scope.during("completed_at")
        if part.always_open != every.always_open:
            asked &= Q(enrolment__activity__in=sorted(part.always_open))
        sums[f"minutes_{place}"] = Sum("minutes", filter=asked)
    told = done.aggregate(**sums)
    return [told[f"minutes_{place}"] or 0 for place in range(len(parts))]


def in_hours(length):
    return (Decimal(length // timedelta(seconds=1)) / 3600).quantize(TENTH, ROUND_HALF_UP)


def _presences(joined):
    """{(activity, who): presences live} of rows that are two of one person. One query."""
    there = defaultdict(list)
    standing = Presence.objects.filter(enrolment__in=list(joined), mode=Presence.Mode.LIVE, withdrawn_at=None)
    for presence in standing.select_related("session"):
        there[joined[presence.enrolment_id]].append(presence)
    return there


def _twice_there(part, there):
    """The time too much that two rows of one person were there live at once."""
    twice = (
        _apart(presences) - time_there(presences) for (activity, _who), presences in there.items() if part.has(activity)
    )
    return sum(twice, NOTHING)


def _apart(presences):
    by_row = defaultdict(list)
    for presence in presences:
        by_row[presence.enrolment_id].append(presence)
    return sum(map(time_there, by_row.values()), NOTHING)


def _steps(joined):
    """{(activity, who, lesson): [(when, minutes)]} of rows that are two of one person. One query."""
    done = defaultdict(list)
    steps = CompletedStep.objects.filter(enrolment__in=list(joined)).order_by()
    for enrolment, step, *told in steps.values_list("enrolment", "step_key", "completed_at", "minutes"):
        done[*joined[enrolment], step].append(told)
    return done


def _twice_learned(part, done):
    """The minutes too many of lessons that two rows of one person did: the longer counts."""
    twice = 0
    for (activity, *_of_whom), steps in done.items():
        minutes = [length for moment, length in steps if part.has(activity, moment)]
        twice += sum(minutes) - max(minutes, default=0)
    return twice
