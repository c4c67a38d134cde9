"""Learning hours: each moment that a person was there live once, plus the nominal minutes of the lessons they completed."""

from collections import defaultdict
from datetime import UTC, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Case, F, Max, Q, RowRange, Sum, When, Window
from django.db.models.functions import Coalesce, Greatest, Least, TruncDate

from learning.activities.models import Activity, CompletedStep, Presence
from learning.people.counting import canonical_id

from .conditions import PARTICIPATED, counted

NOTHING = timedelta()
TENTH = Decimal("0.1")


def hours_of(scope, without=()):
    """The hours of the scope as a whole, to one decimal. Two queries."""
    rows = _participations(scope).exclude(activity__in=without)
    live = _stretches(rows).aggregate(total=Sum("gained"))["total"] or NOTHING
    minutes = _steps(rows, scope).aggregate(total=Sum("nominal"))["total"] or 0
    return in_hours(live + timedelta(minutes=minutes))


def hours_by_activity(scope, among=None):
    """{activity id: hours} of those with any; `among` narrows to these ids. Two queries."""
    rows = _participations(scope)
    rows = rows if among is None else rows.filter(activity__in=among)
    found = defaultdict(timedelta)
    for activity, gained in _stretches(rows).values_list("enrolment__activity", "gained"):
        found[activity] += gained
    for activity, minutes in _steps(rows, scope).values_list("enrolment__activity", "nominal"):
        found[activity] += timedelta(minutes=minutes)
    return {activity: in_hours(total) for activity, total in found.items()}


def in_hours(length):
    return (Decimal(length // timedelta(seconds=1)) / 3600).quantize(TENTH, ROUND_HALF_UP)


def _participations(scope):
    return counted(scope).filter(PARTICIPATED)


def _stretches(rows):
    """Evidence cut to its session, each with what it adds (`gained`) to what came before of the same person there.

    A check-in is the whole session as it stands now. Two rows of one person are joined too.
    """
    checked_in = Q(source=Presence.Source.CHECK_IN)
    live = Presence.objects.filter(
        enrolment__in=rows.values("pk"), mode=Presence.Mode.LIVE, withdrawn_at=None
    ).annotate(
        who=canonical_id("enrolment__person"),
        start=Case(When(checked_in, then="session__starts_at"), default=Greatest("starts_at", "session__starts_at")),
        end=Case(When(checked_in, then="session__ends_at"), default=Least("ends_at", "session__ends_at")),
    )
    before = Window(
        Max("end"), partition_by=["session", "who"], order_by=["start", "pk"], frame=RowRange(start=None, end=-1)
    )
    reached = live.filter(end__gt=F("start")).annotate(reached=Coalesce(before, "start")).order_by()
    return reached.annotate(gained=Greatest("end", "reached") - Greatest("start", "reached"))


def _steps(rows, scope):
    """Lessons done, each once per person; in a course that is always open, those done in the period."""
    done = CompletedStep.objects.filter(enrolment__in=rows.values("pk")).order_by()
    if scope.has_period:
        always_open = Q(enrolment__activity__in=Activity.objects.any_time().order_by().values("pk"))
        done = done.annotate(day=TruncDate("completed_at", tzinfo=UTC)).filter(~always_open | scope.during("day"))
    return done.values("enrolment__activity", "step_key", who=canonical_id("enrolment__person")).annotate(
        nominal=Max("minutes")
    )
