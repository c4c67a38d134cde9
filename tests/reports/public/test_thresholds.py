import pytest

from learning.reports.public.thresholds import is_small, told


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([], []),
        ([0, 5, 60], [0, 5, 60]),
        ([4, 5, 60], [None, None, 60]),
        ([60, 0, 3, 8], [60, 0, None, None]),
        ([1, 4, 60], [None, None, 60]),
        ([3, 0], [None, 0]),
        ([3, 7, 7, 8], [None, None, None, 8]),
    ],
)
def test_numbers_of_few_people_are_not_told_nor_one_that_would_tell_them(numbers, expected):
    assert told("people", numbers) == expected


def test_organisations_and_activities_may_be_few():
    assert told("organisations", [1, 2, 60]) == [1, 2, 60]
    assert [is_small("activities", 1), is_small("people", 1), is_small("people", 0), is_small("people", 5)] == [
        False,
        True,
        False,
        False,
    ]
