"""Learning hours: each moment that a person was there live once, plus the nominal minutes of the lessons they completed."""

from collections import defaultdict
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q, Sum

from learning.activities.models import CompletedStep, Enrolment
from learning.activities.querysets import DayThere

from ..measures.conditions import PARTICIPATED
from .activity_pools import Pool
from .enrolments import through
from .measures_of_enrolment import MeasuredScope, around

NOTHING = timedelta()
OF_STEP = "enrolment__activity"
TENTH = Decimal("0.1")


def hours_of(scope):
    """The hours of the scope as a whole, to one decimal. Six queries at most."""
    return hours_in([MeasuredScope(scope, Pool.of(scope), ("participants",))])[0]


def hours_in(parts):
    """The hours of each of `parts`, whose scopes narrow to the same enrolments. As many queries, whatever their number."""
    every = around(parts)
    kept, lessons = _kept(parts, every), _lessons_of_the_periods(parts, every)
    others = _steps_of_joined_rows(every)
    return [
        in_hours(live + timedelta(minutes=minutes + more + _learned_by_other_rows(part, others)))
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
    done = CompletedStep.objects.order_by().filter(
        every.scope.during("completed_at", OF_STEP), through("enrolment", theirs)
    )
    done = done.filter(enrolment__merged_into=None)
    sums = {}
    for place, part in enumerate(parts):
        asked = part.scope.during("completed_at", OF_STEP)
        if part.always_open != every.always_open:
            asked &= Q(enrolment__activity__in=sorted(part.always_open))
        sums[f"minutes_{place}"] = Sum("minutes", filter=asked)
    told = done.aggregate(**sums)
    return [told[f"minutes_{place}"] or 0 for place in range(len(parts))]


def in_hours(length):
    return (Decimal(length // timedelta(seconds=1)) / 3600).quantize(TENTH, ROUND_HALF_UP)


def _steps_of_joined_rows(every):
    """{(activity, leading row, lesson): [(row, day, minutes)]} of people who are several rows in what is always open.
    At most two queries; none where nothing is always open."""
    if not every.always_open:
        return {}
    theirs = _took_part(every) & Q(activity__in=sorted(every.always_open))
    rows = Enrolment.all_rows.filter(through("merged_into", theirs), merged_into__isnull=False).order_by()
    leads = dict(rows.values_list("pk", "merged_into"))
    leads.update((lead, lead) for lead in set(leads.values()))
    done = defaultdict(list)
    steps = (
        CompletedStep.objects.filter(enrolment__in=list(leads)).order_by() if leads else CompletedStep.objects.none()
    )
    steps = steps.annotate(day=DayThere("completed_at", f"{OF_STEP}__time_zone"))
    for row, activity, step, *told in steps.values_list("enrolment", OF_STEP, "step_key", "day", "minutes"):
        done[activity, leads[row], step].append((row, *told))
    return done


def _learned_by_other_rows(part, done):
    """Minutes of lessons beyond those of the leading rows: of each lesson the longest that a person did counts."""
    more = 0
    for (activity, lead, _step), steps in done.items():
        within = [(row, minutes) for row, day, minutes in steps if part.has(activity, day)]
        counted = sum(minutes for row, minutes in within if row == lead)
        more += max((minutes for _row, minutes in within), default=0) - counted
    return more
