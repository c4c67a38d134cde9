"""Days and minutes of the recount: of raw rows, in plain Python."""

from datetime import timedelta
from zoneinfo import ZoneInfo


def day_there(session):
    return session["starts_at"].astimezone(ZoneInfo(session["time_zone"])).date()


def day_in(activity, moment):
    """The day of a moment by the clock of the activity."""
    return moment and moment.astimezone(ZoneInfo(activity["time_zone"])).date()


def minutes_of(presence, session):
    """The whole minutes of a stretch in its session, one by one: histories here know no shorter moments."""
    start, end = presence["starts_at"], presence["ends_at"]
    if presence["source"] == "check_in":
        start, end = session["starts_at"], session["ends_at"]
    start, end = max(start, session["starts_at"]), min(end, session["ends_at"])
    return whole_minutes(start, end)


def whole_minutes(start, end):
    minute = timedelta(minutes=1)
    return [start + number * minute for number in range(max(0, (end - start) // minute))]
