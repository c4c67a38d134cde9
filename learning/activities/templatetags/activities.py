from django import template
from django.utils.translation import gettext as _

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
