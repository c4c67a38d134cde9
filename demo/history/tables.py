"""Writers for millions of rows: buffered, written in portions, with COPY on PostgreSQL."""

import json
from itertools import count

from django.core.management.color import no_style
from django.db import connection
from django.db.models import JSONField, Max
from django.utils import timezone

PORTION = 50_000


class BufferedTable:
    """Rows of `model`, as tuples of `columns`; other columns take their defaults. Keys may be given or generated."""

    def __init__(self, model, *columns):
        self.model, meta = model, model._meta
        named = [meta.get_field(column) for column in columns]
        given = [field for field in meta.local_concrete_fields if not field.primary_key and not field.generated]
        rest = [field for field in given if field not in named]
        self.fields, self.defaults = named + rest, tuple(_default(field) for field in rest)
        self.rows = []
        self._keys = None

    def next_key(self):
        if self._keys is None:
            self._keys = count((self.model.objects.aggregate(last=Max("pk"))["last"] or 0) + 1)
        return next(self._keys)

    def add(self, *row):
        self.rows.append(row + self.defaults)

    def write(self):
        if self.rows:
            (self._copy if connection.vendor == "postgresql" else self._insert)()
            self.rows = []

    @property
    def _named(self):
        table = connection.ops.quote_name(self.model._meta.db_table)
        columns = ", ".join(connection.ops.quote_name(field.column) for field in self.fields)
        return f"{table} ({columns})"

    def _copy(self):
        documents = [place for place, field in enumerate(self.fields) if isinstance(field, JSONField)]
        with connection.cursor() as cursor, cursor.copy(f"COPY {self._named} FROM STDIN") as copy:
            for row in self.rows:
                copy.write_row(_as_json(row, documents) if documents else row)

    def _insert(self):
        places = ", ".join(["%s"] * len(self.fields))
        prepared = (
            [field.get_db_prep_save(value, connection) for field, value in zip(self.fields, row, strict=True)]
            for row in self.rows
        )
        with connection.cursor() as cursor:
            cursor.executemany(f"INSERT INTO {self._named} VALUES ({places})", prepared)  # noqa: S608  # nosec B608


def _default(field):
    return timezone.now() if getattr(field, "auto_now", False) else field.get_default()


def _as_json(row, places):
    row = list(row)
    for place in places:
        row[place] = None if row[place] is None else json.dumps(row[place])
    return row


class Ledger:
    """Several tables that are written together, referenced tables first."""

    def __init__(self, **tables):
        self.tables = tables

    def __getattr__(self, name):
        return self.tables[name]

    def turn_the_page(self):
        """Write the buffered rows once they fill a portion."""
        if sum(len(table.rows) for table in self.tables.values()) >= PORTION:
            self.write()

    def write(self):
        for table in self.tables.values():
            table.write()

    def close(self):
        """Write the remaining rows, and reset the sequences so that no key is given twice."""
        self.write()
        with connection.cursor() as cursor:
            for sql in connection.ops.sequence_reset_sql(no_style(), [t.model for t in self.tables.values()]):
                cursor.execute(sql)
