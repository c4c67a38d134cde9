"""Accommodations: more time or attempts at the quizzes of one activity for one person."""

from django.db import transaction

from learning.activities.enrolment.actions import lock
from learning.activities.joint.rows import ids_of
from learning.people import audit_log

from ..models import Accommodation, Attempt
from .actions import deadline
from .quiz_pages import allowance_of, editions_of
from .state import Allowance


@transaction.atomic
def accommodate(enrolment, *, extra_time=0, extra_attempts=0, by=None):
    """Give `enrolment` `extra_time` (per cent) and `extra_attempts` in addition; zero for both takes both back.

    The deadline of an attempt under way is moved at once if the new one is later; it is never moved earlier.
    """
    lock(enrolment.activity)
    wanted = {"extra_time": extra_time, "extra_attempts": extra_attempts}
    before = allowance_of(enrolment)
    if (before.extra_time, before.extra_attempts) == (extra_time, extra_attempts):
        return
    for row in ids_of(enrolment):
        _give(row, wanted)
    audit_log.record(audit_log.Action.ACCOMMODATION_CHANGED, by, enrolment, details=wanted)
    _lengthen(enrolment, Allowance(extra_time))


def _give(row, wanted):
    if any(wanted.values()):
        Accommodation.objects.update_or_create(enrolment_id=row, defaults=wanted)
    else:
        Accommodation.objects.filter(enrolment=row).delete()


def _lengthen(enrolment, allowance):
    under_way = Attempt.objects.select_for_update().filter(
        enrolment__in=ids_of(enrolment), submitted_at=None, minutes__isnull=False
    )
    for attempt in under_way:
        rules = next(iter(editions_of(attempt.quiz_key)), None)
        later = deadline(attempt.started_at, attempt.minutes, allowance, rules.closes_at if rules else None)
        if later > attempt.deadline:
            attempt.deadline = later
            attempt.save(update_fields=["deadline"])
