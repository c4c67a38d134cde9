"""All pages and files that someone without the permission can reach, and the attack on what they say together."""

from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from learning.reports.monthly_tables.published_tables import publish_tables, published_tables
from tests.factories import make_activity, make_enrolment, make_organisation, make_person
from tests.reports.screen_parser import read_json, read_xlsx

from .test_small_cells import Attacker, people

pytestmark = pytest.mark.django_db

ROOT = "/admin/figures/"
ANSWERS = {"woman": "woman", "man": "other", "": "none"}
COUNTRIES = {"africa": "SN", "europe": "FR"}
YEARS = (2024, 2025)
ALL = ("all", "")
patterns = st.tuples(st.sets(st.sampled_from(YEARS), min_size=1), st.sampled_from(list(COUNTRIES))).map(
    lambda pair: (frozenset(pair[0]), pair[1])
)
sizes = st.one_of(st.integers(0, 3), st.integers(0, 7))
worlds = st.dictionaries(patterns, st.tuples(sizes, sizes, sizes), min_size=1, max_size=4)


def write(world):
    activities = {year: make_activity(starts_on=date(year, 5, 12)) for year in YEARS}
    for (years, region), cells in world.items():
        body = make_organisation(country=COUNTRIES[region])
        for gender, number in zip(ANSWERS, cells, strict=True):
            for _number in range(number):
                person = make_person(gender=gender, organisation=body)
                for year in years:
                    day = date(year, 5, 12)
                    make_enrolment(activities[year], person, participated_on=day, attended_on=day)
    publish_tables()


def tables_of(world):
    """{pattern of tables: cells} as the attacker sees the world."""
    return {
        frozenset({ALL, ("region", region), *(("year", year) for year in years)}): cells
        for (years, region), cells in world.items()
        if sum(cells)
    }


def named(name):
    """The table that a row of the screen is of."""
    if name == "All years":
        return ALL
    return ("year", int(name)) if name.isdecimal() else ("region", name.lower())


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(world=worlds)
def test_what_a_reader_is_told_gives_no_hidden_cell(reader, world):
    with transaction.atomic():
        write(world)
        rows = read_json(reader.get(f"{ROOT}gender/?export=json"))["rows"]
        transaction.set_rollback(True)
    told = {
        named(row["name"]): (row["women"], row["others"], row["silent"]) for row in rows if row["women"] is not None
    }
    world = tables_of(world)
    groups = [
        people(number, answer, *sorted(pattern))
        for pattern, cells in world.items()
        for answer, number in zip(ANSWERS.values(), cells, strict=True)
        if number
    ]
    truth = {
        (table, answer): sum(cells[place] for pattern, cells in world.items() if table in pattern)
        for table in {table for pattern in world for table in pattern}
        for place, answer in enumerate(ANSWERS.values())
    }
    for table, cells in told.items():
        assert cells == tuple(truth[table, answer] for answer in ANSWERS.values())
    attacker = Attacker(world, groups, told)
    for (table, answer), number in truth.items():
        if 0 < number < 5:
            assert table not in told
            assert attacker.by_sums(table, answer) is None
            least, most = attacker.by_bounds(table, answer)
            assert least < most


@pytest.fixture
def few():
    """In 2025 two women among nine of Africa; plenty of everyone in Europe, the same people in both years."""
    write({(frozenset({2025}), "africa"): (2, 7, 0), (frozenset(YEARS), "europe"): (6, 7, 5)})


# Every screen with filters that would single someone out, were gender in it.
QUERIES = ("", "year=2025", "region=africa", "by=country", "year=2025&region=africa&by=country", "q=a", "women=1")
SCREENS = ("", "regions/", "trends/", "members/", "partners/", "targets/", "applications/")


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("screen", SCREENS)
def test_no_screen_with_filters_names_gender_to_a_reader(reader, few, screen, query):
    page = reader.get(f"{ROOT}{screen}?{query}")
    assert page.status_code == 200
    names = [column.name for column in page.context["table"].columns.values()]
    file = reader.get(f"{ROOT}{screen}?{query}&export=xlsx")
    if screen == "trends/" and "by=country" in query:
        assert file.status_code == 400  # trends go by year, quarter or month
        return
    sheet = read_xlsx(file)
    cells = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert not {"women", "men", "others", "silent", "answered"} & set(names)
    assert not {"Women", "Men", "No answer", "Non-binary or another"} & cells


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
@pytest.mark.parametrize("query", QUERIES)
def test_the_tables_for_print_take_no_filter(reader, few, query, form):
    """A query that narrowed them would be another table, never checked beside the others."""
    assert len(reader.get(f"{ROOT}gender/?{query}").context["object_list"]) == 5
    told = read_json(reader.get(f"{ROOT}gender/?{query}&export=json"))["rows"]
    shown = [(table.people, table.women, table.others, table.silent) for table in published_tables()]
    assert [(row["people"], row["women"], row["others"], row["silent"]) for row in told] == shown
    assert reader.get(f"{ROOT}gender/?{query}&export={form}").status_code == 200


def test_the_few_of_africa_are_hidden_and_so_is_what_would_give_them_away(reader, few):
    rows = reader.get(f"{ROOT}gender/").context["object_list"]
    assert [(row.name, row.people, row.women) for row in rows] == [
        ("All years", 27, 8),
        ("2025", 27, 8),
        ("2024", 18, None),
        ("Africa", 9, None),
        ("Europe", 18, None),
    ]


@pytest.mark.parametrize("address", ["people/?measure=women", "people/?measure=participants&region=africa"])
def test_a_reader_reaches_nobody_behind_a_figure(reader, few, address):
    assert reader.get(f"{ROOT}{address}").status_code == 404


def test_focal_points_trainers_and_officials_reach_no_table_at_all(as_official, few):
    for address in ("gender/", "regions/", "all/"):
        assert as_official.get(f"{ROOT}{address}").status_code == 403
