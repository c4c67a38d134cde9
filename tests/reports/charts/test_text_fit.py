import pytest

from learning.reports.charts.text_fit import Box, across, first_with_room


@pytest.mark.parametrize(
    ("other", "expected"),
    [(Box(1, 1, 3, 3), True), (Box(2, 0, 4, 2), False), (Box(0, 2, 2, 4), False), (Box(0.5, 0.5, 1, 1), True)],
)
def test_what_only_touches_does_not_overlap(other, expected):
    box = Box(0, 0, 2, 2)
    assert (box.overlaps(other), other.overlaps(box)) == (expected, expected)


@pytest.mark.parametrize(("start", "expected"), [(0, True), (-0.1, False), (8, True), (8.1, False)])
def test_what_leaves_the_picture_is_not_within_it(start, expected):
    assert Box(start, 0, start + 2, 1).is_within(10, 1) is expected


@pytest.mark.parametrize(("anchor", "expected"), [("start", (10, 14)), ("middle", (8, 12)), ("end", (6, 10))])
def test_words_lie_by_their_anchor(anchor, expected):
    assert across(10, anchor, 4) == expected


def test_the_narrowest_picture_with_room_is_found():
    assert first_with_room(lambda width: width > 17) == 20
    assert first_with_room(lambda width: width > 40) is None
