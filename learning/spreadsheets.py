"""Tables that people open in a spreadsheet: no cell of them is a formula."""

import re

# The wide ones are the same signs to a spreadsheet that speaks Chinese, Japanese or Korean.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
# Much of Europe ends a cell of a CSV file with ";" whatever its maker meant: what follows begins a cell there.
# Only from the last separator before it: a run of them is read once.
_BEGINS_INSIDE = r"([;|\t\n\r][^\S\t\n\r]*){}(?='*[=+\-@＝＋－＠])"
# Most text has none: to look for one is quicker than to look for what it begins.
SEPARATOR = re.compile(r"[;|\t\n\r]")
BARE, DRESSED = re.compile(_BEGINS_INSIDE.format("")), re.compile(_BEGINS_INSIDE.format("'"))


def inert(value):
    """Text that a spreadsheet would take for a formula gets an apostrophe before it; anything else stays.

    So does what would be taken for text made inert: `as_written` gives back exactly what was there.
    """
    if not isinstance(value, str):
        return value
    inside = BARE.sub(r"\1'", value) if SEPARATOR.search(value) else value
    return f"'{inside}" if _is_formula(inside.lstrip("'")) else inside


def as_written(text):
    """The opposite of `inert`."""
    inside = text[1:] if text.startswith("'") and _is_formula(text.lstrip("'")) else text
    return DRESSED.sub(r"\1", inside)


def _is_formula(text):
    return text.startswith(FORMULAS)


class InertCells:
    """For Wagtail's listings with an export. XLSX says itself what is text; CSV can't."""

    def preprocess_field_value(self, field, value, export_format):
        return inert(super().preprocess_field_value(field, value, export_format))
