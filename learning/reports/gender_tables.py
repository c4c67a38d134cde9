"""The fixed tables of women and men that may be shown to everyone: all years, each year, each region. No filters.

Three answers only, so that the few who are neither women nor men don't hide every table: women, others who answered,
no answer. A person who changed their answer counts by the one that says most, as the share of women does.
"""

from collections import Counter
from dataclasses import dataclass

from django.db.models import BigIntegerField, Case, F, Q, Value, When

from learning.people.models import Gender
from learning.people.places import Region

from .bits import BitOr
from .calendars import Calendar
from .conditions import WHO
from .enrolments import of
from .figures import percent
from .once_each import OF_SEVERAL
from .regrouping import regrouped
from .scopes import Scope
from .small_cells import Group, shown, tabulate

# The one that says most stands first.
ANSWERS = WOMEN, OTHERS, SILENT = "women", "others", "silent"
ALL_YEARS = ("all", "")
# A bit for each of the ANSWERS, for so many tables as a number of the database has room for.
BITS, EVERY, MOST = len(ANSWERS), (1 << len(ANSWERS)) - 1, 20
ANSWER = Case(
    When(gender=Gender.WOMAN, then=Value(1)),
    When(gender__in=Gender.answers(), then=Value(2)),
    default=Value(4),
    output_field=BigIntegerField(),
)


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
    rows, families = of("participants", Scope()), _families()
    told = {f"family_{place}": BitOr(_answers_in(family)) for place, family in enumerate(families)}
    alike, several = Counter(), rows.filter(OF_SEVERAL)
    # As they stand, less those few who are several rows, and these as whom they count.
    for sign, some, who in ((1, rows, F("person")), (-1, several, F("person")), (1, several, WHO)):
        for numbers, people in regrouped(some.values(who=who).annotate(**told), *told):
            alike[_cells(numbers, families)] += sign * people
    return [Group(placed, people) for placed, people in (+alike).items()]


def _answers_in(family):
    """Three bits of a number for each of its tables: those of the one that a row stands in say what it answers."""
    found = [
        When(asked, then=Value(1 << BITS * place, BigIntegerField())) for place, asked in enumerate(family.values())
    ]
    return Case(*found, default=Value(0), output_field=BigIntegerField()) * ANSWER


def _cells(numbers, families):
    """((table, answer), …) of those who have these bits in `numbers`, one of each family."""
    found, ever = [], 0
    for number, family in zip(numbers, families, strict=True):
        for place, table in enumerate(family):
            if said := number >> BITS * place & EVERY:
                found.append((table, _says_most(said)))
                ever |= said
    return ((ALL_YEARS, _says_most(ever)), *found)


def _says_most(said):
    return ANSWERS[(said & -said).bit_length() - 1]


def _families():
    """[{table: the condition on what stands in it}]: of each family a row stands in one table at most."""
    calendar = Calendar.of(Scope(), "year")
    years = [(("year", start.year), calendar.within(start)) for start in calendar.starts()]
    regions = {("region", region): Q(region=region) for region in [*Region.values, ""]}
    return [regions, *(dict(years[first : first + MOST]) for first in range(0, len(years), MOST))]
