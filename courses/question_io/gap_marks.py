"""[[1]] in a text: where its gaps are."""

import re

MARK = re.compile(r"\[\[(\d{1,3})\]\]")


def numbered(text):
    """(`text` with its marks numbered in the order of reading, the numbers they had)."""
    numbers = []

    def mark(found):
        numbers.append(int(found[1]))
        return f"[[{len(numbers)}]]"

    return MARK.sub(mark, text), numbers
