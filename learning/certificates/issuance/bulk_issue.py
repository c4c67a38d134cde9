"""All that an activity's people have earned, issued in the background, some hundred at a time.

Each batch is a transaction: stopped at any moment, every certificate is there wholly or not at all, and whoever goes on
finds out from the rows themselves who is still waiting. `Award.asked_at` stands until the end, so that the timer goes on.
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
# What was asked for this long ago and isn't done was stopped on the way.
STOPPED = timedelta(minutes=10)
# How long after its end attendance may still complete someone by itself; what is older an officer looks at first.
RECENTLY = timedelta(days=30)


@transaction.atomic
def ask(activity, *, by=None):
    """Have everything issued that `activity`'s people have earned, once this is committed."""
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
    """Issue all of `kinds` that is earned. Returns how many; together with one that runs beside it none is there twice."""
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
    """Certify those after the enrolment `last`: (the last one looked at or None, how many). Who has no name is passed over."""
    activity = lock(activity)
    waiting = eligibility.waiting(activity).get(kind, Enrolment.objects.none()).filter(pk__gt=last).order_by("pk")
    batch = list(waiting.select_related("activity", PERSON)[:BATCH])
    return (batch[-1].pk, len(write(activity, batch, kind))) if batch else (None, 0)


def _tell_the_untold(activity):
    """Whose certificate was written just before everything stopped last time, so that no mail was."""
    untold = Certificate.objects.standing().filter(enrolment__activity=activity, told_at=None)
    certificate_emails.notify_holder(list(untold.values_list("pk", flat=True)))


def go_on():
    """What the timer does: take up what was stopped, and issue what attendance has proved now that the end is past.

    Returns how many were issued.
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
