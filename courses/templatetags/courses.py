from django import template
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from learning.activities.sessions.timetable import city_of

register = template.Library()


@register.simple_tag(takes_context=True)
def reader_moment(context, moment):
    """Return the moment as in "3 March 2027, 15:00 in Dakar": in the reader's time zone, in UTC if it is not known."""
    zone = getattr(context.get("request"), "reader_zone", None)
    told = date_format(localtime(moment), "DATETIME_FORMAT")
    if zone is None:
        return _("%(moment)s UTC") % {"moment": told}
    return _("%(moment)s in %(city)s") % {"moment": told, "city": city_of(zone)}
