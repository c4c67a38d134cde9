"""Closing an activity: confirming its figures, and reopening it."""

from django.db import transaction

from . import errors, signals
from .choices import Status
from .enrolment.actions import lock
from .models import Activity


@transaction.atomic
def confirm_figures(activity):
    """Say that attendance is complete and the figures may be printed. Raises `Cancelled`, or `NotOver` before its end."""
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
    """Take the confirmation back. An activity whose figures aren't confirmed stays as it is."""
    activity = lock(activity)
    if activity.status != Status.CONFIRMED:
        return activity
    return _set(activity, Status.HELD if activity.has_started else Status.PLANNED)


def _set(activity, status):
    activity.status = status
    activity.save(update_fields=["status"])
    return activity
