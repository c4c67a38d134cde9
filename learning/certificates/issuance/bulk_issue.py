"""Issue all certificates that the people of an activity have earned, in the background, in batches.

Each batch is a transaction: if the process stops, a certificate is either complete or missing, and the next run finds
the people who still wait from the rows themselves. `Award.asked_at` stays set until the end, so that the timer
continues.
"""

from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from learning.activities.choices import Completion
from learning.activities.enrolment.actions import lock
from learning.activities.models import Activity, Enrolment
from learning.people import audit_log

from ..choices import Kind
from ..models import Award, Certificate
from . import eligibility
from . import emails as certificate_emails
from .actions import PERSON, write

BATCH = 200
# A run that began this long ago and has not finished was interrupted.
STOPPED = timedelta(minutes=10)
# How long after the end of an activity attendance may still lead to certificates by itself; older ones wait for an
# officer.
RECENTLY = timedelta(days=30)


@transaction.atomic
def ask(activity, *, by=None):
    """Start issuing all certificates that the people of `activity` have earned, once the transaction is committed."""
    award, _is_new = Award.objects.get_or_create(activity=activity)
    award.asked_at = timezone.now()
    award.save(update_fields=["asked_at"])
    if by is not None:
        earned = sum(found.count() for found in eligibility.waiting(activity).values())
        audit_log.record(audit_log.Action.CERTIFICATES_ISSUED, by, activity, details={"certificates": earned})
    transaction.on_commit(partial(hand_out_later.enqueue, activity.pk))


@task()
def hand_out_later(activity_id):
    hand_out(Activity.objects.get(pk=activity_id))


def hand_out(activity, kinds=tuple(Kind)):
    """Issue all earned certificates of `kinds`. Returns their number; two concurrent runs issue none twice."""
    _tell_the_untold(activity)
    issued = 0
    for kind in kinds:
        last = 0
        while last is not None:
            last, made = _next_batch(activity, kind, last)
            issued += made
    Award.objects.filter(activity=activity).update(asked_at=None)
    return issued


@transaction.atomic
def _next_batch(activity, kind, last):
    """Issue certificates to a batch of enrolments with ids greater than `last`, skipping people without a name.

    Returns (the last id of the batch, the number of certificates), or (None, 0) if there is nothing left.
    """
    activity = lock(activity)
    waiting = eligibility.waiting(activity).get(kind, Enrolment.objects.none()).filter(pk__gt=last).order_by("pk")
    batch = list(waiting.select_related("activity", PERSON)[:BATCH])
    return (batch[-1].pk, len(write(activity, batch, kind))) if batch else (None, 0)


def _tell_the_untold(activity):
    """Send the e-mails that an interrupted run had not yet written."""
    untold = Certificate.objects.standing().filter(enrolment__activity=activity, told_at=None)
    certificate_emails.notify_holder(list(untold.values_list("pk", flat=True)))


def go_on():
    """Continue interrupted runs, and issue what attendance has proved now that the activity is over.

    Called by the timer. Returns the number of certificates issued.
    """
    now = timezone.now()
    proved = Activity.objects.filter(
        enrolments__completed_by=Completion.ATTENDANCE,
        enrolments__completed_at__gte=now - RECENTLY,
        enrolments__certificates=None,
        enrolments__merged_into=None,
    )
    issued = sum(hand_out(activity) for activity in Activity.objects.filter(award__asked_at__lt=now - STOPPED))
    return issued + sum(hand_out(activity, [Kind.COMPLETION]) for activity in proved.distinct())
