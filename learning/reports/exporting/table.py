from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from ..definitions import VERSION


@dataclass(frozen=True)
class Column:
    """`name` is the key in JSON, `label` the head in a spreadsheet."""

    name: str
    label: str


@dataclass(frozen=True)
class Table:
    """`head` are (label, text) that say what was asked for; `rows` are tuples as long as `columns`, read once."""

    title: str
    head: list
    columns: tuple
    rows: Iterable

    def told(self):
        """[(label, text)] above the rows of every file: what, of what, when, by which rules."""
        made = timezone.now().strftime("%Y-%m-%d %H:%M UTC")
        return [
            (_("Table"), self.title),
            *self.head,
            (_("Made"), made),
            (_("Rules of counting"), _("version %(version)d") % {"version": VERSION}),
        ]
