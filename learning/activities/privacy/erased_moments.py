"""Moments of erased persons, cut to days without changing what figures compare them with.

A day is that of the activity's time zone, so that everything stays in its year.
"""

from datetime import UTC

from django.db.models.functions import Coalesce, Now, TruncDay

from ..sessions.local_days import start_of_day


def enrolment(row):
    """Reduce the moments of an enrolment to days, unsaved.

    Someone who enrolled after the end did not register in time, and someone who withdrew after the start still counts
    as registered (counting.md): on that very day the moment becomes the end or start of the activity instead.
    """
    activity = row.activity
    row.queued_at, row.completed_at = start_of_day(activity, row.queued_at), start_of_day(activity, row.completed_at)
    row.enrolled_at = _not_before(activity, row.enrolled_at, activity.ends_at)
    row.withdrawn_at = _not_before(activity, row.withdrawn_at, activity.starts_at)


def what_was_done(*moments):
    """Return a function that reduces the named moments of a row that belongs to an enrolment."""

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
    """Return the start of the day of `moment`, or `limit` if `limit` lies between the two."""
    start = start_of_day(activity, moment)
    return limit if moment and limit and start < limit <= moment else start
