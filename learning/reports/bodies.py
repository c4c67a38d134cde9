"""What people came for: organisations, places, countries and regions, by the copy on their enrolments."""

from django.db.models import Case, Count, Min, Value, When

from learning.activities.models import Enrolment
from learning.people.counting import canonical_id
from learning.people.models import Organisation

from .conditions import CONDITIONS, DISTINCT
from .figures import BODIES
from .once_each import ANY

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


def merged():
    """{organisation: the one that it counts as} of those few that count as another. One query."""
    others = Organisation.objects.exclude(merged_into=None).order_by()
    return dict(others.values_list("pk", canonical_id()))


def representatives(participants, **parts):
    """{name of a part: of its rows with the same copy, one}: all that bodies are counted by is on it. `parts` are
    conditions. The rows are few, and named one by one. One query."""
    inside = {f"is_{name}": Case(When(part, then=1), default=0) for name, part in parts.items()}
    found = list(participants.values(*COPIED, **inside).annotate(one=Min("pk")).values("one", *inside))
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
