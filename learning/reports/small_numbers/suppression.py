"""Suppression: which numbers of a list are hidden because they, or another one, would reveal 1 to 4 people.

A reader is taken to know the total of the list and this rule. Numbers of 1 to 4 are hidden. Where the hidden ones are
all equal, the next larger number is hidden too, wherever it stands: then any two hidden numbers may change places
and nothing that is shown changes, so that no hidden number can be worked out. Where every number is small and the total
is less than two for each, nothing is told, because a list of ones is given away by its length.
"""

from learning.reports.small_numbers.percentages import SMALLEST_DENOMINATOR


def is_small_number(people):
    return 0 < people < SMALLEST_DENOMINATOR


def shown_numbers(numbers, unseen=0):
    """`numbers` with None for each that is hidden, or None where nothing of the list may be told.

    `unseen` is the number of people in the total who stand in no row of the list.
    """
    numbers = list(numbers)
    counted = [number for number in (*numbers, unseen) if number]
    if not any(map(is_small_number, counted)):
        return numbers
    if all(map(is_small_number, counted)) and sum(counted) < 2 * len(counted):
        return None
    most = _largest_hidden(numbers, unseen)
    return [None if 0 < number <= most else number for number in numbers]


def _largest_hidden(numbers, unseen):
    """The largest number that is hidden: every number from 1 to it is."""
    small = {number for number in (*numbers, unseen) if is_small_number(number)}
    others = [number for number in numbers if number and not is_small_number(number)]
    if others and len(small | ({unseen} if unseen else set())) == 1:
        return min(others)
    return SMALLEST_DENOMINATOR - 1


def shown_numbers_by_key(numbers, is_listed):
    """{key: people, or None where hidden} of those of `numbers` ({key: people}) for which `is_listed(key)`; {} where
    nothing may be told.
    """
    listed = {key: people for key, people in numbers.items() if people and is_listed(key)}
    unseen = sum(numbers.values()) - sum(listed.values())
    seen = shown_numbers(listed.values(), unseen)
    return {} if seen is None else dict(zip(listed, seen, strict=True))
