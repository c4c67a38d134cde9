from zoneinfo import ZoneInfo

from django import template
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from ..timetable import city_of

register = template.Library()


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


def zone_for(context, event_zone):
    """The reader's own zone where it is known, else that of the event."""
    return getattr(context.get("request"), "reader_zone", None) or event_zone


@register.simple_tag(takes_context=True)
def clock(context, moment, event_zone):
    """ "As in "15:00 in Dakar": the time of day in the reader's zone, named, so that nobody has to guess whose it is."""
    zone = zone_for(context, event_zone)
    time = date_format(moment.astimezone(ZoneInfo(zone)), "H:i")
    return _("%(time)s in %(city)s") % {"time": time, "city": city_of(zone)}


@register.simple_tag(takes_context=True)
def first_day(context, activity):
    """The day of the first session, or the days from the first to the last."""
    sessions = activity.timetable
    zone = ZoneInfo(zone_for(context, sessions[0].time_zone))
    first, last = (session.starts_at.astimezone(zone) for session in (sessions[0], sessions[-1]))
    if first.date() == last.date():
        return f"{date_format(first, 'D')} {date_format(first, 'SHORT_DATE_FORMAT')}"
    is_one_month = (first.year, first.month) == (last.year, last.month)
    start = date_format(first, "j" if is_one_month else "MONTH_DAY_FORMAT")
    return f"{start}–{date_format(last, 'SHORT_DATE_FORMAT')}"
