"""Figures of activities: one query for all of them, one for their totals, one for what is declared."""

from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import ExtractYear

from learning.activities.models import Activity, Enrolment
from learning.people.counting import canonical_id

from .conditions import CONDITIONS, condition, counted

# A share of fewer people than this is never shown (counting.md: small cells).
SMALLEST_DENOMINATOR = 5
PERSON, ORGANISATION = canonical_id("person"), canonical_id("organisation")
# What is distinct in each figure; a person counts once however many rows are theirs.
DISTINCT = {
    "organisations": ORGANISATION,
    "members": ORGANISATION,
    "non_members": ORGANISATION,
    "countries": F("country"),
}


@dataclass(frozen=True)
class Figures:
    registrants: int = 0
    participants: int = 0
    walk_ins: int = 0
    replays: int = 0
    completers: int = 0
    organisations: int = 0
    members: int = 0
    non_members: int = 0
    countries: int = 0
    women: int = 0
    answered: int = 0

    @property
    def women_share(self):
        """Women among those who answered, in whole per cent; None where that is no figure to show."""
        return _percent(self.women, self.answered)

    @property
    def coverage(self):
        """Who answered among the participants, in whole per cent."""
        return _percent(self.answered, self.participants)


def _percent(part, whole):
    """Half a per cent rounds up, as people expect; None under the smallest denominator."""
    return (200 * part + whole) // (2 * whole) if whole >= SMALLEST_DENOMINATOR else None


def in_year(activities, year):
    """Those of `activities` (with their `begin`) that belong to `year`."""
    started = Enrolment.objects.filter(activity=OuterRef("pk"), role="participant", participated_on__year=year)
    return activities.filter(Q(begin__year=year) | Q(begin=None) & Exists(started))


def years():
    """Every year that an activity belongs to, the latest first."""
    begun = Activity.objects.order_by().with_begin().exclude(begin=None)
    found = set(begun.values_list(ExtractYear("begin"), flat=True))
    started = Enrolment.objects.exclude(participated_on=None).filter(activity__starts_on=None).order_by()
    found |= set(started.values_list(ExtractYear("participated_on"), flat=True))
    return sorted(found, reverse=True)


def _aggregates(year):
    return {
        measure: Count(DISTINCT.get(measure, PERSON), filter=condition(measure, year), distinct=True)
        for measure in CONDITIONS
    }


def figures_by_activity(activities, year=None):
    """{activity id: Figures} of those with anybody in them."""
    rows = counted().filter(activity__in=activities).order_by().values("activity").annotate(**_aggregates(year))
    return {
        row.pop("activity"): Figures(**{measure: row[measure] for measure in CONDITIONS})
        for row in rows.values("activity", *CONDITIONS)
    }


def people_of(activities, year=None):
    """The figures of all `activities` together: each person, organisation and country counted once."""
    return Figures(**counted().filter(activity__in=activities).aggregate(**_aggregates(year)))


def behind(measure, activities, year=None):
    """The enrolments that `measure` counts, with whom they are of."""
    found = counted().filter(condition(measure, year), activity__in=activities)
    return found.select_related(
        "activity", "person__merged_into__merged_into", "organisation__merged_into__merged_into"
    )
