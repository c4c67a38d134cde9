"""An activity's sessions as iCalendar (RFC 5545; RFC 5546 for the method)."""

from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event, vCalAddress, vText

YEAR = timedelta(days=366)
# SEQUENCE counts seconds from here: from 1970 they would outgrow its 31 bits in 2038.
FIRST_DAY = datetime(2020, 1, 1, tzinfo=UTC)


def events(activity, person, method):
    """The bytes of an .ics file. A later file of the same session replaces the earlier one: same UID, higher SEQUENCE.

    The link to join goes with an invitation only: a cancellation also reaches people who never had a place.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Metropolis Learning//EN")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    for session in activity.timetable:
        calendar.add_component(_event(activity, session, person, method))
    _explain_zones(calendar, [session.day for session in activity.timetable])
    return calendar.to_ical()


def _explain_zones(calendar, days):
    """RFC 5545 wants each time zone that is named explained in the file: a year before and after will do."""
    if days:
        calendar.add_missing_timezones(first_date=min(days) - YEAR, last_date=max(days) + YEAR)


def _event(activity, session, person, method):
    event = Event()
    now = timezone.now()
    event.add("uid", f"session-{session.pk}@{urlsplit(settings.BASE_URL).hostname}")
    event.add("sequence", max(0, int((now - FIRST_DAY).total_seconds())))
    event.add("dtstamp", now)
    event.add("dtstart", session.starts_at.astimezone(session.zone))
    event.add("dtend", session.ends_at.astimezone(session.zone))
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
