"""The fixed tables of women and men that may be shown to everyone: all years, each year, each region. No filters.

Three answers only, so that the few who are neither women nor men don't hide every table: women, others who answered,
no answer. A person who changed their answer counts by the one that says most, as the share of women does.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Case, F, Min, Q, When
from django.db.models.functions import Coalesce

from learning.people.models import Gender
from learning.people.places import Region

from .calendars import Calendar
from .conditions import PARTICIPATED, WHO
from .enrolments import of
from .figures import percent
from .once_each import OF_SEVERAL
from .regrouping import regrouped
from .scopes import Scope
from .small_cells import Group, shown, tabulate

# The one that says most stands first.
ANSWERS = WOMEN, OTHERS, SILENT = "women", "others", "silent"
ALL_YEARS = ("all", "")


@dataclass(frozen=True)
class GenderTable:
    """Totals only where `women` is None."""

    family: str
    value: object
    people: int
    women: int | None = None
    others: int | None = None
    silent: int | None = None

    @property
    def is_shown(self):
        return self.women is not None

    @property
    def women_share(self):
        return percent(self.women, self.women + self.others) if self.is_shown else None

    @property
    def coverage(self):
        return percent(self.women + self.others, self.people) if self.is_shown else None


def gender_tables():
    """Each `GenderTable` in the order of the page. Four queries, whatever their number."""
    groups = _groups()
    tables = tabulate(groups)
    years = sorted((table for table in tables if table[0] == "year"), reverse=True)
    regions = [("region", region) for region in [*Region.values, ""]]
    order = [table for table in [ALL_YEARS, *years, *regions] if table in tables]
    visible = shown(groups, order)
    return [_table(table, tables[table], table in visible) for table in order]


def _table(table, cells, is_shown):
    told = {answer: cells[answer] for answer in ANSWERS} if is_shown else {}
    return GenderTable(*table, people=cells.total(), **told)


def _groups():
    """Who stands in the same cells, with how many they are."""
    rows = of("participants", Scope())
    tables = _tables()
    says = Case(When(gender=Gender.WOMAN, then=0), When(gender__in=Gender.answers(), then=1), default=2)
    names = {f"table_{place}": table for place, table in enumerate(tables)}
    best = {name: Coalesce(Min(says, filter=tables[table]), len(ANSWERS)) for name, table in names.items()}
    alike, several = Counter(), rows.filter(OF_SEVERAL)
    # As they stand, less those few who are several rows, and these as whom they count.
    for sign, some, who in ((1, rows, F("person")), (-1, several, F("person")), (1, several, WHO)):
        for says_most, people in regrouped(some.values(who=who).annotate(**best), *names):
            alike[_cells(says_most, tables)] += sign * people
    return [Group(placed, people) for placed, people in (+alike).items()]


def _cells(says_most, tables):
    return tuple((table, ANSWERS[said]) for table, said in zip(tables, says_most, strict=True) if said < len(ANSWERS))


def _tables():
    """{table: the condition on who stands in it}"""
    calendar = Calendar.of(Scope(), "year")
    years = {("year", start.year): calendar.within(start) for start in calendar.starts()}
    regions = {("region", region): Q(region=region) for region in [*Region.values, ""]}
    return {ALL_YEARS: PARTICIPATED, **years, **regions}
