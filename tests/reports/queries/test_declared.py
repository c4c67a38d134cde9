from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from learning.activities.models import Activity, DeclaredFigure
from learning.reports.queries.activity_pools import Pool
from learning.reports.queries.by_activity import both_of, figures_by_activity
from learning.reports.queries.declared_figures import figures_of, heads_in, in_a_list, say, together
from learning.reports.scope.scopes import Scope
from tests.factories import make_activity, make_enrolment, make_person

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
    told = together(DeclaredFigure.objects.all())
    assert (told.value, str(told)) == (340, "over 340")


def test_an_activity_that_a_figure_covers_is_not_counted_beside_it():
    programme, webinars = make_activity(), make_activity()
    declare(programme, 300, covers=[webinars], qualifier="over")
    declare(webinars, 120)
    assert together(DeclaredFigure.objects.all()).value == 300


def test_figure_that_covers_its_own_activity_stands_once():
    activity = make_activity()
    declare(activity, 40, covers=[activity])
    assert together(DeclaredFigure.objects.all()).value == 40


def test_figures_that_cover_each_other_leave_the_first():
    first, second, third = make_activity(), make_activity(), make_activity()
    declare(first, 40, covers=[second])
    declare(second, 50, covers=[third])
    declare(third, 60, covers=[first])
    assert together(DeclaredFigure.objects.all()).value == 40


def test_what_is_no_figure_of_learning_stays_out():
    activity = make_activity()
    declare(activity, 750000, unit="USD", is_platform_metric=False)
    assert figures_of([activity.pk]) == {}
    assert not heads_in(Scope())


def covered_in(scope):
    """The ids of the activities that declared figures of the scope cover."""
    every, counted = Pool.uncovered(scope), Pool.of(scope)
    return {pk for pk in Activity.objects.values_list("pk", flat=True) if every.has(pk) and not counted.has(pk)}


def test_what_is_covered_depends_on_period_and_activities_alone(django_assert_num_queries):
    for year in (2024, 2025, 2026):
        series, covered = make_activity(starts_on=date(year, 2, 2)), make_activity(starts_on=date(year, 5, 5))
        declare(series, 300, covers=[covered])
        declare(None, 40, year=year, covers=[make_activity(starts_on=date(year, 8, 8))])
    scopes = [Scope.of_year(2025), Scope(date(2025, 1, 1), date(2025, 6, 30)), Scope(), Scope(region="africa")]
    with django_assert_num_queries(3):
        Pool.of_each(scopes)
    # What is declared of a whole year is no figure of half of it.
    assert [len(covered_in(scope)) for scope in scopes] == [2, 1, 6, 6]


def test_one_activity_by_itself_is_covered_by_its_own_figures_alone():
    series, webinar, seminar = make_activity(), make_activity(), make_activity()
    declare(series, 300, covers=[webinar])
    declare(seminar, 40, covers=[seminar])
    covered = [covered_in(Scope(activity=one.pk)) for one in (series, webinar, seminar)]
    assert covered == [set(), set(), {seminar.pk}]


def test_part_of_covered_aggregate_counts_by_itself_as_in_its_row():
    day = date(2023, 5, 12)
    whole = make_activity(starts_on=day, is_aggregate=True)
    part = make_activity(starts_on=day, parent=whole)
    make_enrolment(part, make_person("Ana"), attended_on=day, participated_on=day)
    declare(whole, 300, covers=[whole])
    in_row = figures_by_activity(Scope(), [part.pk])[part.pk]
    assert (in_row.participants, both_of(Scope(activity=part.pk))[0].participants) == (1, 1)
    assert both_of(Scope())[0].participants == 0
