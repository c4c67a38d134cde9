"""Role, status, registration and snapshot of a person in an activity, from all of their rows."""

from learning.people.models import Gender

from ..choices import SEATED, EnrolmentStatus, Role, Source
from ..sessions.local_days import day_of

COUNTED_STATUS = (EnrolmentStatus.ENROLLED, EnrolmentStatus.WITHDRAWN)
STATUSES = (
    *(EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING, EnrolmentStatus.APPLIED),
    *(EnrolmentStatus.WITHDRAWN, EnrolmentStatus.DECLINED),
)
# People who speak, train or work for the activity are not its participants.
ROLES = (Role.TRAINER, Role.SPEAKER, Role.STAFF, Role.PARTICIPANT)
# Precedence of sources for a person who is a registrant by none of their rows: the most informative first.
SOURCES = (Source.WALK_IN, Source.IMPORT, *SEATED, Source.REPLAY)
# Precedence of answers for a person who gave different ones: the most informative first.
GENDERS = (Gender.WOMAN, Gender.MAN, Gender.OTHER, Gender.UNDISCLOSED, "")


def joint_registration(activity, rows):
    """Return {column: value} of own_facts.STANDING for these rows, the leading one first."""
    enrolled = [row for row in rows if row.is_enrolled]
    role = min((row.role for row in enrolled or rows), key=ROLES.index)
    of_role = [row for row in rows if row.role == role]
    registration = _registration(activity, of_role)
    if enrolled:
        first = registration or min(enrolled, key=lambda row: SOURCES.index(row.source))
        told = {"status": EnrolmentStatus.ENROLLED, "source": first.source, "enrolled_at": first.enrolled_at}
        return {"role": role, "queued_at": first.queued_at, "withdrawn_at": None, **told}
    main = registration or min(of_role, key=lambda row: STATUSES.index(row.status))
    names = ("status", "source", "queued_at", "enrolled_at", "withdrawn_at")
    return {"role": role, **{name: getattr(main, name) for name in names}}


def joint_snapshot(rows):
    """Return {column: value} of own_facts.COPY.

    The affiliation is that of the first row that names an organisation; rows that took part come first.
    """
    named = [row for row in rows if row.organisation_id] or rows
    main = min(named, key=lambda row: row.participated_on is None)
    names = ("organisation_id", "organisation_kind", "country", "region", "is_member")
    gender = min((row.gender for row in rows), key=GENDERS.index)
    return {**{name: getattr(main, name) for name in names}, "gender": gender}


def _registration(activity, rows):
    """Return the earliest row by which the person is a registrant (counting.md), or None."""
    found = [row for row in rows if is_registered(activity, row)]
    return min(found, key=lambda row: (not row.is_enrolled, row.enrolled_at), default=None)


def is_registered(activity, row):
    """Return whether the row alone makes a registrant: enrolled before the end and not withdrawn before the start."""
    if row.source not in SEATED or row.status not in COUNTED_STATUS or row.enrolled_at is None:
        return False
    return _in_time(activity, row) and (row.is_enrolled or _stayed(activity, row))


def _in_time(activity, row):
    if activity.ends_at:
        return row.enrolled_at < activity.ends_at
    last = activity.ends_on or activity.starts_on
    return last is None or day_of(activity, row.enrolled_at) <= last


def _stayed(activity, row):
    if activity.starts_at:
        return row.withdrawn_at is not None and row.withdrawn_at >= activity.starts_at
    if activity.starts_on:
        return row.withdrawn_at is not None and day_of(activity, row.withdrawn_at) >= activity.starts_on
    return row.started_on is not None
