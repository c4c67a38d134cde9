"""Tables that people open in a spreadsheet: no cell of them is a formula."""

FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def inert(value):
    """Text that a spreadsheet would take for a formula gets an apostrophe before it; anything else stays."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULAS) else value


class InertCells:
    """For Wagtail's listings with an export. XLSX says itself what is text; CSV can't."""

    def preprocess_field_value(self, field, value, export_format):
        return inert(super().preprocess_field_value(field, value, export_format))
