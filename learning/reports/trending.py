"""How many took part and completed, stretch of time by stretch: years, quarters or months."""

from collections import Counter

from django.db.models import Count, Value

from .bits import one_of
from .bodies import came_by
from .calendars import Calendar, start_of
from .conditions import DAY_COMPLETED, WHO
from .enrolments import of
from .once_each import OF_SEVERAL, people_told
from .pools import Pool

MEASURES = ("participations", "people", "organisations", "completions")
# Stretches counted in one pass: each is a column of its own.
AT_ONCE = 40


def numbers(scope, step):
    """{first day of a stretch: {measure: number}} of those with anybody in them. Four queries for forty stretches, and
    four more."""
    calendar, pool = Calendar.of(scope, step), Pool.of(scope)
    completions = _completions(of("completers", scope, pool=pool), calendar)
    starts = calendar.starts(*completions)
    found = {}
    for first in range(0, len(starts), AT_ONCE):
        found |= _came(scope, pool, calendar, starts[first : first + AT_ONCE])
    for start, told in found.items():
        told["completions"] = completions[start]
    return {start: told for start, told in found.items() if any(told.values())}


def _came(scope, pool, calendar, starts):
    within = {start: calendar.within(start) for start in starts}
    by_person = of("participants", scope, pool=pool, by_person=True)
    people, too_many = people_told(by_person, one_of(within.values()), starts)
    organisations, participations = came_by(of("participants", scope, pool=pool), within)
    participations -= too_many
    return {
        start: {
            "participations": participations[start],
            "people": people[start],
            "organisations": organisations[start],
        }
        for start in starts
    }


def _completions(rows, calendar):
    """Counter of who completed, of `rows`, once per activity, by the stretch in which that stands. Three queries."""
    found = Counter()
    dated = rows.filter(activity__in=calendar.begins).values_list("activity").annotate(number=Count(Value(1)))
    for activity, number in dated:
        found[calendar.begins[activity]] += number
    open_ones = rows.filter(activity__in=calendar.always_open)
    days = open_ones.annotate(day=DAY_COMPLETED).values_list("day")
    for day, number in days.annotate(number=Count(Value(1))):
        found[start_of(day, calendar.step)] += number
    counted, meant = Counter(), set()
    for activity, who, day in rows.filter(OF_SEVERAL).values_list("activity", WHO, DAY_COMPLETED):
        if start := calendar.start_for(activity, day):
            counted[start] += 1
            meant.add((start, activity, who))
    found.subtract(counted)
    found.update(start for start, _activity, _who in meant)
    return +found
