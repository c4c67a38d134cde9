import re
from zoneinfo import ZoneInfo

from django import template
from django.utils.formats import date_format
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from ..choices import Mode
from ..labels import known_days, span
from ..sessions.timetable import city_of

register = template.Library()

# Lengths in characters: a line of a list, and the longest single sentence.
TEASER, LONGEST_TEASER = 130, 220


@register.filter
def duration(minutes):
    """Return minutes in words: 25 → "25 min", 160 → "2 h 40 min"."""
    hours, left = divmod(int(minutes or 0), 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": left}
    if not left:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": left}


@register.filter
def essentials(activity):
    """Return the key facts of an activity in one line: duration, place, languages, partners."""
    first = activity.first_session
    parts = [
        duration(first.minutes) if first and len(activity.timetable) == 1 else "",
        activity.place if activity.mode != "online" else activity.get_mode_display(),
        ", ".join(str(language) for language in activity.languages.all()),
        ", ".join(str(partner.organisation) for partner in activity.partners.all()[:2]),
    ]
    return " · ".join(part for part in parts if part)


def zone_for(context, activity):
    """Return the reader's time zone, if known and the activity is not in person, else the first session's."""
    own = None if activity.mode == Mode.IN_PERSON else getattr(context.get("request"), "reader_zone", None)
    return own or activity.first_session.time_zone


@register.simple_tag(takes_context=True)
def clock(context, activity):
    """Return the start of the first session with the name of its time zone (`zone_for`): "15:00 in Dakar"."""
    zone = zone_for(context, activity)
    time = date_format(activity.first_session.starts_at.astimezone(ZoneInfo(zone)), "H:i")
    if activity.mode == Mode.IN_PERSON:
        return _("%(time)s local time") % {"time": time}
    return _("%(time)s in %(city)s") % {"time": time, "city": city_of(zone)}


@register.simple_tag(takes_context=True)
def first_day(context, activity):
    """Return the day of the first session, or the days from the first to the last session."""
    sessions = activity.timetable
    zone = ZoneInfo(zone_for(context, activity))
    first, last = (session.starts_at.astimezone(zone).date() for session in (sessions[0], sessions[-1]))
    days = span(first, last, "SHORT_DATE_FORMAT")
    return f"{date_format(first, 'D')} {days}" if first == last else days


@register.filter
def days_without_sessions(activity):
    return known_days(activity, "SHORT_DATE_FORMAT")


@register.filter
def days_of(meetings):
    """Return the days from the first to the last of `meetings`, in the event's time zone."""
    return span(meetings[0].event.starts_at.date(), meetings[-1].event.ends_at.date())


@register.filter
def zone_city(zone):
    """Return the city of an IANA time zone: "Africa/Dakar" becomes "Dakar", in the reader's language."""
    return city_of(zone)


@register.filter
def teaser(text):
    """Return the first sentences of a lead that fit a line of a list; a long first sentence is cut at a word."""
    sentences = re.split(r"(?<=[.!?…؟]) +(?![!?»:;])", text)
    told = sentences[0]
    for sentence in sentences[1:]:
        if len(told) + len(sentence) >= TEASER:
            break
        told += f" {sentence}"
    return told if len(told) <= LONGEST_TEASER else Truncator(told).words(26)
