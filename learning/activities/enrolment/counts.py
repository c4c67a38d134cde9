"""Counts of participants beside an activity in a list, each canonical person once (counting.md)."""

from django.core.cache import cache
from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from learning.people.canonical import canonical_id

from ..choices import EnrolmentStatus, Role
from ..models import Enrolment
from ..querysets import SEATED_ENROLMENT
from .facts import FACTS

PARTICIPANT = Q(role=Role.PARTICIPANT)
# The condition of each figure: the same condition counts the people and lists them.
COUNTED = {
    "enrolled": Q(**SEATED_ENROLMENT),
    "queueing": PARTICIPANT & Q(status=EnrolmentStatus.WAITING),
    "took_part": PARTICIPANT & FACTS["participants"],
    "completed": PARTICIPANT & FACTS["completers"],
    "replayed": PARTICIPANT & FACTS["replays"],
}


# Cache time in seconds for the number of people in an activity without limit: counting them reads each row.
KEPT = 10 * 60


def taking(activity):
    """Return the number of people with a place in one activity; see `taking_each`."""
    return taking_each([activity])[activity.pk]


def taking_each(activities):
    """Return {activity id: number of people with a place}, for activities from `with_seats()`.

    For limited places the number is exact, otherwise at most ten minutes old. One query if a number is not cached,
    whatever the number of activities.
    """
    numbers = {one.pk: one.seats_taken for one in activities if one.capacity is not None}
    keys = {_key(one.pk): one.pk for one in activities if one.capacity is None}
    numbers |= {keys[key]: number for key, number in cache.get_many(keys).items()} if keys else {}
    unknown = [pk for pk in keys.values() if pk not in numbers]
    if unknown:
        rows = Enrolment.objects.seated().filter(activity__in=unknown).order_by().values_list("activity")
        counted = dict.fromkeys(unknown, 0) | dict(rows.annotate(number=Count("pk")))
        cache.set_many({_key(pk): number for pk, number in counted.items()}, KEPT)
        numbers |= counted
    return numbers


def _key(pk):
    return f"activities.taking.{pk}"


def with_tally(activities):
    """Annotate a number for each of COUNTED, and `represented`: organisations with a participant."""
    counts = {name: _count("pk", condition) for name, condition in COUNTED.items()}
    return activities.annotate(**counts, represented=_count(canonical_id("organisation"), COUNTED["took_part"]))


def _count(what, condition):
    counted = Enrolment.objects.filter(condition, activity=OuterRef("pk")).order_by()
    each = counted.values("activity").annotate(number=Count(what, distinct=True)).values("number")
    return Coalesce(Subquery(each, output_field=IntegerField()), 0)
