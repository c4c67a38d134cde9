"""Equal scopes give equal totals on every screen, in every file, answer of the API and sentence."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.activities.models import DeclaredFigure, Target
from learning.reports.annual import gather
from learning.reports.api import tokens
from learning.reports.api.models import TokenScope
from learning.reports.public import block_numbers as public
from learning.reports.queries.by_activity import behind, figures_by_activity, held
from learning.reports.queries.totals import Figures
from learning.reports.scope.scopes import Scope
from learning.reports.screens.members import members_of
from learning.reports.screens.partners import partnerships
from learning.reports.screens.targets import aims, sums
from learning.reports.screens.trends import trend
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person, make_session

from .screen_parser import ROOT, read_csv, read_json

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
DAYS = [date(2025, 3, 4), date(2026, 3, 4), date(2026, 5, 12)]


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(NOW)


@pytest.fixture
def ask(client):
    """The JSON of a figure of the API."""
    _token, secret = tokens.make("Test", TokenScope.values, NOW + timedelta(days=1), None)

    def get(scope, address="figures"):
        query = {**scope.query(), "limit": 1000} if address == "participations" else scope.query()
        return client.get(f"/api/v1/{address}", query, headers={"Authorization": f"Bearer {secret}"}).json()

    return get


def declare(value, activity=None, covers=(), year=2026, metric="participants"):
    figure = DeclaredFigure(value=value, activity=activity, year=year, metric=metric, unit="people", source="Report")
    figure.covers = list(covers)
    figure.save()
    return figure


def come(activity, number, body, day=None):
    for _number in range(number):
        day = day or activity.starts_on
        make_enrolment(activity, make_person(organisation=body), attended_on=day, participated_on=day)


# ---- The cases that counting.md names


@pytest.fixture
def seminar():
    activity = make_activity("Seminar", kind="seminar", starts_on=date(2026, 5, 12))
    come(activity, 6, make_organisation(country="CO"))
    return activity


def test_figure_of_40_that_covers_its_own_activity_stands_once(as_staff, ask, seminar):
    declare(40, seminar, covers=[seminar])
    told = as_staff.get(f"{ROOT}?year=2026").context["counted"]
    assert (told.held, told.participations, str(told.declared)) == (0, 0, "40")
    answer = ask(Scope.of_year(2026))
    assert (answer["participations"], answer["declared"]["value"]) == (0, 40)
    page = as_staff.get(f"{ROOT}activity/{seminar.pk}/").context["report"]
    assert (page.figures.participants, str(page.declared_heads)) == (0, "40")
    annual = gather(Scope.of_year(2026), sees_raw=False)
    assert [str(one) for one in annual.sentences] == ["40 participants"]


def test_cancelled_activity_and_its_people_count_nowhere(as_staff, ask, seminar):
    type(seminar).objects.update(status="cancelled")
    assert as_staff.get(f"{ROOT}?year=2026").context["counted"].participations == 0
    answer = ask(Scope.of_year(2026))
    assert (answer["activities"], answer["participations"]) == (0, 0)
    assert figures_by_activity(Scope()) == {}
    page = as_staff.get(f"{ROOT}activity/{seminar.pk}/")
    assert page.context["report"].figures == Figures()
    assert "Cancelled: nobody in this activity is counted." in page.content.decode()


def test_activity_counts_from_its_start_on_and_its_registrants_beside_it_before(time_machine):
    coming = make_activity(kind="webinar")
    make_session(coming, NOW + timedelta(hours=1))
    come(coming, 6, make_organisation(), day=NOW.date())
    own, year = Scope(activity=coming.pk), Scope.of_year(2026)
    assert (held(year).count(), trend(year, "year")) == (0, [])
    assert figures_by_activity(own)[coming.pk] == Figures(registrants=6)
    time_machine.move_to(NOW + timedelta(hours=1))
    assert (held(year).count(), trend(year, "year")[0].participations) == (1, 6)
    assert figures_by_activity(own)[coming.pk].participants == 6


def test_activity_that_began_counts_though_nobody_came():
    make_activity(kind="webinar", starts_on=date(2026, 5, 12))
    make_activity(kind="webinar", starts_on=date(2026, 5, 12), status="cancelled")
    make_activity(kind="course")
    assert held(Scope.of_year(2026)).count() == 1


def test_aggregate_shows_its_parts_with_people_once_and_adds_nothing(as_staff, ask):
    series = make_activity("Series", kind="series", starts_on=date(2026, 1, 1), is_aggregate=True)
    inner = make_activity("Inner", kind="series", starts_on=date(2026, 1, 1), is_aggregate=True, parent=series)
    first = make_activity(kind="webinar", starts_on=date(2026, 2, 1), parent=series)
    second = make_activity(kind="webinar", starts_on=date(2026, 3, 1), parent=inner)
    twice = make_person()
    for activity in (first, second, series):
        make_enrolment(activity, twice, attended_on=activity.starts_on, participated_on=activity.starts_on)
    come(second, 2, make_organisation())
    told = figures_by_activity(Scope.of_year(2026, kind="series"), [series.pk, inner.pk])
    assert (told[series.pk].participants, told[inner.pk].participants) == (3, 3)
    answer = ask(Scope.of_year(2026))
    assert (answer["activities"], answer["participations"]) == (2, 4)
    page = as_staff.get(f"{ROOT}activity/{series.pk}/").context["report"]
    assert (page.figures.participants, page.tally.participations) == (3, 4)


def test_figure_that_covers_an_aggregate_covers_its_parts():
    series = make_activity(kind="series", starts_on=date(2026, 1, 1), is_aggregate=True)
    part = make_activity(kind="webinar", starts_on=date(2026, 2, 1), parent=series)
    come(part, 2, make_organisation())
    declare(300, series, covers=[series])
    assert held(Scope.of_year(2026)).count() == 0
    assert gather(Scope.of_year(2026), sees_raw=False).facts[1].value == 0


def test_totals_of_targets_leave_out_aggregates_and_what_is_covered(seminar):
    series = make_activity(kind="series", starts_on=date(2026, 1, 1), is_aggregate=True)
    covered = make_activity(kind="webinar", starts_on=date(2026, 2, 1), parent=series)
    own = make_activity(kind="webinar", starts_on=date(2026, 2, 1))
    declare(100, seminar, covers=[covered])
    declare(40, own, covers=[own])
    for activity in (seminar, series, covered, own):
        Target.objects.create(activity=activity, metric="participants", value=10)
    assert sums(aims(Scope.of_year(2026))) == {"participants": (20, 46)}


# ---- Any world, any scope

worlds = st.fixed_dictionaries(
    {
        "rows": st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5)), max_size=12, unique=True),
        "statuses": st.lists(st.sampled_from(["planned", "held", "cancelled"]), min_size=6, max_size=6),
        "parts": st.sets(st.integers(0, 4), max_size=3),
        "partners": st.sets(st.integers(0, 5), max_size=4),
        "declared": st.lists(
            st.tuples(
                st.one_of(st.none(), st.integers(0, 5)),
                st.sets(st.integers(0, 5), max_size=2),
                st.sampled_from([2025, 2026]),
                st.sampled_from(["participants", "activities"]),
            ),
            max_size=3,
        ),
    }
)
scopes = st.builds(
    lambda year, **narrower: Scope.of_year(year, **narrower) if year else Scope(**narrower),
    st.sampled_from([None, 2025, 2026, 2026]),
    kind=st.sampled_from(["", "", "webinar", "series"]),
    mode=st.sampled_from(["", "", "online"]),
    action_line=st.sampled_from([None, None, 2]),
    region=st.sampled_from(["", "", "europe"]),
)


def write(world):
    """Three with dates, one always open, one to come, and an aggregate; people of a member and of another city."""
    activities = [make_activity(kind="webinar", starts_on=day, action_line=2) for day in DAYS]
    activities.append(make_activity(kind="course", mode="hybrid"))
    activities.append(make_activity(kind="webinar", starts_on=date(2026, 11, 1)))
    activities.append(make_activity(kind="series", starts_on=date(2026, 1, 1), is_aggregate=True))
    member, other = make_member(country="FR"), make_organisation(country="CO")
    people = [make_person(organisation=member if number % 2 else other) for number in range(5)]
    for number, activity in enumerate(activities):
        activity.status = world["statuses"][number]
        activity.parent = activities[5] if number in world["parts"] else None
        activity.save()
    for person, number in world["rows"]:
        day = activities[number].starts_on or DAYS[0]
        make_enrolment(activities[number], people[person], started_on=day, participated_on=day)
    for number in world["partners"]:
        activities[number].partners.create(organisation=other, role="host")
    for number, covers, year, metric in world["declared"]:
        declared_of = None if number is None else activities[number]
        declare(40, declared_of, [activities[one] for one in covers], year, metric)
    return activities


def totals(client, ask, scope):
    """{where: (activities, participations, people)} of one scope; None for what is not told there."""
    query = scope.urlencode()
    facts = {fact.key: fact.value for fact in gather(scope, sees_raw=True).facts}
    answer = ask(scope)
    figures = {row["code"]: row["value"] for row in answer["figures"]}
    regions = client.get(f"{ROOT}regions/?{query}").context["view"].tables.whole
    found = {
        "annual": tuple(facts[f"all.{name}"] for name in ("activities", "participations", "people")),
        "api": (answer["activities"], answer["participations"], figures["participants"]),
        "regions": (None, regions.participations, regions.people),
        "people": (None, behind("participants", scope).count(), None),
        "file": (None, len(read_csv(client.get(f"{ROOT}participations/file/?{query}"))[1]), None),
        "rows of the api": (None, len(ask(scope, "participations")["items"]), None),
    }
    if not scope.region:
        told = client.get(f"{ROOT}?{query}").context["counted"]
        found["list"] = (told.held, told.participations, told.people.participants)
        assert int(told.declared.value) == answer["declared"]["value"]
    if scope.year:
        rows = read_json(client.get(f"{ROOT}trends/?{query}&export=json"))["rows"] or [
            {"participations": 0, "people": 0}
        ]
        found["trends"] = (None, rows[0]["participations"], rows[0]["people"])
    cache.clear()
    found["public"] = (public.over_time([scope], "activities")[0], None, public.over_time([scope], "participants")[0])
    return found


def check(client, ask, scope, activities):
    found = totals(client, ask, scope)
    for place, what in enumerate(("activities", "participations", "people")):
        told = {where: numbers[place] for where, numbers in found.items() if numbers[place] is not None}
        assert len(set(told.values())) == 1, (what, scope, told)
    check_rows(scope, activities)
    check_members(scope)


def check_rows(scope, activities):
    """A row of an activity, its page and its own scope; a row of a partner and its own scope."""
    by_activity = figures_by_activity(scope, [one.pk for one in activities])
    for activity in scope.activities():
        own = scope.narrowed(activity=activity.pk)
        told = gather(own, sees_raw=False).facts
        participations, people = told[1].value, told[2].value
        assert by_activity.get(activity.pk, Figures()).participants == people, (scope, activity)
        assert behind("participants", own).count() == participations, (scope, activity)
    if not scope.region:
        for row in partnerships(scope):
            told = gather(row.scope, sees_raw=False).facts
            assert (row.activities, row.participations, row.people) == tuple(fact.value for fact in told[:3]), row.scope


def check_members(scope):
    if not scope.region:
        facts = {fact.key: fact.value for fact in gather(scope, sees_raw=False).facts}
        took_part = [member for member in members_of(scope) if member.participations]
        assert len(took_part) == facts["all.engagement"]
        for member in took_part:
            told = gather(member.scope, sees_raw=False).facts
            assert (member.activities, member.participations, member.people) == tuple(fact.value for fact in told[:3])


@settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(world=worlds, scope=scopes)
def test_equal_scopes_give_equal_totals(as_staff, ask, world, scope):
    with transaction.atomic():
        check(as_staff, ask, scope, write(world))
        transaction.set_rollback(True)


@pytest.mark.deep
@settings(max_examples=1000, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds, scope=scopes)
def test_equal_scopes_give_equal_totals_in_thousands_of_worlds(as_staff, ask, world, scope):
    with transaction.atomic():
        check(as_staff, ask, scope, write(world))
        transaction.set_rollback(True)
