"""VTIMEZONE components (RFC 5545, 3.6.5) from IANA time zones, with each change of offset at its own instant."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

STEP, SECOND, BEFORE = timedelta(days=7), timedelta(seconds=1), timedelta(days=500)


def is_ambiguous(moment):
    """Return whether the local time of `moment`, which has a zone, occurs twice: a TZID can't say which is meant."""
    return moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset()


def component(name, first, last):
    """Return the VTIMEZONE of the zone `name`, correct for instants from the day `first` to the day `last`.

    The start of an observance is written in the local time before the change.
    """
    zone = ZoneInfo(name)
    begins, ends = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (first, last))
    # Start at a change before the first day: some programs misread a component that begins in summer time without a
    # change.
    changes = list(transitions(zone, begins - BEFORE, ends))
    if not changes or changes[0] > begins:
        changes.insert(0, begins - BEFORE)
    observances = defaultdict(list)
    for instant in changes:
        before, after = (instant - SECOND).astimezone(zone), instant.astimezone(zone)
        # Where winter time is the exception (Dublin, Casablanca), programs still take the later local time for
        # summer time.
        is_summer = bool(before.dst() or after.dst()) and after.utcoffset() > before.utcoffset()
        key = (before.utcoffset(), after.utcoffset(), after.tzname(), is_summer)
        observances[key].append(instant.replace(tzinfo=None) + before.utcoffset())
    found = Timezone()
    found.add("tzid", name)
    for observance, starts in observances.items():
        found.add_component(_observance(*observance, starts))
    return found


def transitions(zone, begins, ends):
    """Yield the instants (UTC) between two instants at which the offset of `zone` changes."""
    while begins < ends:
        step = min(begins + STEP, ends)
        if begins.astimezone(zone).utcoffset() != step.astimezone(zone).utcoffset():
            yield _first_after(zone, begins, step)
        begins = step


def _first_after(zone, before, after):
    offset = before.astimezone(zone).utcoffset()
    while after - before > SECOND:
        middle = before + timedelta(seconds=(after - before) // SECOND // 2)
        if middle.astimezone(zone).utcoffset() == offset:
            before = middle
        else:
            after = middle
    return after


def _observance(offset_from, offset_to, name, is_summer, starts):
    found = TimezoneDaylight() if is_summer else TimezoneStandard()
    found.TZOFFSETFROM, found.TZOFFSETTO, found.DTSTART = offset_from, offset_to, starts[0]
    found.add("tzname", name)
    if starts[1:]:
        found.add("rdate", starts[1:])
    return found
