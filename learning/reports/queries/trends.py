"""Numbers of participants and completers by year, quarter or month."""

from collections import Counter

from django.db.models import Count, Value

from ..measures.bit_flags import one_of
from ..measures.conditions import DAY_COMPLETED
from .activity_pools import Pool
from .calendar_periods import Calendar, start_of
from .distinct_people import people_told
from .enrolments import of
from .organisations import came_by

MEASURES = ("participations", "people", "organisations", "completions")
# Stretches counted in one pass: each is a column of its own.
AT_ONCE = 40


def numbers(scope, step):
    """{first day of a stretch: {measure: number}} of those with anybody in them. Four queries for forty stretches, and
    ten more."""
    calendar, pool = Calendar.of(scope, step), Pool.uncovered(scope)
    completions = _completions(of("completers", scope, pool), calendar)
    starts = calendar.starts(*(start for start, _activity in completions))
    covered = _covered(scope, pool, calendar, starts)
    found = {}
    for first in range(0, len(starts), AT_ONCE):
        found |= _came(scope, pool, {start: covered[start] for start in starts[first : first + AT_ONCE]}, calendar)
    for told in found.values():
        told["completions"] = 0
    for (start, activity), number in completions.items():
        found[start]["completions"] += 0 if activity in covered[start] else number
    return {start: told for start, told in found.items() if any(told.values())}


def _covered(scope, pool, calendar, starts):
    """{first day of a stretch: ids of the activities that declared figures of it cover}. Three queries."""
    stretches = [scope.within(calendar.stretch(start)) for start in starts]
    pools = zip(starts, Pool.of_each(stretches), strict=True)
    return {start: {one for one in of_it.named if pool.has(one) and not of_it.has(one)} for start, of_it in pools}


def _came(scope, pool, covered, calendar):
    starts = list(covered)
    within = {start: calendar.within(start, covered[start]) for start in starts}
    by_person = of("participants", scope, pool, by_person=True)
    people = people_told(by_person, one_of(within.values()), starts)
    organisations, participations = came_by(of("participants", scope, pool), within)
    return {
        start: {
            "participations": participations[start],
            "people": people[start],
            "organisations": organisations[start],
        }
        for start in starts
    }


def _completions(rows, calendar):
    """Counter of who completed, of `rows`, once per activity, by the stretch in which that stands and by activity. Two
    queries."""
    found = Counter()
    dated = rows.filter(activity__in=calendar.begins).values_list("activity").annotate(number=Count(Value(1)))
    for activity, number in dated:
        found[calendar.begins[activity], activity] += number
    open_ones = rows.filter(activity__in=calendar.always_open)
    days = open_ones.annotate(day=DAY_COMPLETED).values_list("day", "activity")
    for day, activity, number in days.annotate(number=Count(Value(1))):
        found[start_of(day, calendar.step), activity] += number
    return found
