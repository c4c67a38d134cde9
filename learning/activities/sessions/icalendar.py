"""iCalendar files of an activity's sessions (RFC 5545; RFC 5546 for the method)."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

from . import icalendar_zones

YEAR = timedelta(days=366)
# SEQUENCE counts seconds from this day: counted from 1970, it would exceed 31 bits in 2038.
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)


def events(activity, person, method):
    """Return the bytes of an .ics file with all sessions of `activity`.

    A later file replaces the events of an earlier one: same UID, higher SEQUENCE. The link to join is included with the
    method REQUEST only: a cancellation also reaches people who never had a place.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Metropolis Learning//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    sessions = list(activity.timetable)
    for zone in _zones(sessions):
        days = [session.day for session in sessions]
        calendar.add_component(icalendar_zones.component(zone, min(days) - YEAR, max(days) + YEAR))
    for session in sessions:
        calendar.add_component(_event(activity, session, person, method))
    return calendar.to_ical()


def _zones(sessions):
    """List the zones named in the file, each of which RFC 5545 requires to be defined there."""
    named = {session.zone.key for session in sessions for moment in _times(session) if moment.tzinfo is not UTC}
    return sorted(named - {"UTC"})


def _times(session):
    """Return (start, end) in the session's time zone, or in UTC if either is ambiguous there."""
    times = [moment.astimezone(session.zone) for moment in (session.starts_at, session.ends_at)]
    is_clear = not any(icalendar_zones.is_ambiguous(moment) for moment in times)
    return times if is_clear else [moment.astimezone(UTC) for moment in times]


def _event(activity, session, person, method):
    event = Event()
    now = timezone.now()
    event.add("uid", f"session-{session.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("sequence", max(0, int((now - FIRST_DAY).total_seconds())))
    event.add("dtstamp", now)
    starts, ends = _times(session)
    event.add("dtstart", starts)
    event.add("dtend", ends)
    event.add("summary", f"{activity.title}: {session.title}" if session.title else activity.title)
    link = session.join_url if method == "REQUEST" else ""
    where = link or session.place or activity.place
    if where:
        event.add("location", where)
    event.add("status", "CANCELLED" if method == "CANCEL" else "CONFIRMED")
    event.add("organizer", _address(settings.SERVER_EMAIL, settings.WAGTAIL_SITE_NAME))
    if person:
        event.add("attendee", _address(person.email, person.name))
    return event


def _address(email, name):
    address = vCalAddress(f"mailto:{email}")
    if name:
        address.params["cn"] = vText(name)
    return address
