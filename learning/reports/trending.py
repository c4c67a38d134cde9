"""How many took part and completed, stretch of time by stretch: years, quarters or months."""

from collections import Counter
from datetime import UTC

from django.db.models import Count, Value
from django.db.models.functions import TruncDate

from .bits import one_of
from .bodies import came_by
from .calendars import Calendar, start_of
from .conditions import WHO
from .enrolments import of
from .once_each import OF_SEVERAL, people_told

MEASURES = ("participations", "people", "organisations", "completions")
# Stretches counted in one pass: each is a column of its own.
AT_ONCE = 40


def numbers(scope, step):
    """{first day of a stretch: {measure: number}} of those with anybody in them. Four queries for forty stretches, and
    four more."""
    calendar = Calendar.of(scope, step)
    completions = _completions(scope, calendar)
    starts = calendar.starts(*completions)
    found = {}
    for first in range(0, len(starts), AT_ONCE):
        found |= _came(scope, calendar, starts[first : first + AT_ONCE])
    for start, told in found.items():
        told["completions"] = completions[start]
    return {start: told for start, told in found.items() if any(told.values())}


def _came(scope, calendar, starts):
    within = {start: calendar.within(start) for start in starts}
    rows = of("participants", scope)
    people, too_many = people_told(rows, one_of(within.values()), starts)
    organisations, participations = came_by(rows, within)
    participations -= too_many
    return {
        start: {
            "participations": participations[start],
            "people": people[start],
            "organisations": organisations[start],
        }
        for start in starts
    }


def _completions(scope, calendar):
    """Counter of who completed, once per activity, by the stretch in which that stands. Three queries."""
    rows = of("completers", scope)
    found = Counter()
    dated = rows.filter(activity__in=calendar.begins).values_list("activity").annotate(number=Count(Value(1)))
    for activity, number in dated:
        found[calendar.begins[activity]] += number
    open_ones = rows.filter(activity__in=calendar.always_open)
    days = open_ones.annotate(day=TruncDate("completed_at", tzinfo=UTC)).values_list("day")
    for day, number in days.annotate(number=Count(Value(1))):
        found[start_of(day, calendar.step)] += number
    counted, meant = Counter(), set()
    for activity, who, moment in rows.filter(OF_SEVERAL).values_list("activity", WHO, "completed_at"):
        if start := calendar.start_for(activity, moment):
            counted[start] += 1
            meant.add((start, activity, who))
    found.subtract(counted)
    found.update(start for start, _activity, _who in meant)
    return +found
