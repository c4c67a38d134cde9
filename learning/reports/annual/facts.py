"""A figure of a year or period with its rule, unit and scope."""

from dataclasses import dataclass
from decimal import Decimal

from ..measures.definitions import DEFINITIONS, name_of, rule_of
from ..sentences.comparison import change

COUNTED, DECLARED = "counted", "declared"


@dataclass(frozen=True)
class Fact:
    """`value` and `last` are None where there is none to show; `rule` is the code of its definition.

    `people` is the query string of the people behind it, "" where a figure has none. Raw ones are for those who may
    see people; context is no figure of learning.
    """

    key: str
    name: str
    rule: str
    value: Decimal | int | None
    kind: str = COUNTED
    qualifier: str = "exact"
    unit: str = ""
    source: str = ""
    quote: str = ""
    last: Decimal | int | None = None
    printed_change: str = ""
    people: str = ""
    is_raw: bool = False
    is_context: bool = False

    @property
    def change(self):
        """From the period before, in per cent; None where there was nothing. Shares have no change in per cent."""
        return None if self.unit == "%" else change(self.value, self.last)

    @property
    def definition(self):
        return DEFINITIONS[self.rule]


def counted(key, measure, value, last=None, **more):
    """A fact that was counted; its rule and name are the measure's."""
    told = {"name": name_of(measure), "rule": rule_of(measure).code, "last": last, **more}
    return Fact(key=key, value=value, **told)
