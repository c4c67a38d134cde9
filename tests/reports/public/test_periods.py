from datetime import date

import pytest
import time_machine
from django.utils import translation

from learning.reports.public.choices import MONTH, QUARTER, YEAR, span_of, year_of
from learning.reports.public.periods import columns, cut
from learning.reports.scope.scopes import Scope


def days(*asked):
    return [(label, short, one.first, one.last) for label, short, one in cut(Scope(), *asked)]


@time_machine.travel("2027-03-01")
def test_years_quarters_and_months_are_whole():
    assert days(2025, 2026, YEAR) == [
        ("2025", "2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2026", "2026", date(2026, 1, 1), date(2026, 12, 31)),
    ]
    assert days(2026, 2026, QUARTER)[0] == ("Q1 2026", "Q1 26", date(2026, 1, 1), date(2026, 3, 31))
    assert days(2026, 2026, QUARTER)[3] == ("Q4 2026", "Q4 26", date(2026, 10, 1), date(2026, 12, 31))
    assert days(2024, 2024, MONTH)[1] == ("February 2024", "Feb", date(2024, 2, 1), date(2024, 2, 29))


@time_machine.travel("2026-11-25")
def test_what_has_not_begun_has_no_column():
    assert [short for _label, short, _first, _last in days(2026, 2026, MONTH)][-1] == "Nov"
    assert len(days(2027, 2027, QUARTER)) == 4


@time_machine.travel("2026-11-25")
def test_at_most_the_twelve_latest_are_drawn():
    assert [label for label, *_more in days(2000, 2026, YEAR)] == [str(year) for year in range(2015, 2027)]


@pytest.mark.parametrize(("step", "expected"), [(YEAR, 2), (QUARTER, 8), (MONTH, 24)])
def test_columns_are_known_before_they_are_cut(step, expected):
    assert columns(2025, 2026, step) == expected


@time_machine.travel("2026-11-25")
def test_months_are_named_in_the_readers_language():
    with translation.override("fr"):
        assert days(2026, 2026, MONTH)[0][0] == "janvier 2026"


@time_machine.travel("2026-12-31T23:30:00+00:00")
def test_this_year_is_meant_on_the_day_it_is_read():
    assert [year_of(choice) for choice in ("this", "last", "all", "2023")] == [2026, 2025, None, 2023]


@pytest.mark.django_db
@time_machine.travel("2026-11-25")
def test_all_years_are_those_there_are():
    assert span_of({"first": "all", "last": "this"}) == (2026, 2026)
    assert span_of({"first": "2023", "last": "last"}) == (2023, 2025)
