"""Tables that people open in a spreadsheet: no cell of them is a formula."""

# The wide ones are the same signs to a spreadsheet that speaks Chinese, Japanese or Korean.
FORMULAS = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")


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


class InertCells:
    """For Wagtail's listings with an export. XLSX says itself what is text; CSV can't."""

    def preprocess_field_value(self, field, value, export_format):
        return inert(super().preprocess_field_value(field, value, export_format))
