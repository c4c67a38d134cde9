"""Tables of women and men change by months and by groups, so that nobody is found by looking twice."""

from collections import Counter
from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.activities.models import Enrolment
from learning.reports.models import PublishedTable
from learning.reports.monthly_tables.published_tables import publish_tables, published_tables
from tests.factories import make_activity, make_enrolment, make_organisation, make_person

from ..small_numbers.test_small_cells import Attacker, people

pytestmark = pytest.mark.django_db

COUNTRIES = {"africa": "SN", "europe": "FR"}
GENDERS = {"women": "woman", "others": "man", "silent": ""}
MOMENTS = (datetime(2026, 6, 3, tzinfo=UTC), datetime(2026, 7, 3, tzinfo=UTC))


@pytest.fixture
def seminar():
    return make_activity(kind="seminar", starts_on=date(2026, 5, 12))


def come_from(activity, region, **answers):
    body = make_organisation(country=COUNTRIES[region])
    for answer, number in answers.items():
        for _number in range(number):
            person = make_person(gender=GENDERS[answer], organisation=body)
            make_enrolment(activity, person, participated_on=date(2026, 5, 12), attended_on=date(2026, 5, 12))


def told():
    return {(one.family, one.value): (one.as_of, one.people, one.women, one.others) for one in published_tables()}


def test_import_changes_nothing_before_the_month_is_closed(seminar, time_machine):
    time_machine.move_to(MOMENTS[0])
    come_from(seminar, "europe", women=6, others=7)
    assert publish_tables() == 3
    before = told()
    come_from(seminar, "africa", women=6, others=6)
    assert (publish_tables(), told()) == (0, before)
    time_machine.move_to(MOMENTS[1])
    assert publish_tables() == 3
    assert told()["all", ""] == (date(2026, 6, 30), 25, 12, 13)


def test_table_waits_until_five_people_were_added(seminar, time_machine):
    time_machine.move_to(MOMENTS[0])
    come_from(seminar, "europe", women=6, others=7)
    publish_tables()
    before = told()
    come_from(seminar, "europe", women=2, others=2)
    time_machine.move_to(MOMENTS[1])
    assert (publish_tables(), told()) == (0, before)


@pytest.mark.parametrize("added", [{"women": 6}, {"women": 8, "others": 1}])
def test_group_that_answered_alike_or_has_a_small_cell_is_not_added(seminar, time_machine, added):
    time_machine.move_to(MOMENTS[0])
    come_from(seminar, "europe", women=6, others=7)
    publish_tables()
    before = told()
    come_from(seminar, "europe", **added)
    time_machine.move_to(MOMENTS[1])
    publish_tables()
    assert told() == before


def test_those_who_waited_are_added_with_others_later(seminar, time_machine):
    time_machine.move_to(MOMENTS[0])
    come_from(seminar, "europe", women=6, others=7)
    publish_tables()
    come_from(seminar, "europe", women=2, others=2)
    time_machine.move_to(MOMENTS[1])
    publish_tables()
    come_from(seminar, "europe", women=3, others=3)
    time_machine.move_to(datetime(2026, 8, 3, tzinfo=UTC))
    publish_tables()
    assert told()["all", ""] == (date(2026, 7, 31), 23, 11, 12)


def test_table_in_which_all_answered_alike_shows_its_total_only(seminar, time_machine):
    time_machine.move_to(MOMENTS[0])
    come_from(seminar, "europe", women=9)
    publish_tables()
    assert told()["all", ""] == (date(2026, 5, 31), 9, None, None)


def test_participation_of_the_running_month_is_in_no_table(seminar, time_machine):
    time_machine.move_to(datetime(2026, 5, 20, tzinfo=UTC))
    come_from(seminar, "europe", women=6, others=7)
    publish_tables()
    assert told() == {}


def test_a_month_is_published_once(seminar, time_machine, django_assert_num_queries):
    time_machine.move_to(MOMENTS[0])
    come_from(seminar, "europe", women=6, others=7)
    publish_tables()
    with django_assert_num_queries(3):
        assert publish_tables() == 0


def test_reading_writes_nothing(reader, seminar, time_machine):
    time_machine.move_to(MOMENTS[0])
    come_from(seminar, "europe", women=6, others=7)
    response = reader.get("/admin/figures/gender/")
    assert (response.status_code, PublishedTable.objects.count()) == (200, 0)
    assert Enrolment.objects.filter(tables_since__isnull=False).count() == 0


# ---- The attack over two moments

sizes = st.one_of(st.integers(0, 4), st.integers(0, 9))
cells = st.tuples(sizes, sizes, sizes)
worlds = st.dictionaries(st.sampled_from(list(COUNTRIES)), cells, min_size=1)
ALL, YEAR = ("all", ""), ("year", "2026")


def labelled(world, cohorts):
    """{tables that people stand in: how many gave each answer}, of both moments: a table is told apart by the moment at
    which it was published with them, "" where it was not."""
    found = {}
    for moment, regions in enumerate(world):
        for region, numbers in regions.items():
            tables = [(*table, cohorts(table, moment)) for table in (ALL, YEAR, ("region", region))]
            found[frozenset(tables)] = Counter(found.get(frozenset(tables), {})) + Counter(
                dict(zip(GENDERS, numbers, strict=True))
            )
    return {tables: tuple(told[answer] for answer in GENDERS) for tables, told in found.items() if told.total()}


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=worlds, second=worlds)
def test_two_moments_give_no_hidden_cell(time_machine, first, second):
    with transaction.atomic():
        shown = _publish_twice(time_machine, first, second)
        transaction.set_rollback(True)
    world = labelled((first, second), lambda table, moment: _published_with(shown, table, moment))
    groups = [
        people(number, answer, *sorted(tables, key=str))
        for tables, numbers in world.items()
        for answer, number in zip(GENDERS, numbers, strict=True)
        if number
    ]
    truth = Counter()
    for group in groups:
        truth.update(dict.fromkeys(group.cells, group.people))
    _assert_as_published(shown, truth)
    visible = {table for table, _answer in truth if table[2] != ""}
    attacker = Attacker(world, groups, visible, answers=tuple(GENDERS))
    for table in {table for table, _answer in truth}:
        _assert_no_hidden_cell(attacker, table, [truth[table, answer] for answer in GENDERS], table in visible)


def _published_with(shown, table, moment):
    """The moment at which those who came to a table by `moment` were published in it, "" where they were not."""
    return next((one for one in range(moment, 2) if shown[one].get(table, (False,))[0]), "")


def _publish_twice(time_machine, first, second):
    """[{table: (whether it changed at that moment, women, others, silent)}] of what a reader is shown then."""
    seminar, found, before = make_activity(kind="seminar", starts_on=date(2026, 5, 12)), [], {}
    for moment, world in zip(MOMENTS, (first, second), strict=True):
        time_machine.move_to(moment)
        for region, numbers in world.items():
            come_from(seminar, region, **dict(zip(GENDERS, numbers, strict=True)))
        publish_tables()
        now = {(one.family, one.value): one for one in published_tables() if one.is_shown}
        numbers = {table: (one.women, one.others, one.silent) for table, one in now.items()}
        found.append(
            {table: (len(now[table].updates) > before.get(table, 0), *told) for table, told in numbers.items()}
        )
        before = {table: len(one.updates) for table, one in now.items()}
    return found


def _assert_as_published(shown, truth):
    """The attacker has the numbers that stood on the page, no others."""
    for moment, tables in enumerate(shown):
        for table, (_is_updated, *numbers) in tables.items():
            cohorts = [one for one in range(moment + 1) if shown[one].get(table, (False,))[0]]
            assert numbers == [sum(truth[(*table, one), answer] for one in cohorts) for answer in GENDERS]


def _assert_no_hidden_cell(attacker, table, numbers, is_visible):
    if not any(0 < number < 5 for number in numbers) and sum(map(bool, numbers)) != 1:
        return
    assert not is_visible
    for answer, number in zip(GENDERS, numbers, strict=True):
        if 0 < number < 5:
            assert attacker.by_sums(table, answer) is None
            least, most = attacker.by_bounds(table, answer)
            assert least < most
