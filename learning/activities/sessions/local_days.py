"""Days in an activity's time zone: on certificates, in records, e-mails and figures (counting.md: "day")."""

from django.utils import timezone


def day_of(activity, moment):
    """Return the day of `moment` in the time zone of `activity`; None for None."""
    return moment and moment.astimezone(activity.zone).date()


def today_in(activity):
    return day_of(activity, timezone.now())


def start_of_day(activity, moment):
    """Return the start of the day of `moment` as a moment; None for None."""
    return moment and moment.astimezone(activity.zone).replace(hour=0, minute=0, second=0, microsecond=0)
