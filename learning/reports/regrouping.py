"""Grouping what is grouped already: each person is one row of the inner grouping, and an outer one counts the rows.

COUNT(DISTINCT …) says the same, but the database sorts for it, once for each number. Django groups twice only for a
single total (`aggregate`), so the outer groupings are written out here, over one reading of the rows. Only names of
ours are written into them.
"""

from collections import Counter, defaultdict

from django.core.exceptions import EmptyResultSet
from django.db import connections

WHOLE = "whole"


def regrouped(rows, *by):
    """[(values of the columns `by`, how many of `rows` have them)]; text and whole numbers. One query."""
    columns = ", ".join(f'"{name}"' for name in by)
    found = _asked_of(rows, f'SELECT {columns}, COUNT(*) FROM "each_row" GROUP BY {columns}')  # noqa: S608
    return [(tuple(values), number) for *values, number in found]


def people_in(rows, of, flags):
    """{name: {value as text: Counter}} for each column `of`, and for "whole" of all together, whose value is None.

    `rows` are grouped by "who" and these columns; of each are told "people", "participations" (a column: they are added
    up), and people with each of `flags` (columns: 1 for yes, 0 for no). One query.
    """
    names = ("people", "participations", *flags)
    found = defaultdict(dict)
    for name, value, *numbers in _asked_of(rows, " UNION ALL ".join(_grouping(name, flags) for name in (WHOLE, *of))):
        found[name][value] = Counter(dict(zip(names, numbers, strict=True)))
    return found


def _grouping(name, flags):
    """The first of two groupings makes one row of each person, the second counts them."""
    sums = ", ".join(f'SUM("{one}")' for one in ("participations", *flags))
    own = ", ".join(['SUM("participations") AS "participations"', *(f'MAX("{flag}") AS "{flag}"' for flag in flags)])
    column, value = ("", "NULL") if name == WHOLE else (f'"{name}", ', f'"{name}"')
    people = f'(SELECT {column}{own} FROM "each_row" GROUP BY {column}"who") "people"'  # noqa: S608
    told = f"SELECT '{name}', CAST({value} AS TEXT), COUNT(*), {sums} FROM {people}"  # noqa: S608
    return told + (f' GROUP BY "{name}"' if column else " HAVING COUNT(*) > 0")


def _asked_of(rows, outer):
    connection = connections[rows.db]
    try:
        inner, asked = rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f'WITH "each_row" AS ({inner}) {outer}', asked)
        return cursor.fetchall()
