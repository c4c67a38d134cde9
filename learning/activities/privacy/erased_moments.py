"""Moments of erased persons, cut to days without changing what figures compare them with.

A day is that of the activity's time zone, so that everything stays in its year.
"""

from datetime import UTC

from django.db.models.functions import Coalesce, Now, TruncDay

from ..sessions.local_days import start_of_day


def enrolment(row):
    """Cut the moments of an enrolment. Who enrolled after the end did not register in time, and who withdrew after the
    start is still counted as registered (counting.md): on that very day the moment becomes the session's."""
    activity = row.activity
    row.queued_at, row.completed_at = start_of_day(activity, row.queued_at), start_of_day(activity, row.completed_at)
    row.enrolled_at = _not_before(activity, row.enrolled_at, activity.ends_at)
    row.withdrawn_at = _not_before(activity, row.withdrawn_at, activity.starts_at)


def what_was_done(*moments):
    """A function that cuts these moments of a row that hangs on an enrolment."""

    def cut(row):
        for name in moments:
            setattr(row, name, start_of_day(row.enrolment.activity, getattr(row, name)))

    return cut


def of_consents():
    """Revoke every consent of an erased person."""
    return {
        "given_at": TruncDay("given_at", tzinfo=UTC),
        "revoked_at": TruncDay(Coalesce("revoked_at", Now()), tzinfo=UTC),
    }


def _not_before(activity, moment, limit):
    """The start of its day, or `limit` where that lies between the two."""
    start = start_of_day(activity, moment)
    return limit if moment and limit and start < limit <= moment else start
