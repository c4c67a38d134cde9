"""Outcomes of applications, as conditions on enrolments beside those of `conditions`."""

from django.db.models import Count, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from learning.activities.choices import EnrolmentStatus, Source
from learning.activities.joint.rows import leading_id
from learning.activities.models import Enrolment, EnrolmentEvent
from learning.activities.querysets import DayThere

from ..measures.conditions import CONDITIONS, SELF_PACED, ZONE
from .activity_pools import Pool
from .enrolments import belonging

OF_THEM = Q(enrolment=OuterRef("pk")) | Q(enrolment__merged_into=OuterRef("pk"))
APPLIED_EVENTS = EnrolmentEvent.objects.filter(OF_THEM, status=EnrolmentStatus.APPLIED)
APPLIED = (
    Q(
        pk__in=EnrolmentEvent.objects.filter(status=EnrolmentStatus.APPLIED)
        .order_by()
        .values(lead=leading_id("enrolment"))
    )
    | Q(source=Source.APPLICATION)
    | Q(status=EnrolmentStatus.APPLIED)
)
# Where someone stands now is one of the first five; came and completed are of all who applied.
FUNNEL = {
    "applied": Q(pk__isnull=False),
    "undecided": Q(status=EnrolmentStatus.APPLIED),
    "chosen": Q(status=EnrolmentStatus.ENROLLED),
    "waiting": Q(status=EnrolmentStatus.WAITING),
    "declined": Q(status=EnrolmentStatus.DECLINED),
    "withdrawn": Q(status=EnrolmentStatus.WITHDRAWN),
    "came": CONDITIONS["attendees"],
    "completed": CONDITIONS["completers"],
}


def applications(scope):
    """Enrolments that began with an application. In a course that is always open, the day of applying decides.

    Those to what has not begun are among them; those to what was cancelled, or what a declared figure covers, are not."""
    first = APPLIED_EVENTS.order_by("at").values("at")[:1]
    rows = Enrolment.objects.order_by().filter(
        scope.on_enrolments(), belonging(Pool.of(scope).with_upcoming()), APPLIED
    )
    if not scope.has_period:
        return rows
    applied_day = DayThere(Coalesce(Subquery(first), "queued_at", "enrolled_at"), ZONE)
    return rows.annotate(applied_day=applied_day).filter(~SELF_PACED | scope.during("applied_day"))


def funnels(scope):
    """{activity id: {step of FUNNEL: people}}. One query."""
    rows = applications(scope)
    times = {f"n_{step}": Count(Value(1), filter=asked) for step, asked in FUNNEL.items()}
    return {
        row["activity"]: {step: row[f"n_{step}"] for step in FUNNEL}
        for row in rows.values("activity").annotate(**times)
    }


def behind(step, scope):
    """The enrolments that a step counts, with whom they are of."""
    found = applications(scope).filter(FUNNEL[step])
    return found.select_related(
        "activity", "person__merged_into__merged_into", "organisation__merged_into__merged_into"
    )
