import pytest
from hypothesis import given
from hypothesis import strategies as st

from learning.activities.attendance.intervals import clip, total, union

pairs = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8)


def points(stretches):
    """Return every unit that the intervals cover, as a set: an independent implementation to compare with."""
    return {unit for start, end in stretches for unit in range(start, end)}


@pytest.mark.parametrize(
    ("given_pairs", "joined"),
    [
        ([], []),
        ([(5, 5)], []),
        ([(7, 3)], []),
        ([(0, 10), (10, 20)], [(0, 20)]),
        ([(0, 10), (11, 20)], [(0, 10), (11, 20)]),
        ([(15, 20), (0, 10), (5, 12)], [(0, 12), (15, 20)]),
        ([(0, 30), (5, 6)], [(0, 30)]),
    ],
)
def test_union_joins_overlapping_and_touching_intervals(given_pairs, joined):
    assert union(given_pairs) == joined


def test_clip_cuts_off_what_lies_outside():
    assert clip([(0, 10), (12, 30), (40, 50)], 5, 20) == [(5, 10), (12, 20)]


@given(pairs)
def test_union_covers_each_unit_once(some):
    assert total(union(some)) == len(points(some))
    assert points(union(some)) == points(some)


@given(pairs, st.integers(0, 60), st.integers(0, 60))
def test_clip_keeps_exactly_the_units_within(some, start, end):
    assert points(clip(some, start, end)) == points(some) & set(range(start, end))
