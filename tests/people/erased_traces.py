"""Everything a platform keeps, as text: to look for words that should be nowhere."""

import json
from pathlib import Path

from django.contrib.sessions.models import Session
from django.db import connection


def places_with(words, *folders):
    """Where one of `words` stands: tables with their columns, sessions unpacked, files by name and content."""
    return sorted({*_in_tables(words), *_in_sessions(words), *_in_files(words, folders)})


def _in_tables(words):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
            columns = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(columns, row, strict=True):
                    if _speaks(value, words):
                        yield f"{table}.{name}"


def _in_sessions(words):
    for session in Session.objects.all():
        if _speaks(json.dumps(session.get_decoded(), default=str), words):
            yield "django_session"


def _in_files(words, folders):
    for folder in map(Path, folders):
        for path in folder.rglob("*"):
            if path.is_file() and (_speaks(path.name, words) or _speaks(path.read_bytes(), words)):
                yield f"file {path.name}"


def _speaks(value, words):
    if isinstance(value, bytes | memoryview):
        value = bytes(value).decode("utf-8", "replace")
    text = str(value).casefold()
    # JSON may have written letters as numbers.
    return any(form in text for word in words for form in (word.casefold(), json.dumps(word.casefold())[1:-1]))
