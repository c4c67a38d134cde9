"""Viewings of recordings, with the intervals of all rows of a person joined."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Subquery
from django.db.models.functions import Coalesce, ExtractYear

from learning.activities.attendance import intervals
from learning.activities.attendance.presence import REPLAY_SECONDS
from learning.activities.choices import Role
from learning.activities.models import Viewing
from learning.activities.models.evidence import WATCHED_SHARE
from learning.activities.querysets import DayThere
from learning.people.canonical import canonical_id

# By the clock of the activity, as the day on which someone became a viewer.
YEAR = ExtractYear(DayThere("first_seen_at", "enrolment__activity__time_zone"))


@dataclass
class Watched:
    """Of one recording. `by_year`: viewers by the year in which they first saw it. `readers` say that they read its
    transcript: they are apart, and viewers only where they saw enough of it too."""

    viewers: int = 0
    watched: int = 0
    seconds: int = 0
    readers: int = 0
    by_year: dict = field(default_factory=dict)

    @property
    def minutes(self):
        return round(self.seconds / 60)


def watched(keys, year=None):
    """{recording key: Watched} of the recordings with these keys, in `year` where one is chosen. One query."""
    by_recording = defaultdict(Watched)
    for (key, _who), (seen, length, first, has_read) in _by_person(keys).items():
        if year and first != year:
            continue
        found, seconds = by_recording[key], sum(end - start for start, end in intervals.union(seen))
        found.seconds += seconds
        found.readers += has_read
        if seconds < REPLAY_SECONDS:
            continue
        found.viewers += 1
        found.watched += seconds >= WATCHED_SHARE * length
        found.by_year[first] = found.by_year.get(first, 0) + 1
    return by_recording


def _by_person(keys):
    """{(recording key, canonical person): (stretches, length, year of the first look, whether they read it)}"""
    viewings = Viewing.objects.filter(recording_key__in=keys).order_by()
    # What someone is in an activity is said by the row that leads theirs.
    role = Coalesce("enrolment__merged_into__role", "enrolment__role")
    viewings = viewings.annotate(role=role).filter(role=Role.PARTICIPANT)
    rows = viewings.annotate(who=canonical_id("enrolment__person"), year=YEAR)
    found = {}
    columns = ("recording_key", "who", "stretches", "length", "year", "read_at")
    for key, who, seen, length, year, read_at in rows.values_list(*columns):
        before, longest, first, has_read = found.get((key, who), ([], 0, year, False))
        all_seen = before + [tuple(pair) for pair in seen]
        found[key, who] = (all_seen, max(length, longest), min(first, year), has_read or read_at is not None)
    return found


def years():
    """Every year from the first to the last in which somebody first saw a recording, the latest first. Two queries."""
    ends = [_year_of(Viewing.objects.order_by(order)) for order in ("first_seen_at", "-first_seen_at")]
    return list(range(ends[1], ends[0] - 1, -1)) if ends[0] else []


def _year_of(viewings):
    """The year of the first of these viewings. Only its own row is joined with its activity."""
    first = viewings.values("pk")[:1]
    return Viewing.objects.filter(pk=Subquery(first)).values_list(YEAR, flat=True).first()
