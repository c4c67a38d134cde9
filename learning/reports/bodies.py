"""What people came for: organisations, places, countries and regions, by the copy on their enrolments."""

from collections import Counter

from django.db.models import Case, Count, Min, Q, Value, When

from learning.activities.models import Enrolment
from learning.people.counting import canonical_id
from learning.people.models import Organisation

from .conditions import CONDITIONS, DISTINCT
from .figures import BODIES
from .regrouping import regrouped

ANY = Q()
COPIED = ("organisation", "organisation_kind", "is_member", "country", "region")


def bodies_of(participants, measures=BODIES):
    """{measure: how many different} of those of `measures` that are of bodies. Two queries."""
    asked = counts(measures)
    return representatives(participants, whole=ANY)["whole"].aggregate(**asked) if asked else {}


def organisations_of(participants, asked):
    """{name: how many organisations each of `asked` ({name: condition}) finds}. Two queries."""
    times = {name: Count(Value(1), filter=condition) for name, condition in asked.items()}
    counts_as, found = merged(), {name: set() for name in asked}
    for row in participants.values("organisation").annotate(**times):
        for name in asked:
            if row[name]:
                found[name].add(counts_as.get(row["organisation"], row["organisation"]))
    return {name: len(bodies) for name, bodies in found.items()}


def activities_by_body(participants):
    """Counter of the different activities in which somebody came for an organisation. Three queries."""
    counts_as = merged()
    several = {*counts_as, *counts_as.values()}
    pairs = participants.values("organisation", "activity").distinct()
    found = Counter({body: number for (body,), number in regrouped(pairs, "organisation") if body not in several})
    of_several = pairs.filter(organisation__in=several).values_list("organisation", "activity")
    found.update(body for body, _activity in {(counts_as.get(body, body), one) for body, one in of_several})
    return found


def merged():
    """{organisation: the one that it counts as} of those few that count as another. One query."""
    others = Organisation.objects.exclude(merged_into=None).order_by()
    return dict(others.values_list("pk", canonical_id()))


def representatives(participants, **parts):
    """{name of a part: of its rows with the same copy, one}: all that bodies are counted by is on it. `parts` are
    conditions. The rows are few, and named one by one. One query."""
    # What holds for any row is not looked at: grouping by it, the database would expect a million groups.
    inside = {name: Value(1) if part is ANY else Case(When(part, then=1), default=0) for name, part in parts.items()}
    found = list(
        participants.values(*COPIED, **{f"is_{name}": told for name, told in inside.items()})
        .annotate(one=Min("pk"))
        .values("one", *(f"is_{name}" for name in parts))
    )
    return {
        name: Enrolment.objects.order_by().filter(pk__in=[row["one"] for row in found if row[f"is_{name}"]])
        for name in parts
    }


def counts(measures=BODIES):
    return {
        measure: Count(DISTINCT[measure], filter=CONDITIONS[measure], distinct=True)
        for measure in measures
        if measure in BODIES
    }
