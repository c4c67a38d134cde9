"""Rows of figures to show and export, from facts of today and from snapshots."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from learning.activities.models import DeclaredFigure

from ..measures.definitions import DEFINITIONS
from ..sentences import numbers
from .facts import COUNTED
from .sentences import active_language, in_language

QUALIFIERS = dict(DeclaredFigure.Qualifier.choices)


@dataclass(frozen=True)
class FrozenFigure:
    """One frozen figure (see `snapshots.actions`), in words of the active language."""

    figure: dict
    people: str = ""

    @property
    def name(self):
        return in_language(self.figure["name"], active_language())

    @property
    def value(self):
        return self._number("value", self.figure["qualifier"])

    @property
    def last(self):
        return self._number("last") or _("n/a")

    @property
    def change(self):
        if self.figure["unit"] == "%":
            return ""
        change = self.figure["change"]
        return numbers.change_in_print(None if change is None else Decimal(change))

    @property
    def kind(self):
        return _("counted") if self.figure["kind"] == COUNTED else _("declared")

    @property
    def origin(self):
        if self.figure["kind"] == COUNTED:
            return _("Counted from the people")
        return _("Declared: %(source)s") % {"source": self.figure["source"]}

    @property
    def rule(self):
        return DEFINITIONS.get(self.figure["rule"])

    @property
    def qualifier(self):
        return QUALIFIERS.get(self.figure["qualifier"], "")

    def __getattr__(self, name):
        return self.figure[name]

    def _number(self, name, qualifier="exact"):
        if self.figure[name] is None:
            return ""
        number = Decimal(self.figure[name])
        if self.figure["unit"] == "%":
            return numbers.qualified(numbers.percent(number), qualifier)
        return numbers.qualified(numbers.printed(number), qualifier)
