"""Which part someone has in an activity: participant, speaker, trainer, staff."""

from django.db import transaction

from . import enrolling, errors
from .choices import EnrolmentStatus, Role
from .models import Enrolment


@transaction.atomic
def cast(enrolment, role, *, by=None):
    """Give the enrolment `role`. Only participants take a seat: one who stops being one frees theirs, and who becomes
    one needs a place, else `Full` is raised. Someone waiting who becomes a speaker is in.
    """
    activity = enrolling.lock(enrolment.activity)
    enrolment = Enrolment.objects.select_related("person").get(pk=enrolment.pk)
    if enrolment.role == role:
        return enrolment
    had_seat = enrolment.takes_seat
    enrolment.role = role
    if enrolment.takes_seat and not enrolling.has_place(activity):
        raise errors.Full()
    enrolment.save(update_fields=["role"])
    enrolling.audit(enrolment, by, role=role)
    if enrolment.is_waiting and role != Role.PARTICIPANT:
        enrolling.change(enrolment, EnrolmentStatus.ENROLLED, by)
    if had_seat:
        enrolling.fill_places(activity)
    return enrolment
