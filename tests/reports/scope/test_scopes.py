from datetime import UTC, date, datetime

import pytest

from learning.reports.queries.by_activity import held, people_of
from learning.reports.scope.description import scope_in_words
from learning.reports.scope.scopes import BadScope, Scope
from tests.factories import make_activity, make_enrolment, make_organisation, make_person, make_session

pytestmark = pytest.mark.django_db

JUNE = Scope(date(2026, 6, 1), date(2026, 6, 30))


@pytest.mark.parametrize(
    ("query", "scope"),
    [
        ({}, Scope()),
        ({"year": "2026"}, Scope.of_year(2026)),
        ({"from": "2026-06-01", "to": "2026-06-30"}, JUNE),
        ({"from": "2026-06-01"}, Scope(date(2026, 6, 1))),
        ({"year": "2026", "action_line": "2", "kind": "webinar"}, Scope.of_year(2026, action_line=2, kind="webinar")),
        ({"plan": "2024–2026", "is_training": "1"}, Scope(plan="2024–2026", is_training=True)),
        ({"activity": "7", "mode": "online", "theme": "care"}, Scope(activity=7, mode="online", theme="care")),
        (
            {"region": "africa", "country": "SN", "organisation": "3"},
            Scope(region="africa", country="SN", organisation=3),
        ),
    ],
)
def test_a_scope_goes_into_a_link_and_comes_out_the_same(query, scope):
    assert Scope.parse(query) == scope
    assert scope.query() == query
    assert Scope.parse(scope.query()) == scope


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ({"year": "last"}, "“last” is no year."),
        ({"year": "9" * 40}, f"“{'9' * 20}” is no year."),
        ({"from": "12 May"}, "“12 May” is no day. Write it like 2026-05-12."),
        ({"from": "2026-06-30", "to": "2026-06-01"}, "The period ends before it begins."),
        ({"kind": "cinema"}, "“cinema” is no choice here."),
        ({"activity": "x"}, "“x” is no choice here."),
        ({"country": "XX"}, "“XX” is no choice here."),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(query, words):
    with pytest.raises(BadScope) as refused:
        Scope.parse(query)
    assert str(refused.value) == words


@pytest.mark.parametrize(
    ("scope", "before"),
    [
        (Scope.of_year(2026, action_line=2), Scope.of_year(2025, action_line=2)),
        (Scope(date(2024, 1, 1), date(2026, 12, 31)), Scope(date(2021, 1, 1), date(2023, 12, 31))),
        (JUNE, Scope(date(2026, 5, 2), date(2026, 5, 31))),
        (Scope(date(2026, 6, 1)), None),
        (Scope(plan="2024–2026"), None),
    ],
)
def test_the_period_before_is_as_long(scope, before, time_machine):
    time_machine.move_to(datetime(2027, 1, 1, tzinfo=UTC))
    assert scope.previous == before


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (Scope(), "all years"),
        (Scope.of_year(2023), "2023"),
        (Scope(date(2021, 1, 1), date(2023, 12, 31)), "2021–2023"),
        (JUNE, "from 1 June 2026 to 30 June 2026"),
        (Scope(last=date(2026, 6, 30)), "until 30 June 2026"),
        (Scope.of_year(2023, action_line=2), "2023, 2 · Capacities for metropolitan governance"),
    ],
)
def test_what_is_asked_for_is_said_in_words(scope, words):
    assert scope_in_words(scope) == words


@pytest.mark.parametrize(("zone", "year"), [("Pacific/Auckland", 2026), ("America/Bogota", 2025), ("UTC", 2025)])
def test_over_new_year_the_clock_of_the_place_decides(zone, year):
    activity = make_activity()
    make_session(activity, datetime(2025, 12, 31, 12, tzinfo=UTC), time_zone=zone)
    assert [list(Scope.of_year(one).activities()) for one in (2025, 2026)] == [
        [activity] if year == one else [] for one in (2025, 2026)
    ]


@pytest.mark.parametrize(
    ("precision", "period", "belongs"),
    [
        ("day", ("2026-06-12", "2026-06-12"), True),
        ("day", ("2026-06-13", "2026-12-31"), False),
        ("month", ("2026-06-01", "2026-06-30"), True),
        ("month", ("2026-06-12", "2026-07-31"), False),
        ("month", ("2026-05-01", "2026-06-29"), False),
        ("year", ("2026-01-01", "2026-12-31"), True),
        ("year", ("2026-06-01", "2026-06-30"), False),
        ("year", ("2025-02-01", "2026-12-31"), True),
        ("year", ("2026-01-01", "2027-03-01"), True),
    ],
)
def test_what_is_known_to_the_month_or_year_needs_the_whole_of_it(precision, period, belongs):
    activity = make_activity(starts_on=date(2026, 6, 12), precision=precision)
    scope = Scope(*map(date.fromisoformat, period))
    assert list(scope.activities()) == ([activity] if belongs else [])


def test_who_completes_in_a_year_in_which_nobody_started_is_counted_in_it():
    course = make_activity(kind="course")
    day = date(2025, 12, 30)
    done = {"completed_at": datetime(2026, 1, 5, tzinfo=UTC), "completed_by": "steps"}
    make_enrolment(course, started_on=day, participated_on=day, enrolled_at=datetime(2025, 12, 30, tzinfo=UTC), **done)
    told = [people_of(Scope.of_year(year)) for year in (2025, 2026)]
    assert [(f.participants, f.completers, f.cohort_completers) for f in told] == [(1, 0, 1), (0, 1, 0)]


def test_region_country_and_organisation_narrow_by_the_copy(come):
    bogota = make_organisation("Bogotá", country="CO")
    activity = come(make_activity(), make_person(organisation=bogota)).activity
    come(activity, make_person(organisation=make_organisation("Lyon", country="FR")))
    scopes = [
        Scope(country="FR"),
        Scope(region="latin-america"),
        Scope(organisation=bogota.pk),
        Scope(region="africa"),
    ]
    assert [people_of(scope).participants for scope in scopes] == [1, 1, 1, 0]


def test_an_activity_counts_as_one_where_it_was_held(come):
    came = come(make_activity()).activity
    said_so = make_activity(status="held")
    begun = make_activity(status="planned", starts_on=date(2026, 5, 12))
    make_activity(status="planned")
    make_activity(status="held", starts_on=date(2099, 1, 1))
    make_activity(status="held", kind="course")
    come(make_activity(status="cancelled"))
    make_activity(status="confirmed", is_aggregate=True)
    assert set(held(Scope())) == {came, said_so, begun}
