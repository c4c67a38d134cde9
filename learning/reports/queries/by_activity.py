"""Figures of a scope by activity and in total, in a fixed number of queries."""

from collections import Counter, defaultdict
from dataclasses import replace

from django.db.models import Count, Exists, OuterRef, Q, Value

from learning.activities.choices import MEETINGS, Status
from learning.activities.enrolment.facts import BITS
from learning.activities.models import Activity, Enrolment

from ..measures.bit_flags import named
from .activity_pools import Pool
from .distinct_people import count_distinct, count_distinct_by_flags
from .enrolments import of, of_any, of_halves
from .measures_of_enrolment import MeasuredScope, around, names_of, standing_in, told_of
from .organisations import by_activity, copies_of, different_in, organisations_of
from .totals import BODIES, MEASURES, PEOPLE, figures_of

# How many parts one number of the database has room for.
PARTS_AT_ONCE = 4


def held(scope, pool=None):
    """Activities of the scope that count as one each: not cancelled, begun, no aggregate, covered by no declared figure.
    What is always open was held where someone started it in the period; what has no date, where staff say so."""
    pool = pool or Pool.of(scope)
    took_part = Enrolment.objects.filter(scope.on_enrolments(), activity=OuterRef("pk"), participated_on__isnull=False)
    came, began = Exists(took_part), Exists(took_part.filter(scope.during("participated_on")))
    found = Activity.objects.order_by().with_begin()
    dated = Q(begin__isnull=False) & came if scope.is_of_some else Q(begin__isnull=False)
    if not scope.has_period and not scope.is_of_some:
        dated |= Q(status__in=[Status.HELD, Status.CONFIRMED], kind__in=MEETINGS)
    if pool.dated is None:
        return found.exclude(pk__in=pool.left_out).filter(dated | Q(begin=None) & began)
    return found.filter(Q(pk__in=pool.dated) & (dated | Q(begin=None) & came) | Q(pk__in=pool.always_open) & began)


def figures_by_activity(scope, among=None, measures=MEASURES):
    """{activity id: Figures} of those with anybody in them, each activity looked at by itself; an aggregate has its
    parts'. `among` narrows to these activities' ids. Six queries, and eight more where there are aggregates."""
    pool, aggregates = Pool.of_rows(scope, among)
    found = _heads_by_activity(MeasuredScope(scope, pool, _people(measures)))
    for activity, numbers in by_activity(of("participants", scope, pool), measures).items():
        found[activity].update(numbers)
    told = {activity: figures_of(told, measures) for activity, told in found.items()}
    return told | figures_of_pools(scope, aggregates, measures)


def _heads_by_activity(part):
    """{activity id: Counter of the people in it}; one query where anything is measured of people."""
    found = defaultdict(Counter)
    if not part.measures:
        return found
    told, measures = told_of([part]), list(BITS)
    rows = part.rows.annotate(told=told).values_list("activity", "told")
    for activity, bits, number in rows.annotate(number=Count(Value(1))):
        found[activity].update(dict.fromkeys(named(bits, measures), number))
    return found


def figures_of_pools(scope, pools, measures=MEASURES):
    """{key: Figures} of those of several `pools` of one scope ({key: Pool}) with anybody in them, each person once in each.
    As many queries, whatever
    their number, up to four pools; for each four more as many again."""
    found, keys = {}, list(pools)
    for start in range(0, len(keys), PARTS_AT_ONCE):
        some = keys[start : start + PARTS_AT_ONCE]
        parts = [MeasuredScope(scope, pools[key], _people(measures)) for key in some]
        found |= dict(zip(some, _numbers_of(parts, measures), strict=True))
    return {key: figures_of(told, measures) for key, told in found.items() if told}


def _numbers_of(parts, measures):
    every = around(parts)
    people = count_distinct_by_flags(every.rows, told_of(parts), names_of(parts))[0] if every.measures else Counter()
    participants = replace(every, measures=("participants",)).rows
    bodies = different_in(copies_of(participants, standing_in(parts), range(len(parts))), _bodies(measures))
    for place, part in enumerate(parts):
        told = {measure: people[place, measure] for measure in part.measures}
        yield +Counter({**bodies[place], **told})


def people_of(scope, among=None, measures=MEASURES):
    """The scope as a whole: each person, organisation, place, country and region once."""
    return both_of(scope, among, measures)[0]


def both_of(scope, among=None, measures=MEASURES, pool=None):
    """(people, participations), with these measures and no others. Participations are persons once *per activity*: what
    rates and no-shows are made of. Eight queries; five where the `pool` is given."""
    pool = pool or Pool.of(scope, among)
    people, participations = count_distinct(*of_any(_people(measures), scope, pool, by_person=True))
    bodies = organisations_of(of_halves("participants", scope, pool), measures)
    return figures_of({**people, **bodies}, measures), figures_of({**participations, **bodies}, measures)


def behind(measure, scope):
    """The enrolments that `measure` counts, with whom they are of."""
    return of(measure, scope).select_related(
        "activity", "person__merged_into__merged_into", "organisation__merged_into__merged_into"
    )


def _people(measures):
    return tuple(measure for measure in measures if measure in PEOPLE)


def _bodies(measures):
    return tuple(measure for measure in measures if measure in BODIES)
