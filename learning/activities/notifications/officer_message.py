"""A message from an officer to the people of an activity."""

from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from learning.people.names import clean_name

from ..choices import EnrolmentStatus
from . import enrolment_emails


class Audience(models.TextChoices):
    ENROLLED = "enrolled", _("Everyone enrolled")
    WAITING = "waiting", _("Everyone on the waiting list")
    TOOK_PART = "took_part", _("Everyone who took part")
    NOT_COMPLETED = "not_completed", _("Everyone enrolled who has not completed it")


CONDITIONS = {
    Audience.ENROLLED: Q(status=EnrolmentStatus.ENROLLED),
    Audience.WAITING: Q(status=EnrolmentStatus.WAITING),
    Audience.TOOK_PART: Q(participated_on__isnull=False),
    Audience.NOT_COMPLETED: Q(status=EnrolmentStatus.ENROLLED, completed_at=None),
}


def recipients(activity, audience):
    """List one enrolment for each canonical person of `audience` who may be written to."""
    return enrolment_emails.one_per_person(activity.enrolments.filter(CONDITIONS[audience]))


@transaction.atomic
def write(activity, audience, *, subject, text):
    """Queue `text` as one e-mail to each person of `audience`. Returns the number of e-mails."""
    audience = activity.enrolments.filter(CONDITIONS[audience])
    return enrolment_emails.notify_all(activity, audience, "message", subject=clean_name(subject), text=text)
