"""Annual figures as files: the rows of the screen, and a head with the scope."""

from decimal import Decimal

from django.utils.translation import gettext as _

from ..exports import ExportColumn, Table
from ..scope import description


def asked(scope, *, sees_raw):
    """[(label, text)]: what was asked for, and what its reader does not see of it."""
    left_out = (
        _("Nothing is left out.")
        if sees_raw
        else _("Shares by gender are left out: only who may see the people behind figures sees them.")
    )
    before = description.comparison_in_words(scope)
    compared = [(_("Period before"), before)] if before else []
    return [*description.head(scope), *compared, (_("Left out"), left_out)]


def table(head, rows, **beside):
    """The `rows.FrozenFigure`s under `head`; `beside` is what the JSON says besides."""
    return Table(head, _columns(), map(_cells, rows), beside)


def _columns():
    return (
        ExportColumn("figure", _("Figure")),
        ExportColumn("value", _("Value")),
        ExportColumn("qualifier", _("The value is")),
        ExportColumn("unit", _("Unit")),
        ExportColumn("kind", _("Counted or declared")),
        ExportColumn("rule", _("Rule")),
        ExportColumn("version", _("Version of the rule")),
        ExportColumn("source", _("Source")),
        ExportColumn("quote", _("As printed")),
        ExportColumn("last", _("Period before")),
        ExportColumn("change", _("Change, %")),
        ExportColumn("printed_change", _("Change as printed")),
        ExportColumn("key", _("Key")),
    )


def _cells(row):
    figure = row.figure
    return (
        row.name,
        _number(figure["value"]),
        str(row.qualifier),
        figure["unit"],
        row.kind,
        figure["rule"],
        figure["version"],
        figure["source"],
        figure["quote"],
        _number(figure["last"]),
        _number(figure["change"]),
        figure["printed_change"],
        figure["key"],
    )


def _number(text):
    if text is None:
        return ""
    number = Decimal(text)
    return float(number) if number % 1 else int(number)
