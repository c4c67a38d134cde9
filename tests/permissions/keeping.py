"""Check that the database is unchanged."""

import hashlib
import re
from contextlib import contextmanager

from django.db import connection

# Sessions, counters of rate limits, the audit log of reading, and open editing sessions.
FLEETING = {"django_session", "shared_cache", "people_auditentry", "wagtailadmin_editingsession"}
WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)


@contextmanager
def changes():
    """Yield a list, which is empty afterwards if nothing changed.

    Otherwise it contains the statements that wrote to a table that is not FLEETING, and the changed tables.
    """
    before, found = contents(), []

    def look(execute, sql, params, many, context):
        writing = WRITING.match(sql)
        if writing and writing[1] not in FLEETING:
            found.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(look):
        yield found
    after = contents()
    found += [table for table in after if after[table] != before[table]]


def contents():
    """Return {table: (number of rows, hash of the rows)}."""
    with connection.cursor() as cursor:
        return {
            table: _rows(cursor, table)
            for table in connection.introspection.table_names(cursor)
            if table not in FLEETING
        }


def _rows(cursor, table):
    cursor.execute(f'SELECT * FROM "{table}"')
    rows = sorted(map(repr, cursor.fetchall()))
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()
