"""Copies of a migrated SQLite database.

Migrating an empty database takes half a minute: on SQLite it is done once and copied, until a migration changes.
"""

import fcntl
import hashlib
import sqlite3
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

ROOT = settings.BASE_DIR
# Files that determine the state of a freshly migrated database.
SOURCES = ["migrations/*.py", "apps.py", "roles.py", "permissions.py", "initial_pages.py"]


def fingerprint():
    files = {file for source in SOURCES for depth in ("*", "*/*", "*/*/*") for file in ROOT.glob(f"{depth}/{source}")}
    content = [ROOT / "requirements.txt", ROOT / "learning/settings.py", *sorted(files)]
    return hashlib.sha256(b"".join(file.read_bytes() for file in content)).hexdigest()[:16]


@contextmanager
def alone(folder):
    """Lock the folder: one worker migrates, the others wait and copy."""
    with (folder / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def copy(source, target):
    for leftover in ("", "-wal", "-shm"):
        Path(f"{target}{leftover}").unlink(missing_ok=True)
    with sqlite3.connect(source) as kept, sqlite3.connect(target) as fresh:
        kept.backup(fresh)
    kept.close()
    fresh.close()


def copied(create_test_db):
    """Return Django's function that creates the test database, starting from a copy of the migrated one."""

    def create(*args, keepdb=False, **kwargs):
        name = Path(connection.settings_dict["TEST"]["NAME"])
        migrated = name.parent / f"migrated-{fingerprint()}.sqlite3"
        with alone(name.parent):
            if migrated.exists():
                copy(migrated, name)
                return create_test_db(*args, keepdb=True, **kwargs)
            made = create_test_db(*args, keepdb=keepdb, **kwargs)
            for outdated in name.parent.glob("migrated-*.sqlite3"):
                outdated.unlink()
            copy(name, migrated)
            return made

    return create


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings):
    if connection.vendor == "sqlite":
        connection.creation.create_test_db = copied(connection.creation.create_test_db)
