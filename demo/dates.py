"""Dates in the demo: days from the day it is loaded, moved off the weekend."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def monday_shift(day):
    """Return by how many days `day` must move to fall on a weekday."""
    return (7 - day.weekday()) % 7 if day.weekday() > 4 else 0


def moments(facts, today):
    """Return [(start, end, zone name, title)] of the sessions in `facts`; all move by the same number of days."""
    sessions = facts.get("sessions") or [facts["when"]]
    shift = monday_shift(today + timedelta(days=sessions[0]["days"]))
    return [_moment(session, today + timedelta(days=session["days"] + shift)) for session in sessions]


def _moment(session, day: date):
    start = datetime.combine(day, time.fromisoformat(session["time"]), ZoneInfo(session["zone"]))
    return start, start + timedelta(minutes=session["minutes"]), session["zone"], session.get("title", {}).get("en", "")
