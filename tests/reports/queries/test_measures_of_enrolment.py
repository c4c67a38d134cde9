"""What is told of several parts in one look is what each of them says when it is asked by itself."""

import random
from datetime import UTC, date, datetime, timedelta

import pytest

from learning.activities.choices import Completion, EnrolmentStatus, Mode, Source
from learning.activities.models import Activity, DeclaredFigure, Enrolment
from learning.people.duplicates.merges import merge
from learning.reports.queries.activity_pools import Pool
from learning.reports.queries.distinct_people import count_distinct, count_distinct_by_flags
from learning.reports.queries.enrolments import of, of_any
from learning.reports.queries.measures_of_enrolment import MeasuredScope, around, names_of, standing_in, told_of
from learning.reports.queries.totals import PEOPLE
from learning.reports.scope.scopes import Scope
from tests.factories import make_activity, make_enrolment, make_person, make_session

pytestmark = pytest.mark.django_db

FIRST = date(2024, 1, 1)
YEARS = [Scope.of_year(2025), Scope.of_year(2024)]


def some_day(chance):
    return FIRST + timedelta(days=chance.randrange(730))


def at_nine(day):
    return datetime(day.year, day.month, day.day, 9, tzinfo=UTC)


def some_activities(chance):
    """With a session, with a day, and always open; online and not."""
    for _time in range(3):
        mode = chance.choice([Mode.ONLINE, Mode.IN_PERSON])
        with_session = make_activity(mode=mode)
        make_session(with_session, at_nine(some_day(chance)))
        yield with_session
        yield make_activity(mode=mode, starts_on=some_day(chance))
        yield make_activity(mode=mode)


def enrol(chance, activity, person):
    came, completed, replayed = (chance.choice([None, some_day(chance)]) for _time in range(3))
    make_enrolment(
        activity,
        person,
        status=chance.choice([EnrolmentStatus.ENROLLED, EnrolmentStatus.WITHDRAWN, EnrolmentStatus.DECLINED]),
        source=chance.choice(Source.values),
        enrolled_at=at_nine(some_day(chance)),
        withdrawn_at=at_nine(some_day(chance)),
        started_on=came,
        participated_on=came,
        replayed_on=replayed,
        completed_at=completed and at_nine(completed),
        completed_by=Completion.STEPS if completed else "",
    )


@pytest.fixture(params=range(4))
def history(request):
    """Two years of nine activities and twenty people, two of whom are merged; the activities."""
    chance = random.Random(request.param)
    people = [make_person(gender=chance.choice(["woman", "man", ""])) for _time in range(20)]
    activities = list(some_activities(chance))
    for activity in activities:
        for person in chance.sample(people, 12):
            enrol(chance, activity, person)
    merge(people[0], into=people[1])
    return activities


def asked_alone(part):
    return count_distinct(*of_any(part.measures, part.scope, part.pool))


def asked_together(parts):
    """[(people, participations)] of each of the parts."""
    together = count_distinct_by_flags(around(parts).rows, told_of(parts), names_of(parts))
    return [
        tuple({measure: told[place, measure] for measure in part.measures} for told in together)
        for place, part in enumerate(parts)
    ]


def parts_of(scopes, **narrower):
    return [MeasuredScope(scope, Pool.of(scope), **narrower) for scope in scopes]


def agree(parts):
    alone = [
        tuple({measure: told[measure] for measure in part.measures} for told in asked_alone(part)) for part in parts
    ]
    assert asked_together(parts) == alone
    assert sum(sum(told.values()) for numbers in alone for told in numbers) > 0


def test_two_years_are_told_in_one_look(history):
    agree(parts_of(YEARS))


def test_the_whole_and_its_part_are_told_in_one_look(history):
    agree(parts_of([*YEARS, *(year.narrowed(mode=Mode.ONLINE) for year in YEARS)]))


def test_what_a_declared_figure_covers_is_left_out_of_one_part_alone(history):
    figure = DeclaredFigure(value=40, year=2025, unit="people", source="Report")
    figure.covers = [one for one in history if one.starts_on and one.starts_on.year == 2025][:2]
    figure.save()
    agree(parts_of(YEARS))


def test_all_time_is_one_part(history):
    agree(parts_of([Scope()]))
    Activity.objects.filter(pk=history[0].pk).update(status="cancelled")
    agree(parts_of([Scope()]))


def test_some_measures_are_asked_of_those_who_took_part_alone(history):
    agree(parts_of(YEARS, measures=("participants", "women", "answered")))


def test_a_participation_stands_in_the_parts_that_count_it(history):
    parts = parts_of(YEARS)
    rows = of("participants", Scope()).annotate(told=standing_in(parts)).values_list("pk", "told")
    for place, part in enumerate(parts):
        counted = set(of("participants", part.scope).values_list("pk", flat=True))
        assert {pk for pk, told in rows if told >> place & 1} == counted
        assert counted < set(Enrolment.objects.values_list("pk", flat=True))


def test_each_measure_of_people_has_its_bit():
    assert MeasuredScope(Scope(), None).measures == PEOPLE
