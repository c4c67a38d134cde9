from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ..measures.definitions import VERSION


@dataclass(frozen=True)
class ExportColumn:
    """`name` is the key in JSON, `label` the head in a spreadsheet."""

    name: str
    label: str


@dataclass(frozen=True)
class Table:
    """`head` are (label, text) about the whole file: XLSX has them on a second sheet, JSON as `about`, CSV not at all.
    `rows` are tuples as long as `columns`, read once. `beside` is what the JSON says besides."""

    head: list
    columns: tuple
    rows: Iterable
    beside: dict = field(default_factory=dict)


def with_column(table, name, label, value):
    """`table` with one more column, which says the same in every row."""
    rows = ((*row, value) for row in table.rows)
    return replace(table, columns=(*table.columns, ExportColumn(name, label)), rows=rows)


def about(title, asked, *, made_at=None, version=VERSION):
    """[(label, text)]: what it is, what was asked for, when and by which rules. Times in UTC."""
    made = (made_at or timezone.now()).astimezone(UTC)
    told = [
        (_("Table"), title),
        *asked,
        (_("Made"), f"{made:%Y-%m-%d %H:%M} UTC"),
        (_("Rules of counting"), _("version %(version)d") % {"version": version}),
        (_("Where to find the rules"), f"{settings.WAGTAILADMIN_BASE_URL}{reverse('reports:rules')}"),
    ]
    return [(str(label), str(text)) for label, text in told]
