"""Changing the role of a person in an activity: participant, speaker, trainer, staff."""

from django.db import transaction

from .. import errors
from ..choices import SEATED, EnrolmentStatus, Role
from ..joint.group import JointRows
from ..joint.rows import current
from . import actions as enrolment_actions


@transaction.atomic
def change_role(enrolment, role, *, by=None):
    """Give the enrolment `role`. Returns the enrolment.

    Only participants take a place: a participant who gets another role frees theirs, and someone who becomes a
    participant needs one, else `Full` is raised. A person on the waiting list who becomes a speaker is enrolled.
    """
    activity = enrolment_actions.lock(enrolment.activity)
    enrolment = current(enrolment)
    if enrolment.role == role:
        return enrolment
    had_seat = enrolment.takes_seat
    group = JointRows.of(activity, enrolment)
    if role == Role.PARTICIPANT and _has_seated_source(group) and not enrolment_actions.has_place(activity):
        raise errors.Full()
    for row in group.rows:
        _cast_row(row, role, by)
    enrolment = group.write()
    enrolment_actions.audit(enrolment, by, role=role)
    if had_seat:
        enrolment_actions.promote_waiting(activity)
    return enrolment


def _has_seated_source(group):
    """Return whether the person would take a place as a participant."""
    return any(row.is_enrolled and row.source in SEATED for row in group.rows)


def _cast_row(row, role, by):
    row.role = role
    row.save(update_fields=["role"])
    if row.is_waiting and role != Role.PARTICIPANT:
        enrolment_actions.change(row, EnrolmentStatus.ENROLLED, by)
