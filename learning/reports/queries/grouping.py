"""Grouping of grouped rows: each person is one row of the inner query, and the outer one counts the rows.

COUNT(DISTINCT …) says the same, but the database sorts for it, once for each number. Django groups twice only for a
single total (`aggregate`), so the outer groupings are written out here, over one reading of the rows. Only names of
ours are written into them.
"""

from django.core.exceptions import EmptyResultSet
from django.db import connections


def regrouped(rows, *by):
    """[(values of the columns `by`, how many of `rows` have them)]; text and whole numbers. One query."""
    columns = ", ".join(f'"{name}"' for name in by)
    found = _asked_of(rows, f'SELECT {columns}, COUNT(*) FROM "each_row" GROUP BY {columns}')  # noqa: S608  # nosec B608
    return [(tuple(values), number) for *values, number in found]


def alike_and_various(rows, columns):
    """`rows` are grouped by "who" and these columns, and have their "participations". One query.

    [(None, *values, people, participations)] of all that say the same, and [(who, *values, 1, participations)] of those
    few who say several things, who are among the others too.
    """
    said = ", ".join(f'"{name}"' for name in columns)
    total = 'CAST(SUM("participations") AS BIGINT)'
    alike = f'SELECT NULL, {said}, COUNT(*), {total} FROM "each_row" GROUP BY {said}'  # noqa: S608  # nosec B608
    several = 'SELECT "who" FROM "each_row" GROUP BY "who" HAVING COUNT(*) > 1'
    various = f'SELECT "who", {said}, 1, "participations" FROM "each_row" WHERE "who" IN ({several})'  # noqa: S608  # nosec B608
    return _asked_of(rows, f"{alike} UNION ALL {various}")


PERSONS = 'SELECT BIT_OR("told") AS "told" FROM "each_row" GROUP BY "who"'


def by_person(rows):
    """`rows` have their "who", and in the bits of "told" what holds of them. One query.

    [(bits, of how many persons the rows have these together)]
    """
    return _asked_of(rows, f'SELECT "told", COUNT(*) FROM ({PERSONS}) AS "each_person" GROUP BY "told"')  # noqa: S608  # nosec B608


def by_row_and_by_person(rows):
    """The same of rows too: [(1 for persons or 0 for rows, bits, how many)]. One query."""
    of_rows = 'SELECT 0, "told", COUNT(*) FROM "each_row" GROUP BY "told"'
    of_persons = f'SELECT 1, "told", COUNT(*) FROM ({PERSONS}) AS "each_person" GROUP BY "told"'  # noqa: S608  # nosec B608
    return _asked_of(rows, f"{of_rows} UNION ALL {of_persons}")


def _asked_of(rows, outer):
    connection = connections[rows.db]
    try:
        inner, asked = rows.query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f'WITH "each_row" AS ({inner}) {outer}', asked)
        return cursor.fetchall()
