"""Promotion from the waiting list as it follows more places."""

from django.db import transaction

from learning.activities.enrolment.actions import lock, promote_waiting


@transaction.atomic
def promote_next(activity):
    """Promote everyone for whom there is a place, under the activity's lock. Returns their enrolments, in order."""
    return promote_waiting(lock(activity))
