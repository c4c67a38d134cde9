"""A history for benchmarks: generated once, committed, and deleted at the end, since other tests share the database."""

import gc
import os
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date

import pytest
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Count
from django.test import Client

from demo.history.generate import generate
from demo.history.size import Size
from learning.activities.models import Activity, Enrolment
from learning.people.models import AuditEntry, Organisation, Person
from tests.factories import make_user

from .measuring import queries_of
from .screens import SCREENS, Place
from .table import HEAD, lines, of_what

# The full size: 100,000 people, 1,000 activities, 1,000,000 participations. Without `make benchmark`, one hundredth.
SHARE = float(os.environ.get("BENCHMARK_SHARE", "0.01"))
FEW = 0.003
LAST = date(2025, 12, 31)


@dataclass(frozen=True)
class History:
    """`queries_when_small` are the numbers of queries of each screen with a small history."""

    share: float
    place: Place
    queries_when_small: dict


def size(share):
    return Size(
        people=max(300, round(100_000 * share)),
        activities=max(120, round(1000 * share)),
        participations=round(1_000_000 * share),
        until=LAST,
    )


@contextmanager
def written(share):
    """Generate a history of this share of the full size, yield the objects of its screens, and delete it."""
    generate(size(share))
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    try:
        yield place()
    finally:
        forget()


def forget():
    tables = [model._meta.db_table for model in (Enrolment, Activity, Person, Organisation, AuditEntry)]
    connection.ops.execute_sql_flush(
        connection.ops.sql_flush(no_style(), tables, reset_sequences=True, allow_cascade=True)
    )


def place():
    took_part = Enrolment.objects.exclude(participated_on=None).order_by()
    largest = took_part.values("activity").annotate(number=Count("pk")).order_by("-number")
    return Place(
        year=LAST.year - 1,
        activity=largest.filter(activity__starts_on__year=LAST.year - 1)[0]["activity"],
        course=largest.filter(activity__starts_on=None)[0]["activity"],
    )


def pytest_terminal_summary(terminalreporter):
    if lines:
        terminalreporter.write_line("\n".join(["", *of_what, "", *HEAD, *lines, ""]))


@pytest.fixture(scope="package")
def history(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        reader, client = make_user(None, "Reporting staff", person=None), Client()
        client.force_login(reader)
        with written(FEW) as small:
            queries = {screen.name: queries_of(screen.action(client, small)) for screen in SCREENS}
        reader.delete()
        with written(SHARE) as there:
            gc.freeze()  # As the server does: see learning/wsgi.py.
            yield History(SHARE, there, queries)
