"""VTIMEZONE components, as other parsers read them, agree with the IANA time zones."""

import io
from bisect import bisect_right
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from zoneinfo import ZoneInfo, available_timezones

import pytest
from dateutil.tz import tzical
from icalendar import Calendar

from learning.activities.sessions import icalendar
from learning.activities.sessions.icalendar_zones import component, transitions

FIRST, LAST = date(2025, 6, 1), date(2027, 6, 1)
MADRID = ZoneInfo("Europe/Madrid")


def file_of(key):
    made = Calendar()
    made.add("prodid", "-//test//EN")
    made.add("version", "2.0")
    made.add_component(component(key, FIRST, LAST))
    return made.to_ical()


def instants(key):
    """List instants around each change of offset, and the middle of each month."""
    begins, ends = (datetime(day.year, day.month, day.day, tzinfo=UTC) for day in (FIRST, LAST))
    around = [
        change + timedelta(minutes=minutes)
        for change in transitions(ZoneInfo(key), begins, ends)
        for minutes in (-61, -59, -31, -1, 0, 1, 31, 59, 61, 119, 121)
    ]
    return [*around, *(datetime(2026, month, 15, 12, tzinfo=UTC) for month in range(1, 13))]


@pytest.mark.parametrize("part", range(8))
def test_two_other_parsers_read_every_iana_zone_correctly(part):
    wrong = []
    for key in sorted(available_timezones() - {"localtime", "Factory"})[part::8]:
        content = file_of(key)
        by_dateutil = tzical(io.StringIO(content.decode())).get()
        [zone] = Calendar.from_ical(content).walk("VTIMEZONE")
        times, offsets = zone.get_transitions()
        for instant in instants(key):
            right = instant.astimezone(ZoneInfo(key)).utcoffset()
            place = bisect_right(times, instant.replace(tzinfo=None)) - 1
            read = (instant.astimezone(by_dateutil).utcoffset(), offsets[place][0])
            if read != (right, right):
                wrong.append((key, instant, right, read))
    assert wrong == []


def events_of(*moments):
    """Return the calendar file of an activity with a session of ten minutes at each of `moments`."""
    sessions = [
        SimpleNamespace(
            pk=number,
            starts_at=moment,
            ends_at=moment + timedelta(minutes=10),
            zone=MADRID,
            day=moment.date(),
            title="",
            join_url="",
            place="",
        )
        for number, moment in enumerate(moments)
    ]
    activity = SimpleNamespace(timetable=sessions, title="Trees", place="")
    return Calendar.from_ical(icalendar.events(activity, None, "REQUEST"))


def test_ambiguous_times_at_the_end_of_summer_time_are_written_in_utc():
    first, second = (datetime(2026, 10, 25, hour, 30, tzinfo=UTC) for hour in (0, 1))
    read = events_of(first, second)
    assert [event["DTSTART"].to_ical() for event in read.walk("VEVENT")] == [b"20261025T003000Z", b"20261025T013000Z"]
    assert [event["DTSTART"].dt.astimezone(UTC) for event in read.walk("VEVENT")] == [first, second]
    assert read.walk("VTIMEZONE") == []


def test_unambiguous_times_are_written_in_the_sessions_time_zone():
    read = events_of(datetime(2026, 10, 25, 2, 30, tzinfo=UTC), datetime(2026, 3, 29, 1, 0, tzinfo=UTC))
    assert [event["DTSTART"].params["TZID"] for event in read.walk("VEVENT")] == ["Europe/Madrid"] * 2
    assert [event["DTSTART"].to_ical() for event in read.walk("VEVENT")] == [b"20261025T033000", b"20260329T030000"]
    assert [str(zone["TZID"]) for zone in read.walk("VTIMEZONE")] == ["Europe/Madrid"]
