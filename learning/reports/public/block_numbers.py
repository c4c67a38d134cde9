"""Numbers of the public blocks, cached for ten minutes by what was chosen: the same for every reader."""

from dataclasses import dataclass
from hashlib import sha256

from django.core.cache import cache
from django.utils.translation import get_language

from ..annual import counted_facts, declared_facts, parts
from ..queries import by_activity
from ..queries.activity_pools import Pool
from ..queries.distinct_by_affiliation import distinct_counts_of
from ..queries.distinct_people import people_told
from ..queries.enrolments import of
from ..queries.map_points import places_told, regions_told
from ..queries.measures_of_enrolment import MeasuredScope, around, standing_in
from ..queries.organisations import DIFFERENT, copies_of, different_in
from . import thresholds

MINUTES_KEPT = 10


@dataclass(frozen=True)
class Origins:
    """Where people came from: [Place], and {measure: {region: number}}. One look at them tells both."""

    places: list
    by_region: dict
    # {region: people, or None where they are not told}; {} where none are. Whoever is of no region is in none.
    people: dict
    anyone: bool


def kept(make, what, *asked):
    """What `make` gives, under what was chosen and nothing else; what is chosen may be long."""
    chosen = sha256("\n".join(map(str, asked)).encode()).hexdigest()
    return cache.get_or_set(f"public-figures-{what}-{chosen}", make, MINUTES_KEPT * 60)


def _counts(scope):
    """{part: what was counted in it}: sentences and numbers say the same."""
    return kept(lambda: parts.count(scope)[0], "counts", scope.urlencode())


def numbers(scope):
    """{measure: number} of `choices.NUMBERS`; None for what is not told. The hours of few people tell how many."""
    counts = _counts(scope)[parts.WHOLE]
    is_few = thresholds.is_small("people", counts.people.participants)
    found = {
        "people": counts.people.participants,
        "participations": counts.participations.participants,
        "activities": counts.activities,
        "completers": counts.people.completers,
        "hours": None if is_few else round(counts.hours),
    }
    for measure in ("organisations", "cities", "members", "non_members", "countries", "regions"):
        found[measure] = getattr(counts.people, measure)
    return {measure: None if thresholds.is_small(measure, number or 0) else number for measure, number in found.items()}


def by_region(scope, measure):
    """[(region, number)], those of no region left out; None for what is not told, [] where nothing of it is."""
    origins = _origins(scope)
    found = origins.people if measure == "participants" else origins.by_region[measure]
    return sorted((region, number) for region, number in found.items() if region)


def places(scope):
    """[Place] of who took part, without the numbers that would tell of 1 to 4 people, also beside `by_region`."""
    return _origins(scope).places


def has_anyone(scope):
    """Whether anybody took part: what is drawn may be empty all the same."""
    return _origins(scope).anyone


def _origins(scope):
    return kept(lambda: _count_origins(scope), "origins", scope.urlencode())


def _count_origins(scope):
    crowd = distinct_counts_of(of("participants", scope), "organisation", "country", "region")
    different = {measure: crowd.different(*DIFFERENT[measure], "region") for measure in ("organisations", "countries")}
    return Origins(places_told(crowd), different, regions_told(crowd), anyone=bool(crowd.people()[None]))


def over_time(scopes, measure):
    """[number] of each scope; None for what is not told. Five queries; of activities three, and one for each."""
    asked = [scope.urlencode() for scope in scopes]
    found = kept(lambda: _over_time(scopes, measure), "time", *asked, measure)
    return thresholds.told(measure, found) or [None] * len(found)


def _over_time(scopes, measure):
    pools = Pool.of_each(scopes)
    if measure == "activities":
        return [by_activity.held(*column).count() for column in zip(scopes, pools, strict=True)]
    columns = [MeasuredScope(*column, ("participants",)) for column in zip(scopes, pools, strict=True)]
    rows, told, names = around(columns).rows, standing_in(columns), range(len(columns))
    if measure == "organisations":
        found = different_in(copies_of(rows, told, names), [measure])
        return [found[name][measure] for name in names]
    people = people_told(rows, told, names)
    return [people[name] for name in names]


def sentences(scope):
    """{key: the sentence in the active language}: of what was counted, where nothing in it is too small to be told."""
    counts = _counts(scope)
    said = counted_facts.sentences_of(counted_facts.facts_told(scope, counts))
    # The hours and shares of few people tell how many they are.
    of_few = {f"{part}." for part, found in counts.items() if thresholds.is_small("people", found.people.participants)}
    return {
        one.key: str(one)
        for one in said
        if not one.is_raw and not any(map(_is_small, one.facts)) and not one.key.startswith(tuple(of_few))
    }


def _is_small(fact):
    return thresholds.is_small(fact.key.rpartition(".")[2], fact.value or 0)


def declared(scope):
    """[(ids of the figures, the sentence in the active language, its source)] of what is declared, as printed."""
    return kept(lambda: _declared(scope), "declared", get_language(), scope.urlencode())


def _declared(scope):
    said = [one for one in declared_facts.sentences_of(declared_facts.facts_of(scope)) if not one.is_context]
    return [({fact.key.partition(".")[2] for fact in one.facts}, str(one), one.facts[0].source) for one in said]
