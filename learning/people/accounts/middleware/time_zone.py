"""The reader's time zone: that of the profile, else that of the browser."""

from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from learning.people.reference.places import time_zones

from ..person_of_account import person_of

COOKIE = "zone"


def zone_of(request):
    """The reader's zone by its IANA name, or None where nothing is known of it."""
    person = person_of(request.user)
    for name in (person.time_zone if person else "", request.COOKIES.get(COOKIE, "")):
        if name in time_zones():
            return name
    return None


class ReaderTimeZoneMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.reader_zone = zone_of(request)
        with timezone.override(ZoneInfo(request.reader_zone or settings.TIME_ZONE)):
            return self.get_response(request)
