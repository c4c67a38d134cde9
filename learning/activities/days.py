"""The day of an action in an activity: by the clock of the activity's time zone, everywhere (counting.md: "day")."""

from zoneinfo import ZoneInfo

from django.utils import timezone

# What an activity says that was never given a zone: its first session then knows where it takes place.
UNSAID = "UTC"


def zone_of(activity):
    """The time zone of `activity`. A query where its sessions are not prefetched and it names no zone of its own."""
    if activity.time_zone == UNSAID and activity.first_session:
        return activity.first_session.zone
    return ZoneInfo(activity.time_zone)


def day_of(activity, moment):
    """The day on which `moment` falls in the activity's time zone; None for no moment."""
    return moment and moment.astimezone(zone_of(activity)).date()


def today_in(activity):
    return day_of(activity, timezone.now())
