"""Recovering hidden numbers of people from a list: by sums, and by everything a drawing shows."""

from collections import defaultdict
from itertools import permutations

import pytest
from django.template.loader import render_to_string
from hypothesis import given, settings
from hypothesis import strategies as st

from learning.reports.charts import Place, bars, timeline, world
from learning.reports.small_numbers.suppression import is_small_number, shown_numbers, shown_numbers_by_key


@pytest.mark.parametrize(
    ("numbers", "unseen", "expected"),
    [
        ([], 0, []),
        ([0, 5, 60], 0, [0, 5, 60]),
        ([3, 60], 9, [None, 60]),
        ([3, 60, 70], 3, [None, None, 70]),
        ([60, 70], 2, [None, 70]),
        ([4, 4, 4], 0, [None, None, None]),
        ([3, 3, 9, 9, 10], 0, [None, None, None, None, 10]),
        ([1, 1, 1, 1, 1, 0], 0, None),
        ([2, 1, 1, 1, 1], 0, None),
        ([1, 1, 1], 5, [None, None, None]),
    ],
)
def test_numbers_of_few_people_and_what_gives_them_away_are_hidden(numbers, unseen, expected):
    assert shown_numbers(numbers, unseen) == expected


def compositions(total, length):
    """Every tuple of `length` numbers from 0 that add up to `total`."""
    if length == 1:
        yield (total,)
        return
    for first in range(total + 1):
        for rest in compositions(total - first, length - 1):
            yield (first, *rest)


@pytest.mark.parametrize("has_unseen", [False, True])
@pytest.mark.parametrize(
    ("length", "totals"), [(1, range(5, 20)), (2, range(5, 20)), (3, range(5, 20)), (4, range(5, 17))]
)
def test_no_small_number_follows_from_the_total_and_the_rule(length, totals, has_unseen):
    """Every list with that total is a world; those that look the same must differ in each small number."""
    for total in totals:
        alike = defaultdict(list)
        for numbers in compositions(total, length + has_unseen):
            listed, unseen = (numbers[:-1], numbers[-1]) if has_unseen else (numbers, 0)
            seen = shown_numbers(listed, unseen)
            alike[seen and tuple(seen)].append(numbers)
        for seen, worlds in alike.items():
            for values in zip(*worlds, strict=True):
                assert len(set(values)) > 1 or not is_small_number(values[0]), (total, seen, worlds[:3])


PEOPLE = st.lists(st.integers(0, 30), min_size=2, max_size=7)


def drawn(numbers):
    """All that a reader gets of these numbers: the map, the bars and the timeline, as HTML."""
    names = [f"City {place}" for place in range(len(numbers))]
    seen = shown_numbers_by_key(dict(zip(names, numbers, strict=True)), bool)
    places = [
        Place(name, place * 40 - 120, place * 7 - 20, seen.get(name) if number else 0)
        for place, (name, number) in enumerate(zip(names, numbers, strict=True))
    ]
    rows = shown_numbers(numbers) or [None] * len(numbers)
    labelled = list(zip(names, rows, strict=True))
    pictures = [
        world("w", "Map", places),
        bars("b", "Bars", ("City", "People"), labelled),
        timeline("t", "Timeline", ("City", "People"), [(name, name, number) for name, number in labelled]),
    ]
    return [render_to_string("reports/charts/figure.html", {"drawing": picture}) for picture in pictures]


@settings(max_examples=60)
@given(numbers=PEOPLE)
def test_hidden_numbers_may_change_places_and_not_a_byte_of_a_drawing_changes(numbers):
    """Order, size, position and every attribute are compared: who reads all of them can't tell one world from another."""
    seen = shown_numbers(numbers) or [None if number else 0 for number in numbers]
    hidden = [place for place, number in enumerate(seen) if number is None]
    before = drawn(numbers)
    for order in list(permutations(hidden))[:12]:
        other = list(numbers)
        for place, source in zip(hidden, order, strict=True):
            other[place] = numbers[source]
        assert drawn(other) == before


def test_two_worlds_that_differ_in_a_shown_number_are_drawn_differently():
    assert drawn([30, 20, 3, 4]) != drawn([20, 30, 3, 4])
