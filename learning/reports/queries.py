"""Figures of a scope: by activity in one query, of all of them together in two."""

from django.db.models import Case, Count, Exists, Max, OuterRef, Q, Sum, Value, When
from django.db.models.functions import Coalesce, ExtractYear

from learning.activities.choices import Status
from learning.activities.models import Activity, Enrolment
from learning.people.counting import canonical_id

from .conditions import CONDITIONS, DISTINCT, PARTICIPATED, condition, counted
from .figures import PEOPLE, Figures


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
    """{activity id: Figures} of those with anybody in them. `among` narrows to these activities' ids."""
    rows = _among(counted(scope), among).values("activity")
    counts = {
        measure: Count(DISTINCT.get(measure, "who"), filter=condition(measure, scope), distinct=True)
        for measure in CONDITIONS
    }
    return {row.pop("activity"): Figures(**row) for row in rows.annotate(**counts).values("activity", *CONDITIONS)}


def people_of(scope, among=None, without=()):
    """The scope as a whole: each person, organisation, place, country and region once. Two queries."""
    rows = _among(counted(scope), among).exclude(activity__in=without)
    return Figures(**_flagged(rows, scope, "who"), **_bodies(rows, scope))


def participations_of(scope, among=None, without=()):
    """The scope as a whole, persons once *per activity*: what rates, no-shows and "participations" are made of."""
    rows = _among(counted(scope), among).exclude(activity__in=without)
    return Figures(**_flagged(rows, scope, "activity", "who"), **_bodies(rows, scope))


def both_of(scope, without=()):
    """(people, participations): both of the above in three queries."""
    rows = counted(scope).exclude(activity__in=without)
    bodies = _bodies(rows, scope)
    people, participations = _flagged(rows, scope, "who"), _flagged(rows, scope, "activity", "who")
    return Figures(**people, **bodies), Figures(**participations, **bodies)


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


def _flagged(rows, scope, *by):
    """How many groups of rows of the same `by` have one that a measure counts, for each measure of people."""
    flags = {
        f"is_{measure}": Max(Case(When(condition(measure, scope), then=Value(1)), default=Value(0)))
        for measure in PEOPLE
    }
    counts = {measure: Coalesce(Sum(f"is_{measure}"), 0) for measure in PEOPLE}
    return rows.values(*by).annotate(**flags).aggregate(**counts)


def _bodies(rows, scope):
    counts = {
        measure: Count(what, filter=condition(measure, scope), distinct=True) for measure, what in DISTINCT.items()
    }
    return rows.filter(PARTICIPATED).aggregate(**counts)


def _said_held():
    return Q(status__in=[Status.HELD, Status.CONFIRMED])


def _is_of_some(scope):
    return bool(scope.region or scope.country or scope.organisation)
