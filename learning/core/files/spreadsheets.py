"""Tables for spreadsheets: no cell is a formula."""

import re

from wagtail.admin.views.mixins import SpreadsheetExportMixin

# At the beginning of a file it tells spreadsheets that the text is UTF-8.
BYTE_ORDER_MARK = "\ufeff"
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


def protect_listings():
    """Make every export of a listing in the admin inert: ours, Wagtail's own and other packages'.

    Wagtail has no setting for it, and its reports prepare some fields past `custom_value_preprocess`; so the two methods
    that each cell and heading goes through are wrapped. Calling it again changes nothing.
    """
    if SpreadsheetExportMixin.preprocess_field_value.__module__ == __name__:
        return
    preprocess, get_heading = SpreadsheetExportMixin.preprocess_field_value, SpreadsheetExportMixin.get_heading

    def preprocess_inert(self, field, value, export_format):
        return inert(preprocess(self, field, value, export_format))

    def get_inert_heading(self, queryset, field):
        return inert(get_heading(self, queryset, field))

    SpreadsheetExportMixin.preprocess_field_value = preprocess_inert
    SpreadsheetExportMixin.get_heading = get_inert_heading
