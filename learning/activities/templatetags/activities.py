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

# Characters: what a line of a list has room for, and what a single sentence may have.
TEASER, LONGEST_TEASER = 130, 220


@register.filter
def duration(minutes):
    """Minutes in words: 25 → "25 min", 160 → "2 h 40 min"."""
    hours, left = divmod(int(minutes or 0), 60)
    if not hours:
        return _("%(minutes)d min") % {"minutes": left}
    if not left:
        return _("%(hours)d h") % {"hours": hours}
    return _("%(hours)d h %(minutes)d min") % {"hours": hours, "minutes": left}


@register.filter
def essentials(activity):
    """What decides whether it is for me, in one line: how long, where, in which languages, with whom."""
    first = activity.first_session
    parts = [
        duration(first.minutes) if first and len(activity.timetable) == 1 else "",
        activity.place if activity.mode != "online" else activity.get_mode_display(),
        ", ".join(str(language) for language in activity.languages.all()),
        ", ".join(str(partner.organisation) for partner in activity.partners.all()[:2]),
    ]
    return " · ".join(part for part in parts if part)


def zone_for(context, activity):
    """The reader's own zone where it is known, else the event's. Who goes somewhere lives by the clock on the wall there."""
    own = None if activity.mode == Mode.IN_PERSON else getattr(context.get("request"), "reader_zone", None)
    return own or activity.first_session.time_zone


@register.simple_tag(takes_context=True)
def clock(context, activity):
    """As in "15:00 in Dakar": when the first session starts, in the zone of `zone_for`, named: whose time it is."""
    zone = zone_for(context, activity)
    time = date_format(activity.first_session.starts_at.astimezone(ZoneInfo(zone)), "H:i")
    if activity.mode == Mode.IN_PERSON:
        return _("%(time)s local time") % {"time": time}
    return _("%(time)s in %(city)s") % {"time": time, "city": city_of(zone)}


@register.simple_tag(takes_context=True)
def first_day(context, activity):
    """The day of the first session, or the days from the first to the last."""
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
    """From the first to the last day of an activity's `meetings`, where they take place."""
    return span(meetings[0].event.starts_at.date(), meetings[-1].event.ends_at.date())


@register.filter
def zone_city(zone):
    """An IANA name as people say it: "Africa/Dakar" is "Dakar"."""
    return city_of(zone)


@register.filter
def teaser(text):
    """The first sentences of a lead, as many as a line of a list has room for; a long first one is cut at a word."""
    sentences = re.split(r"(?<=[.!?…؟]) +(?![!?»:;])", text)
    told = sentences[0]
    for sentence in sentences[1:]:
        if len(told) + len(sentence) >= TEASER:
            break
        told += f" {sentence}"
    return told if len(told) <= LONGEST_TEASER else Truncator(told).words(26)
