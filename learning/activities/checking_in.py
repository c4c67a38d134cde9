"""The list at the door: who was in a session, by an officer's eyes."""

from django.db import transaction

from . import attending, enrolling, errors
from .models import Presence


def checked_in(session):
    """Ids of the enrolments that are checked in."""
    standing = Presence.objects.filter(session=session, source=Presence.Source.CHECK_IN, withdrawn_at=None)
    return set(standing.values_list("enrolment_id", flat=True))


@transaction.atomic
def check(session, *, came=(), left_out=()):
    """Check in the enrolments with the ids `came`, undo it for `left_out`. Only ids of the session's activity count.

    What stands already is left alone, so two officers with the same list don't undo each other's ticks.
    Returns how many were (checked in, taken back). Raises `StillAhead` before the session's day.
    """
    activity = enrolling.lock(session.activity)
    standing = checked_in(session)
    to_add, to_undo = set(came) - standing, (set(left_out) - set(came)) & standing
    if to_add and session.is_ahead:
        raise errors.StillAhead()
    for enrolment in activity.enrolments.filter(pk__in=to_add):
        attending.check_in(enrolment, session)
    for enrolment in activity.enrolments.filter(pk__in=to_undo):
        attending.undo_check_in(enrolment, session)
    return len(checked_in(session) - standing), len(to_undo)
