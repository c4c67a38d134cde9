"""Thresholds below which numbers are hidden in public."""

from ..small_numbers import suppression

# Measures that count people; organisations and activities may be few.
OF_PEOPLE = {"people", "participations", "participants", "completers", "replays"}


def is_small(measure, number):
    return measure in OF_PEOPLE and suppression.is_small_number(number)


def told(measure, numbers):
    """`numbers` with None for those that are not told (see `suppression.told`); None where nothing of the list is."""
    return suppression.shown_numbers(numbers) if measure in OF_PEOPLE else list(numbers)
