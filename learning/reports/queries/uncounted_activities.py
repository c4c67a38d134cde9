"""Activities that do not count: cancelled, not begun, aggregates and their parts."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils import timezone

from learning.activities.choices import Status
from learning.activities.models import Activity

# The largest difference between the dates of two places.
A_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Register:
    """`cancelled` and `upcoming` are ids; `parts` is {id of an aggregate: ids of the activities it is the total of}."""

    cancelled: frozenset
    upcoming: frozenset
    parts: dict

    @classmethod
    def read(cls):
        """One query."""
        now = timezone.now()
        may_be_upcoming = Q(span__begins__gt=now) | Q(span__begins=None, starts_on__gte=now.date() - A_DAY)
        asked = Q(status=Status.CANCELLED) | Q(is_aggregate=True) | Q(parent__isnull=False) | may_be_upcoming
        columns = ("pk", "parent", "is_aggregate", "status", "span__begins", "starts_on", "time_zone")
        rows = list(Activity.objects.filter(asked).order_by().values_list(*columns))
        return cls(
            frozenset(row[0] for row in rows if row[3] == Status.CANCELLED),
            frozenset(row[0] for row in rows if not _has_begun(now, *row[4:])),
            _parts(rows),
        )

    @property
    def never_counted(self):
        """Ids of activities whose own enrolments count nowhere."""
        return self.cancelled | self.parts.keys()

    def with_parts(self, activities):
        """The ids `activities` and those of the parts of the aggregates among them."""
        return frozenset(activities).union(*(self.parts.get(pk, ()) for pk in activities))


def _has_begun(now, begins, starts_on, time_zone):
    """By the first session or, without one, by the first day where the activity takes place. No date: always open."""
    if begins:
        return begins <= now
    return starts_on is None or starts_on <= now.astimezone(ZoneInfo(time_zone)).date()


def _parts(rows):
    children = defaultdict(list)
    for pk, parent, *_rest in rows:
        children[parent].append(pk)
    aggregates = {pk for pk, _parent, is_aggregate, *_rest in rows if is_aggregate}
    return {pk: frozenset(_below(pk, children)) - aggregates for pk in aggregates}


def _below(activity, children):
    """Ids of all activities under one, at any depth."""
    found, waiting = set(), [activity]
    while waiting:
        new = set(children[waiting.pop()]) - found - {activity}
        found |= new
        waiting += new
    return found
