"""How many took part and completed, stretch of time by stretch: years, quarters or months."""

from .bodies import organisations_of
from .calendars import Calendar
from .enrolments import of
from .once_each import once_each, participations

MEASURES = ("participations", "people", "organisations", "completions")
# Stretches counted in one pass: each is a column of its own.
AT_ONCE = 40


def numbers(scope, step):
    """{first day of a stretch: {measure: number}} of those with anybody in them. Seven queries for forty stretches, and
    three more."""
    calendar = Calendar.of(scope, step)
    starts = calendar.starts(participated_on=of("participants", scope), completed_at=of("completers", scope))
    found = {}
    for first in range(0, len(starts), AT_ONCE):
        found |= _numbers(scope, calendar, starts[first : first + AT_ONCE])
    return {start: told for start, told in found.items() if any(told.values())}


def _numbers(scope, calendar, starts):
    among = calendar.activities(starts)
    came = {str(start): calendar.within(start, "participated_on") for start in starts}
    done = {str(start): calendar.within(start, "completed_at") for start in starts}
    people, came_to = once_each(of("participants", scope, among), came)
    organisations = organisations_of(of("organisations", scope, among), came)
    completions = participations(of("completers", scope, among), done)
    told = dict(zip(MEASURES, (came_to, people, organisations, completions), strict=True))
    return {start: {measure: told[measure][str(start)] for measure in MEASURES} for start in starts}
