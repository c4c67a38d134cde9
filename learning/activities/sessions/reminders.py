"""Reminders: one e-mail to everyone enrolled on the day before a session."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ..choices import EnrolmentStatus, Status
from ..models import Enrolment, Session
from ..notifications import enrolment_emails

AHEAD = timedelta(hours=24)


def remind():
    """Queue the reminders that are due and return their number. Run twice or by two timers at once, it reminds once."""
    now = timezone.now()
    due = Session.objects.filter(starts_at__gt=now, starts_at__lte=now + AHEAD, reminded_at=None)
    return sum(
        _remind_of(session) for session in due.select_related("activity").exclude(activity__status=Status.CANCELLED)
    )


@transaction.atomic
def _remind_of(session):
    if not Session.objects.filter(pk=session.pk, reminded_at=None).update(reminded_at=timezone.now()):
        return 0
    enrolled = Enrolment.objects.filter(activity=session.activity_id, status=EnrolmentStatus.ENROLLED)
    return enrolment_emails.notify_all(session.activity, enrolled, "reminder", expires_at=session.ends_at)
