"""Closing an activity: confirming its figures, and reopening it."""

from django.db import transaction

from . import errors, signals
from .choices import Status
from .enrolment.actions import lock
from .models import Activity


@transaction.atomic
def confirm_figures(activity):
    """Set the status to "figures confirmed": attendance is complete and the figures may be published.

    Raises `Cancelled` for a cancelled activity, and `NotOver` before the end of an activity that is not self-paced.
    """
    activity = lock(activity)
    if activity.status == Status.CANCELLED:
        raise errors.Cancelled()
    if not (activity.is_over or activity.is_self_paced):
        raise errors.NotOver()
    _set(activity, Status.CONFIRMED)
    signals.figures_confirmed.send(Activity, activity=activity)
    return activity


@transaction.atomic
def reopen(activity):
    """Undo the confirmation. An activity whose figures are not confirmed is returned unchanged."""
    activity = lock(activity)
    if activity.status != Status.CONFIRMED:
        return activity
    return _set(activity, Status.HELD if activity.has_started else Status.PLANNED)


def _set(activity, status):
    activity.status = status
    activity.save(update_fields=["status"])
    return activity
