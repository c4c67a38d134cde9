from decimal import Decimal

import pytest
from django.utils import translation

from learning.activities.models import DeclaredFigure
from learning.reports.declaring import figures_of, in_a_list, say, together
from tests.factories import make_activity

pytestmark = pytest.mark.django_db


def declare(activity, value, covers=(), **fields):
    figure = DeclaredFigure(
        activity=activity, value=value, year=2023, **{"unit": "people", "source": "Report", **fields}
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
