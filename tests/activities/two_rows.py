"""Helpers for tests of joint rows: enrolments of two persons in one activity, whom a test merges."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

from learning.activities.attendance import actions as attendance_actions
from learning.activities.completion.steps import Step
from learning.activities.models import Enrolment, Presence
from tests.factories import make_enrolment

START = datetime(2026, 5, 12, 14, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STEPS = [Step(UUID(int=number), datetime(2026, 1, 1, tzinfo=UTC)) for number in range(1, 6)]


def two_rows(activity, one=(), other=()):
    """Return two enrolments of two persons, who are not merged yet."""
    told = {"enrolled_at": START - DAY}
    return make_enrolment(activity, **told | dict(one)), make_enrolment(activity, **told | dict(other))


def stay(row, start, end, session=None):
    session = session or row.activity.sessions.first()
    at = session.starts_at
    attendance_actions.record(row, session, at + start * MINUTE, at + end * MINUTE, source=Presence.Source.FILE)


def everything():
    """List all values of every enrolment row, except the time of its last change."""
    return [{**row, "changed_at": None} for row in Enrolment.all_rows.order_by("pk").values()]


def shown(activity):
    """Return the leading row of the person in `activity`."""
    return Enrolment.objects.get(activity=activity)
