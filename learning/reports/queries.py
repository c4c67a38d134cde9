"""Figures of a scope, by activity and of all of them together, in a fixed number of queries."""

from collections import Counter

from django.db.models import Case, Count, Exists, Max, Min, OuterRef, Q, Sum, Value, When
from django.db.models.functions import Coalesce, ExtractYear

from learning.activities.choices import Status
from learning.activities.models import Activity, Enrolment
from learning.people.counting import canonical_id
from learning.people.models import Person

from .conditions import CONDITIONS, DISTINCT, condition, counted
from .figures import BODIES, PEOPLE, Figures
from .scopes import Scope

# Persons who are several rows: those merged into another, and those into whom some are.
OF_SEVERAL = Q(person__in=Person.objects.exclude(merged_into=None).values("pk")) | Q(
    person__in=Person.objects.exclude(merged_into=None).values("merged_into")
)
# What the copy on the enrolment says of whom someone came for.
COPIED = ("organisation", "organisation_kind", "is_member", "country", "region")


def years():
    """Every year that an activity belongs to, the latest first."""
    begun = Activity.objects.order_by().with_begin().exclude(begin=None)
    found = set(begun.values_list(ExtractYear("begin"), flat=True))
    started = Enrolment.objects.exclude(participated_on=None).filter(activity__starts_on=None).order_by()
    found |= set(started.values_list(ExtractYear("participated_on"), flat=True))
    return sorted(found, reverse=True)


def held(scope, without=()):
    """Activities of the scope that count as one each: not cancelled, no mere total of others, and someone took part
    or an officer says that it was held.
    """
    took_part = Enrolment.objects.annotate(body=canonical_id("organisation")).filter(
        scope.on_enrolments(), activity=OuterRef("pk"), participated_on__isnull=False
    )
    found = scope.activities().exclude(status=Status.CANCELLED).exclude(pk__in=without).filter(is_aggregate=False)
    return found.filter(Exists(took_part) if _is_of_some(scope) else _said_held() | Exists(took_part))


def figures_by_activity(scope, among=None):
    """{activity id: Figures} of those with anybody in them. `among` narrows to these activities' ids. Three queries."""
    rows = _among(counted(scope), among)
    people = {measure: Count("pk", filter=condition(measure, scope)) for measure in PEOPLE}
    distinct = {measure: Count("who", filter=condition(measure, scope), distinct=True) for measure in PEOPLE}
    parts = [
        rows.exclude(OF_SEVERAL).values("activity").annotate(**people),
        rows.filter(OF_SEVERAL).values("activity").annotate(**distinct),
        _representatives(rows, scope, "activity").values("activity").annotate(**_bodies()),
    ]
    found = {}
    for part, measures in zip(parts, (PEOPLE, PEOPLE, BODIES), strict=True):
        for row in part.values("activity", *measures):
            told = found.setdefault(row["activity"], Counter())
            told.update({measure: row[measure] for measure in measures})
    return {activity: Figures(**told) for activity, told in found.items()}


def people_of(scope, among=None, without=()):
    """The scope as a whole: each person, organisation, place, country and region once. Three queries."""
    return _both(_among(counted(scope), among).exclude(activity__in=without), scope)[0]


def participations_of(scope, among=None, without=()):
    """The scope as a whole, persons once *per activity*: what rates, no-shows and "participations" are made of."""
    return _both(_among(counted(scope), among).exclude(activity__in=without), scope)[1]


def both_of(scope, among=None, without=()):
    """(people, participations): both of the above together. Four queries."""
    return _both(_among(counted(scope), among).exclude(activity__in=without), scope)


def behind(measure, scope, without=()):
    """The enrolments that `measure` counts, with whom they are of."""
    found = counted(scope).filter(condition(measure, scope)).exclude(activity__in=without)
    return found.select_related(
        "activity", "person__merged_into__merged_into", "organisation__merged_into__merged_into"
    )


def breakdown(scope, by, measures=("participants",), without=()):
    """[(value of `by`, {measure: number})] for a column of the copy: region, country, body, organisation_kind, gender.

    People, each once per row: a person of two rows stands in both, so rows are never added. One query.
    """
    counts = {
        measure: Count(DISTINCT.get(measure, "who"), filter=condition(measure, scope), distinct=True)
        for measure in measures
    }
    rows = counted(scope).exclude(activity__in=without).values(by).annotate(**counts)
    return [(row[by], {measure: row[measure] for measure in measures}) for row in rows.order_by(by)]


def _among(rows, among):
    return rows if among is None else rows.filter(activity__in=among)


def _both(rows, scope):
    """(people, participations). Almost everybody is one row of people, whose enrolments are one an activity: these
    need no look at whom they count as, and one pass counts both. Those of several rows are few.
    """
    several = rows.filter(OF_SEVERAL)
    people, participations = _alone(rows.exclude(OF_SEVERAL), scope)
    people.update(_flagged(several, scope, "who"))
    participations.update(_flagged(several, scope, "activity", "who"))
    bodies = _representatives(rows, scope).aggregate(**_bodies())
    return Figures(**people, **bodies), Figures(**participations, **bodies)


def _alone(rows, scope):
    """(people, participations) of persons who are one row each, as Counters."""
    times = {f"times_{measure}": Count("pk", filter=condition(measure, scope)) for measure in PEOPLE}
    some = {measure: Count(Case(When(**{f"times_{measure}__gt": 0}, then=1))) for measure in PEOPLE}
    sums = {f"sum_{measure}": Coalesce(Sum(f"times_{measure}"), 0) for measure in PEOPLE}
    told = rows.values("person").annotate(**times).aggregate(**some, **sums)
    return (
        Counter({measure: told[measure] for measure in PEOPLE}),
        Counter({measure: told[f"sum_{measure}"] for measure in PEOPLE}),
    )


def _flagged(rows, scope, *by):
    """How many groups of rows of the same `by` have one that a measure counts, for each measure of people."""
    flags = {
        f"is_{measure}": Max(Case(When(condition(measure, scope), then=Value(1)), default=Value(0)))
        for measure in PEOPLE
    }
    counts = {measure: Coalesce(Sum(f"is_{measure}"), 0) for measure in PEOPLE}
    return rows.values(*by).annotate(**flags).aggregate(**counts)


def _representatives(rows, scope, *by):
    """Of participants with the same copy, one: all that bodies are counted by is on it."""
    of_each = rows.filter(condition("participants", scope)).values(*by, *COPIED).annotate(one=Min("pk"))
    return counted(Scope()).filter(pk__in=of_each.values("one"))


def _bodies():
    return {measure: Count(DISTINCT[measure], filter=CONDITIONS[measure], distinct=True) for measure in BODIES}


def _said_held():
    return Q(status__in=[Status.HELD, Status.CONFIRMED])


def _is_of_some(scope):
    return bool(scope.region or scope.country or scope.organisation_kind or scope.organisation)
