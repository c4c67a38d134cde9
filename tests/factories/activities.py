from datetime import timedelta
from itertools import count

from django.utils import timezone

from learning.activities.choices import EnrolmentStatus, Kind
from learning.activities.enrolment.affiliation_snapshot import take_snapshot
from learning.activities.models import Activity, Enrolment, Session

from .people import make_person

numbers = count(1)


def make_activity(title=None, kind=Kind.WEBINAR, **fields):
    return Activity.objects.create(title=title or f"Activity {next(numbers)}", kind=kind, **fields)


def make_session(activity, starts_at=None, minutes=60, **fields):
    """Return a session of `minutes`, in a week by default."""
    starts_at = starts_at or timezone.now() + timedelta(days=7)
    return Session.objects.create(
        activity=activity, starts_at=starts_at, ends_at=starts_at + timedelta(minutes=minutes), **fields
    )


def make_enrolment(activity, person=None, **fields):
    """Return an enrolment with its affiliation snapshot, without checks of rules, events or e-mails."""
    enrolment = Enrolment(
        activity=activity,
        person=person or make_person(),
        **{"status": EnrolmentStatus.ENROLLED, "enrolled_at": timezone.now(), **fields},
    )
    take_snapshot(enrolment, enrolment.person.organisation)
    enrolment.save()
    return enrolment
