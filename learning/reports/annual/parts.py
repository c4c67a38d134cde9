"""The whole of a scope, and its online part: counted together, since most of what is looked at is the same."""

from dataclasses import dataclass
from functools import reduce

from learning.activities.choices import Mode

from .. import declaring, engaging, hours, queries
from ..bodies import ANY, copies_of, different
from ..enrolments import belonging, of, of_any
from ..figures import BODIES, MEASURES, PEOPLE, Figures, figures_of
from ..once_each import once_each
from ..pools import Pool

WHOLE, ONLINE = "all", "online"
# Of the part, heads and what they came for.
MEASURED = {WHOLE: MEASURES, ONLINE: ("participants", *BODIES)}


@dataclass(frozen=True)
class Counts:
    """What was counted in one scope. Of a part, what is asked of the whole alone is None."""

    activities: int
    people: Figures
    participations: Figures
    hours: object = None
    engagement: engaging.Engagement | None = None


def parts_of(scope):
    """{name: scope} of what is counted. The online part is asked for unless a mode is chosen."""
    return {WHOLE: scope} if scope.mode else {WHOLE: scope, ONLINE: scope.narrowed(mode=Mode.ONLINE, is_training=True)}


def count(scope):
    """{name: Counts} of the whole and its part."""
    parts = parts_of(scope)
    pools = {name: Pool.of(part) for name, part in parts.items()}
    without = {name: declaring.covered_in(part) for name, part in parts.items()}
    # A declared figure of the whole may cover what is counted in a part all the same.
    of_none = reduce(frozenset.intersection, without.values())
    inside = {
        name: ANY if name == WHOLE and without[WHOLE] == of_none else belonging(pools[name], None, without[name])
        for name in parts
    }
    heads = _heads(scope, of_none, pools[WHOLE], inside)
    copies = copies_of(of("participants", scope, without=of_none, pool=pools[WHOLE]), **inside)
    return {
        name: Counts(
            queries.held(part, without[name]).count(),
            *_figures(name, heads, different(copies[name])),
            **(_of_the_whole(part, without[name], pools[name], copies[name]) if name == WHOLE else {}),
        )
        for name, part in parts.items()
    }


def _heads(scope, without, pool, inside):
    """(people, participations), {"<part>_<measure>": number} each."""
    rows, asked = of_any(PEOPLE, scope, without=without, pool=pool)
    return once_each(
        rows,
        {
            f"{name}_{measure}": asked[measure] & within
            for name, within in inside.items()
            for measure in MEASURED[name]
            if measure in PEOPLE
        },
    )


def _figures(name, heads, bodies):
    return [
        figures_of(
            {**bodies, **{one: told[f"{name}_{one}"] for one in MEASURED[name] if one in PEOPLE}}, MEASURED[name]
        )
        for told in heads
    ]


def _of_the_whole(scope, without, pool, copies):
    bodies = {copy.organisation for copy in copies}
    return {"hours": hours.hours_of(scope, without, pool), "engagement": engaging.engagement(scope, bodies)}
