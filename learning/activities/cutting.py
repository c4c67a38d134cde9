"""Moments of people who were erased: days, but never on the other side of what figures compare them with."""

from datetime import UTC

from django.db.models import Case, F, Max, Min, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Now, TruncDay
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual

from .models import Session


def of_enrolments():
    """What an enrolment's moments become. Who enrolled after the end did not register in time, and who withdrew after
    the start is still counted as registered (counting.md): on that very day the moment becomes the session's.
    """
    return {
        "queued_at": _day("queued_at"),
        "enrolled_at": _not_before("enrolled_at", Max("ends_at")),
        "withdrawn_at": _not_before("withdrawn_at", Min("starts_at")),
        "completed_at": _day("completed_at"),
    }


def of_consents():
    """Whoever is erased takes every yes back."""
    return {"given_at": _day("given_at"), "revoked_at": TruncDay(Coalesce("revoked_at", Now()), tzinfo=UTC)}


def _day(moment):
    return TruncDay(moment, tzinfo=UTC)


def _not_before(moment, boundary):
    """Its day, or the boundary of the activity's sessions where that lies between the day's start and the moment."""
    sessions = Session.objects.filter(activity=OuterRef("activity")).order_by().values("activity")
    limit = Subquery(sessions.annotate(limit=boundary).values("limit"))
    crosses = Q(GreaterThanOrEqual(F(moment), limit)) & Q(GreaterThan(limit, _day(moment)))
    return Case(When(crosses, then=limit), default=_day(moment))
