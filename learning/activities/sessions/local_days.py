"""Days in an activity's time zone: on certificates, in records, e-mails and figures (counting.md: "day")."""

from django.utils import timezone


def day_of(activity, moment):
    """The day on which `moment` falls in the time zone of `activity`; None for no moment."""
    return moment and moment.astimezone(activity.zone).date()


def today_in(activity):
    return day_of(activity, timezone.now())


def start_of_day(activity, moment):
    """The start of that day, as a moment; None for no moment."""
    return moment and moment.astimezone(activity.zone).replace(hour=0, minute=0, second=0, microsecond=0)
