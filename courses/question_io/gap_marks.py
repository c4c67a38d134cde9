"""Marks of the gaps in a text: [[1]]."""

import re

MARK = re.compile(r"\[\[(\d{1,3})\]\]")


def numbered(text):
    """Return (`text` with its marks renumbered in reading order, the numbers they had)."""
    numbers = []

    def mark(found):
        numbers.append(int(found[1]))
        return f"[[{len(numbers)}]]"

    return MARK.sub(mark, text), numbers
