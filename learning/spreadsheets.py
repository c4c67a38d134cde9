"""Tables that people open in a spreadsheet: no cell of them is a formula."""

import re

# The wide ones are the same signs to a spreadsheet that speaks Chinese, Japanese or Korean.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
INSIDE = re.compile(r"([;|\t\n\r]\s*)(?=[=+\-@＝＋－＠])")


def inert(value):
    """Text that a spreadsheet would take for a formula gets an apostrophe before it; anything else stays.

    So does what would be taken for text made inert: `as_written` gives back exactly what was there.
    """
    return f"'{value}" if isinstance(value, str) and _is_formula(value.lstrip("'")) else value


def as_written(text):
    """The opposite of `inert`."""
    return text[1:] if text.startswith("'") and _is_formula(text.lstrip("'")) else text


def _is_formula(text):
    return text.startswith(FORMULAS)


def inert_inside(value):
    """Where a spreadsheet takes ";" or a tab for the end of a cell, as in much of Europe, the rest is no formula either."""
    return INSIDE.sub(r"\1'", value) if isinstance(value, str) else value


class InertCells:
    """For Wagtail's listings with an export. XLSX says itself what is text; CSV can't."""

    def preprocess_field_value(self, field, value, export_format):
        return inert_inside(inert(super().preprocess_field_value(field, value, export_format)))
