"""The sessions of an activity as a reader sees them: in two time zones, with the link to join at the right moment."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from babel.dates import get_timezone_location
from django.utils import timezone
from django.utils.translation import get_language

from ..choices import Source, Status
from ..models import Session

# Time before its start from which the link to join a session is shown.
OPENS_BEFORE = timedelta(minutes=30)


def city_of(zone):
    """Return the city after which a time zone is named, in the reader's language."""
    if "/" not in zone:
        return zone
    # CLDR lacks some newer names (America/Argentina/Cordoba): then the last part of the name is returned.
    return get_timezone_location(zone, locale=get_language() or "en", return_city=True).rpartition("/")[2]


@dataclass(frozen=True)
class Clock:
    """Start and end of a session in one time zone."""

    zone: str
    starts_at: datetime
    ends_at: datetime

    @classmethod
    def of(cls, session, name):
        zone = ZoneInfo(name)
        return cls(name, session.starts_at.astimezone(zone), session.ends_at.astimezone(zone))

    @property
    def city(self):
        return city_of(self.zone)

    @property
    def is_one_day(self):
        return self.starts_at.date() == self.ends_at.date()


@dataclass(frozen=True)
class Meeting:
    """A session as shown to one reader.

    `theirs` is None if the reader's time zone is not known or shows the same time as the event's. `join_url` is ""
    except for enrolled people while the link is open.
    """

    session: Session
    event: Clock
    theirs: Clock | None
    join_url: str
    is_awaited: bool

    @property
    def is_same_day(self):
        """Return whether both time zones show it on the same day, so that the day is shown only once."""
        days = {clock.starts_at.date() for clock in (self.event, self.theirs) if clock}
        return len(days) == 1 and self.event.is_one_day

    @property
    def is_over(self):
        return self.session.ends_at <= timezone.now()


def meetings_of(activity, standing, reader_zone):
    """List the sessions of `activity` in order, as `Meeting`s for a reader.

    `standing` is the reader's `EnrolmentState`; `reader_zone` is an IANA name or None.
    """
    may_join = standing.is_enrolled and standing.enrolment.source != Source.REPLAY
    is_on = activity.status != Status.CANCELLED
    return [_meeting(session, reader_zone, may_join and is_on) for session in activity.timetable]


def _meeting(session, reader_zone, may_join):
    now = timezone.now()
    event = Clock.of(session, session.time_zone)
    theirs = Clock.of(session, reader_zone) if reader_zone else None
    if theirs and theirs.starts_at.utcoffset() == event.starts_at.utcoffset():
        theirs = None
    has_way_in = may_join and bool(session.join_url)
    opens = session.starts_at - OPENS_BEFORE
    return Meeting(
        session,
        event,
        theirs,
        join_url=session.join_url if has_way_in and opens <= now < session.ends_at else "",
        is_awaited=has_way_in and now < opens,
    )
