"""The numbers behind the blocks of a page. Each is kept ten minutes under what was chosen: the same for every reader."""

from hashlib import sha256

from django.core.cache import cache
from django.db.models import Count
from django.utils.translation import get_language

from .. import declaring, queries
from ..annual import counting, parts, printing
from ..conditions import DISTINCT, WHO
from ..enrolments import of
from ..whereabouts import whereabouts
from . import guarding

MINUTES_KEPT = 10


def kept(make, what, *asked):
    """What `make` gives, under what was chosen and nothing else; what is chosen may be long."""
    chosen = sha256("\n".join(map(str, asked)).encode()).hexdigest()
    return cache.get_or_set(f"public-figures-{what}-{chosen}", make, MINUTES_KEPT * 60)


def numbers(scope):
    """{measure: number} of `choices.NUMBERS`; None for what is not told."""
    return kept(lambda: _numbers(scope), "numbers", scope.urlencode())


def _numbers(scope):
    counts = parts.count(scope)[0][parts.WHOLE]
    found = {
        "people": counts.people.participants,
        "participations": counts.participations.participants,
        "activities": counts.activities,
        "completers": counts.people.completers,
        "hours": round(counts.hours),
    }
    for measure in ("organisations", "cities", "members", "non_members", "countries", "regions"):
        found[measure] = getattr(counts.people, measure)
    return {measure: None if guarding.is_small(measure, number) else number for measure, number in found.items()}


def by_region(scope, measure):
    """[(region, number)], those of no region left out; None for what is not told."""
    return kept(lambda: _by_region(scope, measure), "regions", scope.urlencode(), measure)


def _by_region(scope, measure):
    rows = queries.breakdown(scope, "region", measure, without=declaring.covered_in(scope))
    found = sorted((region, number) for region, number in rows.items() if region)
    return list(zip([r for r, _n in found], guarding.told(measure, [n for _r, n in found]), strict=True))


def over_time(scopes, measure):
    """[number] of each scope; None for what is not told. Two queries for each."""
    asked = [scope.urlencode() for scope in scopes]
    return kept(lambda: guarding.told(measure, [_one(scope, measure) for scope in scopes]), "time", *asked, measure)


def _one(scope, measure):
    without = declaring.covered_in(scope)
    if measure == "activities":
        return queries.held(scope, without).count()
    rows = of(measure, scope, without=without)
    return rows.aggregate(number=Count(DISTINCT.get(measure, WHO), distinct=True))["number"]


def places(scope):
    """[Place] of who took part, those with the most people first; the picture tells no number under five."""
    return kept(lambda: whereabouts(scope, without=declaring.covered_in(scope)), "places", scope.urlencode())


def sentences(scope):
    """{key: the sentence in the active language}: of what was counted, where nothing in it is too small to be told."""
    return kept(lambda: _sentences(scope), "sentences", get_language(), scope.urlencode())


def _sentences(scope):
    said = counting.sentences_of(counting.facts_of(scope))
    return {one.key: str(one) for one in said if not one.is_raw and not any(map(_is_small, one.facts))}


def _is_small(fact):
    return guarding.is_small(fact.key.rpartition(".")[2], fact.value or 0)


def declared(scope):
    """[(ids of the figures, the sentence in the active language, its source)] of what is declared, as printed."""
    return kept(lambda: _declared(scope), "declared", get_language(), scope.urlencode())


def _declared(scope):
    said = [one for one in printing.sentences_of(printing.facts_of(scope)) if not one.is_context]
    return [({fact.key.partition(".")[2] for fact in one.facts}, str(one), one.facts[0].source) for one in said]
