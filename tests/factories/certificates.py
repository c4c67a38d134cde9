from django.db import transaction
from django.utils import timezone

from learning.activities.choices import Completion, Kind
from learning.certificates.issuance.actions import write
from learning.certificates.models import Award, Certificate

from .activities import make_activity, make_enrolment


def make_completed(activity=None, person=None, **fields):
    """Return an enrolment that an officer marked complete, without certificate or e-mail."""
    activity = activity or make_activity(kind=Kind.COURSE)
    done = {"completed_at": timezone.now(), "completed_by": Completion.OFFICER}
    return make_enrolment(activity, person, **{**done, **fields})


def make_award(activity, **fields):
    return Award.objects.create(activity=activity, **fields)


def make_certificate(person=None, activity=None, kind="completion", **fields):
    """Return an issued certificate whose holder was notified; `fields` overwrite what the action wrote."""
    enrolment = make_completed(activity, person)
    with transaction.atomic():
        (certificate,) = write(enrolment.activity, [enrolment], kind, writes=False)
    Certificate.objects.filter(pk=certificate.pk).update(**fields)
    certificate.refresh_from_db()
    return certificate
