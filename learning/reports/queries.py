"""Figures of a scope, by activity and of all of them together, in a fixed number of queries."""

from collections import Counter, defaultdict

from django.db.models import Count, Exists, OuterRef, Q, Value

from learning.activities.choices import Status
from learning.activities.facts import BITS
from learning.activities.models import Enrolment

from .bits import named
from .bodies import bodies_of, by_activity
from .enrolments import of, of_any, of_halves
from .figures import MEASURES, PEOPLE, figures_of
from .once_each import once_each, repeated
from .pools import Pool
from .telling import Part, told_of


def held(scope, without=()):
    """Activities of the scope that count as one each: not cancelled, no mere total of others, and someone took part
    or an officer says that it was held.
    """
    took_part = Enrolment.objects.filter(scope.on_enrolments(), activity=OuterRef("pk"), participated_on__isnull=False)
    found = scope.activities().exclude(status=Status.CANCELLED).exclude(pk__in=without).filter(is_aggregate=False)
    return found.filter(Exists(took_part) if _is_of_some(scope) else _said_held() | Exists(took_part))


def figures_by_activity(scope, among=None, measures=MEASURES):
    """{activity id: Figures} of those with anybody in them. `among` narrows to these activities' ids. Five queries."""
    pool = Pool.among(scope, among)
    found = _heads_by_activity(Part(scope, pool, measures=_people(measures)))
    for activity, numbers in by_activity(of("participants", scope, pool=pool), measures).items():
        found[activity].update(numbers)
    return {activity: figures_of(told, measures) for activity, told in found.items()}


def _heads_by_activity(part):
    """{activity id: Counter of the people in it}; two queries where anything is measured of people."""
    found = defaultdict(Counter)
    if not part.measures:
        return found
    told, measures = told_of([part]), list(BITS)
    rows = part.rows.annotate(told=told).values_list("activity", "told")
    for activity, bits, number in rows.annotate(number=Count(Value(1))):
        found[activity].update(dict.fromkeys(named(bits, measures), number))
    for activity, twice in repeated(part.rows, told, measures).items():
        found[activity].subtract(twice)
    return found


def people_of(scope, among=None, without=(), measures=MEASURES):
    """The scope as a whole: each person, organisation, place, country and region once."""
    return both_of(scope, among, without, measures)[0]


def both_of(scope, among=None, without=(), measures=MEASURES):
    """(people, participations), with these measures and no others. Participations are persons once *per activity*: what
    rates and no-shows are made of. Five queries."""
    pool = Pool.of(scope)
    people, participations = once_each(*of_any(_people(measures), scope, among, without, pool, by_person=True))
    bodies = bodies_of(of_halves("participants", scope, among, without, pool), measures)
    return figures_of({**people, **bodies}, measures), figures_of({**participations, **bodies}, measures)


def behind(measure, scope, without=()):
    """The enrolments that `measure` counts, with whom they are of."""
    found = of(measure, scope, without=without)
    return found.select_related(
        "activity", "person__merged_into__merged_into", "organisation__merged_into__merged_into"
    )


def _people(measures):
    return tuple(measure for measure in measures if measure in PEOPLE)


def _said_held():
    return Q(status__in=[Status.HELD, Status.CONFIRMED])


def _is_of_some(scope):
    return bool(scope.region or scope.country or scope.organisation_kind or scope.organisation)
