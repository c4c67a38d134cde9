"""A scope and its online part, in one or several periods, counted together."""

from dataclasses import dataclass, replace

from learning.activities.choices import Mode

from ..queries import by_activity, learning_hours, member_engagement
from ..queries.activity_pools import Pool
from ..queries.distinct_people import count_distinct_by_flags
from ..queries.measures_of_enrolment import MeasuredScope, around, names_of, standing_in, told_of
from ..queries.organisations import copies_of, different_in
from ..queries.totals import BODIES, MEASURES, PEOPLE, Figures, figures_of

WHOLE, ONLINE = "all", "online"
# Of the part, heads and what they came for.
MEASURED = {WHOLE: MEASURES, ONLINE: ("participants", *BODIES)}


@dataclass(frozen=True)
class Counts:
    """What was counted in one scope. In a part, figures of the whole alone are None."""

    activities: int
    people: Figures
    participations: Figures
    hours: object = None
    engagement: member_engagement.Engagement | None = None


def parts_of(scope):
    """{name: scope} of what is counted. The online part is asked for unless a mode is chosen."""
    return {WHOLE: scope} if scope.mode else {WHOLE: scope, ONLINE: scope.narrowed(mode=Mode.ONLINE, is_training=True)}


def count(*scopes):
    """[{name: Counts} of the whole and its part] of each of `scopes`: one of a period, or the same of two."""
    names = list(parts_of(scopes[0]))
    parts = _parts(names * len(scopes), [part for scope in scopes for part in parts_of(scope).values()])
    every = around(parts)
    heads = count_distinct_by_flags(every.rows, told_of(parts), names_of(parts))
    participants = replace(every, measures=("participants",)).rows
    copies = copies_of(participants, standing_in(parts), range(len(parts)))
    bodies = different_in(copies)
    spent = learning_hours.hours_in(
        [part for part, name in zip(parts, names * len(scopes), strict=True) if name == WHOLE]
    )
    found = []
    for place, part in enumerate(parts):
        number, name = divmod(place, len(names))
        figures = [_figures(names[name], part.measures, told, place, bodies[place]) for told in heads]
        of_the_whole = _of_the_whole(part, spent[number], copies[place]) if names[name] == WHOLE else {}
        found.append(Counts(by_activity.held(part.scope, part.pool).count(), *figures, **of_the_whole))
    return [dict(zip(names, found[start:], strict=False)) for start in range(0, len(found), len(names))]


def _parts(names, scopes):
    pools = Pool.of_each(scopes)
    measures = [tuple(measure for measure in MEASURED[name] if measure in PEOPLE) for name in names]
    return [MeasuredScope(*part) for part in zip(scopes, pools, measures, strict=True)]


def _figures(name, measures, told, place, bodies):
    counted = {measure: told[place, measure] for measure in measures}
    return figures_of({**bodies, **counted}, MEASURED[name])


def _of_the_whole(part, length, copies):
    bodies = {copy.organisation for copy in copies}
    return {"hours": length, "engagement": member_engagement.engagement(part.scope, bodies)}
