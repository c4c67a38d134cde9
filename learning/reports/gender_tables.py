"""The fixed tables of women and men that may be shown to everyone: all years, each year, each region. No filters.

Three answers only, so that the few who are neither women nor men don't hide every table: women, others who answered,
no answer. A person who changed their answer counts by the one that says most, as the share of women does.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models.functions import ExtractYear

from learning.people.models import Gender
from learning.people.places import Region

from .breakdowns import belongs_on
from .conditions import PARTICIPATED, counted
from .figures import percent
from .scopes import Scope
from .small_cells import Group, shown, tabulate

WOMEN, OTHERS, SILENT = "women", "others", "silent"
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
    """Each `GenderTable` in the order of the page. One query, whatever their number."""
    groups = _groups()
    tables = tabulate(groups)
    years = sorted((table for table in tables if table[0] == "year"), reverse=True)
    regions = [("region", region) for region in [*Region.values, ""]]
    order = [table for table in [ALL_YEARS, *years, *regions] if table in tables]
    visible = shown(groups, order)
    return [_table(table, tables[table], table in visible) for table in order]


def _table(table, cells, is_shown):
    told = {answer: cells[answer] for answer in (WOMEN, OTHERS, SILENT)} if is_shown else {}
    return GenderTable(*table, people=cells.total(), **told)


def _groups():
    """Who stands in the same cells, with how many they are."""
    rows = counted(Scope()).filter(PARTICIPATED).annotate(year=ExtractYear(belongs_on("participated_on")))
    cells = defaultdict(dict)
    for who, year, region, gender in rows.values_list("who", "year", "region", "gender").distinct():
        for table in (ALL_YEARS, ("year", year), ("region", region)):
            said = _answer(gender)
            cells[who][table] = min(said, cells[who].get(table, SILENT), key=(WOMEN, OTHERS, SILENT).index)
    alike = Counter(tuple(sorted(one.items(), key=repr)) for one in cells.values())
    return [Group(placed, people) for placed, people in alike.items()]


def _answer(gender):
    if gender == Gender.WOMAN:
        return WOMEN
    return OTHERS if gender in Gender.answers() else SILENT
