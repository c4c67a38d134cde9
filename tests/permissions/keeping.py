"""Whether the database is what it was."""

import hashlib
import re
from contextlib import contextmanager

from django.db import connection

# Who is logged in, what is counted for limits, who looked at what, and who has an editor open just now.
FLEETING = {"django_session", "shared_cache", "people_auditentry", "wagtailadmin_editingsession"}
WRITING = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)', re.IGNORECASE)


@contextmanager
def changes():
    """A list that is empty afterwards, or holds the statements that wrote to a table that is not FLEETING, and the
    tables that have other contents than before."""
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
    """{table: (rows, hash of them)}"""
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
