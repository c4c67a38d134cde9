"""Learning hours: each moment that a person was there live once, plus the nominal minutes of the lessons they completed."""

from collections import defaultdict
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Case, F, Max, Q, RowRange, Sum, When, Window
from django.db.models.functions import Coalesce, Greatest, Least

from learning.activities.models import CompletedStep, Enrolment, Presence
from learning.people.counting import canonical_id

from .conditions import PARTICIPATED
from .enrolments import belonging, through
from .once_each import twins
from .pools import Pool

NOTHING = timedelta()
TENTH = Decimal("0.1")
WHO = canonical_id("enrolment__person")
# What is always open has no sessions to come to.
NEVER = Q(pk__in=[])


def hours_of(scope, without=()):
    """The hours of the scope as a whole, to one decimal. Six queries."""
    pool, took_part = Pool.of(scope), scope.on_enrolments() & PARTICIPATED
    dated, any_of_them = belonging(pool, None, without, NEVER), belonging(pool, None, without)
    # Two rows of one person in one activity are joined; of all others each stands for itself.
    joined = twins(Enrolment.objects.filter(took_part, any_of_them))
    # Evidence is of a session of the activity that someone is enrolled in: there are fewer sessions to look it up by.
    present = through("enrolment", took_part & dated) & through("session", dated)
    of_joined = Q(enrolment__in=list(joined))
    live = _live(present & ~of_joined, F("enrolment")) + _live(present & of_joined, WHO)
    # In a course that is always open, lessons count that were done in the period.
    done = CompletedStep.objects.filter(
        through("enrolment", took_part & any_of_them), scope.during("completed_at") | through("enrolment", dated)
    )
    minutes = done.order_by().aggregate(total=Sum("minutes"))["total"] or 0
    return in_hours(live + timedelta(minutes=minutes - _twice(scope, pool, joined)))


def in_hours(length):
    return (Decimal(length // timedelta(seconds=1)) / 3600).quantize(TENTH, ROUND_HALF_UP)


def _live(present, who):
    return _stretches(present, who).aggregate(total=Sum("gained"))["total"] or NOTHING


def _stretches(present, who):
    """Evidence cut to its session, each with what it adds (`gained`) to what came before of the same `who` there.

    A check-in is the whole session as it stands now.
    """
    checked_in = Q(source=Presence.Source.CHECK_IN)
    live = Presence.objects.filter(present, mode=Presence.Mode.LIVE, withdrawn_at=None).annotate(
        who=who,
        start=Case(When(checked_in, then="session__starts_at"), default=Greatest("starts_at", "session__starts_at")),
        end=Case(When(checked_in, then="session__ends_at"), default=Least("ends_at", "session__ends_at")),
    )
    before = Window(
        Max("end"), partition_by=["session", "who"], order_by=["start", "pk"], frame=RowRange(start=None, end=-1)
    )
    reached = live.filter(end__gt=F("start")).annotate(reached=Coalesce(before, "start")).order_by()
    return reached.annotate(gained=Greatest("end", "reached") - Greatest("start", "reached"))


def _twice(scope, pool, joined):
    """The minutes too many of lessons that two rows of one person did: the longer counts."""
    dated = [pk for pk, (activity, _who) in joined.items() if pool is None or activity in pool.dated]
    steps = CompletedStep.objects.filter(
        scope.during("completed_at") | Q(enrolment__in=dated), enrolment__in=list(joined)
    )
    done = defaultdict(list)
    for enrolment, step, minutes in steps.order_by().values_list("enrolment", "step_key", "minutes"):
        done[*joined[enrolment], step].append(minutes)
    return sum(sum(minutes) - max(minutes) for minutes in done.values())
