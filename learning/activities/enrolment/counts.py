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
# Each figure's people: the same condition counts them and lists them.
COUNTED = {
    "enrolled": Q(**SEATED_ENROLMENT),
    "queueing": PARTICIPANT & Q(status=EnrolmentStatus.WAITING),
    "took_part": PARTICIPANT & FACTS["participants"],
    "completed": PARTICIPANT & FACTS["completers"],
    "replayed": PARTICIPANT & FACTS["replays"],
}


# How long a page may show the number of people in a course without limit: counting them reads each row.
KEPT = 10 * 60


def taking(activity):
    """How many people have a place in one activity; see `taking_each`."""
    return taking_each([activity])[activity.pk]


def taking_each(activities):
    """{activity id: how many people have a place in it}, of activities that come from `with_seats()`.

    The number is counted where places are limited, and otherwise at most ten minutes old. One query where a number was
    not kept, whatever the number of activities.
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
    """Adds a number for each of COUNTED, and `represented`: organisations with a participant."""
    counts = {name: _count("pk", condition) for name, condition in COUNTED.items()}
    return activities.annotate(**counts, represented=_count(canonical_id("organisation"), COUNTED["took_part"]))


def _count(what, condition):
    counted = Enrolment.objects.filter(condition, activity=OuterRef("pk")).order_by()
    each = counted.values("activity").annotate(number=Count(what, distinct=True)).values("number")
    return Coalesce(Subquery(each, output_field=IntegerField()), 0)
