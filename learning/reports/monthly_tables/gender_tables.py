"""The fixed tables by gender: all years, each year, each region. No filters.

Three answers only, so that the few who are neither women nor men don't hide every table: women, others who answered,
no answer. A person who changed their answer counts by the one that says most, as the share of women does. What of them
is shown to everyone is `published_tables`'s affair.
"""

from collections import Counter, defaultdict
from itertools import groupby

from learning.people.models import Gender
from learning.people.reference.places import Region

from ..measures.conditions import WHO
from ..queries.calendar_periods import Calendar
from ..queries.enrolments import of
from ..scope.scopes import Scope
from ..small_numbers.small_cells import AnswerGroup

# The one that says most stands first.
ANSWERS = WOMEN, OTHERS, SILENT = "women", "others", "silent"
ALL_YEARS = ("all", "")
# How many rows the database hands over at once.
AT_ONCE = 5000
COLUMNS = ("tables_since", "gender", "region", "activity", "participated_on")


def groups_of(cohort):
    """[Group] of all people who stand in the tables. The tables of a group are (family, value, cohort): `cohort` is
    asked of a table and of the day since which someone stands in it. Rows are read person by person. Five queries."""
    calendar, found = Calendar.of(Scope(), "year"), Counter()
    rows = of("participants", Scope()).filter(tables_since__isnull=False).annotate(who=WHO).order_by("who")
    for _who, theirs in groupby(rows.values_list("who", *COLUMNS).iterator(AT_ONCE), key=lambda row: row[0]):
        found[_cells([row[1:] for row in theirs], calendar, cohort)] += 1
    return [AnswerGroup(cells, people) for cells, people in found.items()]


def _cells(rows, calendar, cohort):
    said, since = defaultdict(set), {}
    for day, gender, region, activity, came in rows:
        for table in _tables(region, _year(calendar, activity, came)):
            said[table].add(_answer(gender))
            since[table] = min(day, since.get(table, day))
    return tuple(sorted(((*table, cohort(table, since[table])), _says_most(said[table])) for table in said))


def _tables(region, year):
    yield ALL_YEARS
    yield ("region", region)
    if year:
        yield ("year", year)


def _year(calendar, activity, came):
    if activity in calendar.always_open:
        return str(came.year)
    begin = calendar.begins.get(activity)
    return begin and str(begin.year)


def _answer(gender):
    if gender == Gender.WOMAN:
        return WOMEN
    return OTHERS if gender in Gender.answers() else SILENT


def _says_most(answers):
    return min(answers, key=ANSWERS.index)


def in_order(tables):
    """As they are shown and, where not all can be, which are preferred: all years, the latest year first, regions."""
    years = sorted((table for table in tables if table[0] == "year"), reverse=True)
    regions = [("region", region) for region in [*Region.values, ""]]
    return [table for table in [ALL_YEARS, *years, *regions] if table in tables]
