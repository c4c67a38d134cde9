from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from learning.activities.models import DeclaredFigure
from learning.reports.declaring import covered_in, covered_in_each, figures_of, in_a_list, say, together
from learning.reports.pools import Pool
from learning.reports.scopes import Scope
from tests.factories import make_activity

pytestmark = pytest.mark.django_db


def declare(activity, value, covers=(), **fields):
    figure = DeclaredFigure(
        activity=activity, value=value, **{"year": 2023, "unit": "people", "source": "Report", **fields}
    )
    figure.covers = list(covers)
    figure.save()
    return figure


@pytest.mark.parametrize(
    ("value", "qualifier", "words"),
    [
        (300, "over", "over 300 people"),
        (300, "exact", "300 people"),
        (2, "less_than", "less than 2 people"),
        (35300, "rounded", "about 35,300 people"),
        (Decimal("9.3"), "as_printed", "9.3 people"),
    ],
)
def test_a_declared_figure_is_said_with_its_qualifier(value, qualifier, words):
    assert say(declare(None, Decimal(value), qualifier=qualifier)) == words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"metric": "speakers", "unit": "people"}, "90 people (speakers)"),
        ({"metric": "other", "label": "winners", "unit": "cities"}, "90 cities (winners)"),
        ({"metric": "participants", "unit": "participants"}, "90 participants"),
        ({"metric": "cities", "unit": "cities"}, "90 cities"),
    ],
)
def test_beside_others_it_says_what_it_is_of_where_its_unit_does_not(fields, words):
    assert in_a_list(declare(None, 90, **fields)) == words


def test_numbers_are_written_as_the_language_writes_them():
    figure = declare(None, Decimal(1400), qualifier="over")
    with translation.override("fr"):
        assert "1\u202f400" in say(figure) or "1\xa0400" in say(figure)


def test_heads_are_added_and_one_over_makes_the_sum_over():
    first, second = make_activity(), make_activity()
    declare(first, 300, qualifier="over")
    declare(second, 40)
    declare(second, 17, metric="members_represented", unit="member cities")
    told = together(figures_of([first.pk, second.pk]))
    assert (told.value, str(told)) == (340, "over 340")


def test_an_activity_that_a_figure_covers_is_not_counted_beside_it():
    programme, webinars = make_activity(), make_activity()
    declare(programme, 300, covers=[webinars], qualifier="over")
    declare(webinars, 120)
    told = together(figures_of([programme.pk, webinars.pk]))
    assert (told.value, told.covered) == (300, {webinars.pk})


def test_what_is_no_figure_of_learning_stays_out():
    activity = make_activity()
    declare(activity, 750000, unit="USD", is_platform_metric=False)
    assert not together(figures_of([activity.pk]))


def test_what_is_covered_is_told_of_many_periods_as_of_each_alone(django_assert_num_queries):
    for year in (2024, 2025, 2026):
        series, covered = make_activity(starts_on=date(year, 2, 2)), make_activity(starts_on=date(year, 5, 5))
        declare(series, 300, covers=[covered])
        declare(None, 40, year=year, covers=[make_activity(starts_on=date(year, 8, 8))])
    scopes = [Scope.of_year(2025), Scope(date(2025, 1, 1), date(2025, 6, 30)), Scope(), Scope(region="africa")]
    with django_assert_num_queries(2):
        told = covered_in_each(scopes, Pool.of_each(scopes))
    assert told == [covered_in(scope) for scope in scopes]
    # What is declared of a whole year is no figure of half of it.
    assert [len(covered) for covered in told] == [2, 1, 6, 0]


def test_one_activity_by_itself_has_nothing_covered(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert covered_in_each([Scope(activity=1)], [None]) == [frozenset()]
