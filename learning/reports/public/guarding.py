"""Which numbers are too small to be told in public."""

from ..figures import SMALLEST_DENOMINATOR

# Measures that count people; organisations and activities may be few.
OF_PEOPLE = {"people", "participations", "participants", "completers", "replays"}


def is_small(measure, number):
    return measure in OF_PEOPLE and 0 < number < SMALLEST_DENOMINATOR


def told(measure, numbers):
    """`numbers` with None for those that are not told: each of 1 to 4 people and, where it would be the only one,
    the smallest of the others too, so that it is not the rest of their total.
    """
    small = [place for place, number in enumerate(numbers) if is_small(measure, number)]
    if len(small) == 1:
        others = [place for place, number in enumerate(numbers) if number and place not in small]
        small += sorted(others, key=lambda place: numbers[place])[:1]
    return [None if place in small else number for place, number in enumerate(numbers)]
