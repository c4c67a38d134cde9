"""Organisations, places, countries and regions that people represented, by their affiliation snapshots.

There are few different copies among a million enrolments. The database gathers them in one pass; what is different in
them is counted here, by the same rules as `conditions` says to the database, where it lists who is behind a figure.
"""

from collections import Counter, defaultdict, namedtuple

from django.db.models import Count, Value

from learning.people.canonical import canonical_id
from learning.people.models import Organisation

from ..measures.bit_flags import BitOr, named
from ..measures.conditions import BODY, CONDITIONS, DISTINCT
from .grouping import regrouped
from .totals import BODIES

COPIED = ("organisation", "organisation_kind", "is_member", "country", "region")
Copy = namedtuple("Copy", COPIED)


def is_represented(copy):
    return copy.organisation is not None


def is_of_member(copy):
    return is_represented(copy) and bool(copy.is_member)


def _is_of_other(copy):
    return is_represented(copy) and not copy.is_member


def _is_of_city(copy):
    return is_represented(copy) and copy.organisation_kind in Organisation.CITIES


def _is_of_member_city(copy):
    return _is_of_city(copy) and copy.is_member


# What is different in each figure, and of which copies; of "places" it is where the organisation is.
DIFFERENT = {
    "organisations": ("organisation", is_represented),
    "members": ("organisation", is_of_member),
    "non_members": ("organisation", _is_of_other),
    "cities": ("organisation", _is_of_city),
    "member_cities": ("organisation", _is_of_member_city),
    "countries": ("country", lambda copy: copy.country),
    "regions": ("region", lambda copy: copy.region),
}


def organisations_of(parts, measures=BODIES):
    """{measure: how many different} of those of `measures` that are of bodies, in the rows of all `parts`. Three queries;
    two without places."""
    asked = [measure for measure in measures if measure in BODIES]
    return different_in({None: all_copies_of(parts)}, asked)[None] if asked else {}


def all_copies_of(parts):
    """The different copies of the rows of all `parts`, each for the organisation that it counts as. Two queries."""
    first, *others = [part.values_list(*COPIED) for part in parts]
    # What an index has in order is quicker passed over than counted.
    rows = first.union(*others) if others else first.distinct()
    counts_as = merged()
    return {_counting(Copy(*said), counts_as) for said in rows}


def copies_of(participants, told, names):
    """{name: the different copies}. `told` is a whole number of a row, whose bits say to which of `names` it belongs. Two
    queries."""
    counts_as, found = merged(), {name: set() for name in names}
    for *said, bits in participants.values_list(*COPIED).annotate(bits=BitOr(told)):
        copy = _counting(Copy(*said), counts_as)
        for name in named(bits, names):
            found[name].add(copy)
    return found


def _counting(copy, counts_as):
    return copy._replace(organisation=counts_as.get(copy.organisation, copy.organisation))


def different_in(copies, measures=BODIES):
    """{name: {measure: how many different}} of `copies` ({name: the copies}). One query where places are asked for."""
    places = _places(set().union(*copies.values())) if "places" in measures else {}
    return {name: _different(some, measures, places) for name, some in copies.items()}


def _different(copies, measures, places):
    found = {
        measure: len({getattr(copy, column) for copy in copies if counts(copy)})
        for measure, (column, counts) in DIFFERENT.items()
        if measure in measures
    }
    if "places" in measures:
        cities = {copy.organisation for copy in copies if _is_of_city(copy)}
        found["places"] = len({places[body] for body in cities if body in places})
    return found


def _places(copies):
    """{organisation: (its place, its country)} of those that have one."""
    cities = {copy.organisation for copy in copies if _is_of_city(copy)}
    placed = Organisation.objects.exclude(place_folded="").filter(pk__in=cities).order_by()
    return {pk: (place, country) for pk, place, country in placed.values_list("pk", "place_folded", "country")}


def by_activity(participants, measures=BODIES):
    """{activity: Counter of how many different of those of `measures` that are of bodies}. Three queries.

    Organisations are counted by the database as they stand. The few that are several rows are then looked at one by one:
    what they were counted as is taken away, and what they count as is added.
    """
    asked = [measure for measure in measures if measure in BODIES]
    if not asked:
        return {}
    rows = participants.values("activity").annotate(**{measure: _count(measure) for measure in asked})
    # Someone may come in between two questions: their activity is then found by the second alone.
    found = defaultdict(Counter, {row.pop("activity"): Counter(row) for row in rows})
    counts_as = merged()
    several = participants.filter(organisation__in={*counts_as, *counts_as.values()})
    counted, meant = set(), set()
    for activity, *said in several.values_list("activity", *COPIED).distinct():
        copy = Copy(*said)
        for measure in asked:
            column, counts = DIFFERENT.get(measure, ("", None))
            if column == "organisation" and counts(copy):
                counted.add((activity, measure, copy.organisation))
                meant.add((activity, measure, counts_as.get(copy.organisation, copy.organisation)))
    for sign, these in ((-1, counted), (1, meant)):
        for activity, measure, _body in these:
            found[activity][measure] += sign
    return found


def _count(measure):
    what = "organisation" if DISTINCT[measure] is BODY else DISTINCT[measure]
    return Count(what, filter=CONDITIONS[measure], distinct=True)


def came_by(participants, asked):
    """({name: how many organisations}, {name: how many participations}) that each of `asked` ({name: condition}) finds;
    two rows of one person in one activity are two. Two queries."""
    times = {str(name): Count(Value(1), filter=condition) for name, condition in asked.items()}
    counts_as, bodies, participations = merged(), {name: set() for name in asked}, Counter()
    for row in participants.values("organisation").annotate(**times):
        body = row["organisation"]
        for name in asked:
            participations[name] += row[str(name)]
            if body and row[str(name)]:
                bodies[name].add(counts_as.get(body, body))
    return {name: len(found) for name, found in bodies.items()}, participations


def activities_by_organisation(participants):
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
