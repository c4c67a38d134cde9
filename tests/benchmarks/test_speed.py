"""Speed of figures at full size. `make benchmark` measures it on PostgreSQL and prints a table."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.db import connection

from learning.activities.choices import Role
from learning.activities.models import Enrolment
from learning.people.models import Person
from learning.reports.queries.enrolments import of
from learning.reports.scope.scopes import Scope
from tests.factories import make_user

from .measuring import measure
from .screens import SCREENS
from .table import note, of_what

pytestmark = pytest.mark.deep
# Limits of files: memory for a million participations, and time for the completion of all learners of a course.
MOST_MEGABYTES, COMPLETION_SECONDS = 200, 0.5
# Additional queries for merged people or organisations, of which a small history has none.
OF_MERGED = 4


@pytest.fixture(scope="module", autouse=True)
def _of_what(history, django_db_blocker):
    with django_db_blocker.unblock():
        enrolments = Enrolment.objects.count()
        took_part = Enrolment.objects.filter(role=Role.PARTICIPANT).exclude(participated_on=None).count()
        people = Person.objects.count()
    of_what.append(f"{people:,} people, {enrolments:,} enrolments, {took_part:,} participations, {connection.vendor}")


@pytest.mark.django_db
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: screen.name)
def test_screen_is_within_its_time_limit_and_query_count_does_not_grow(history, client, screen):
    client.force_login(make_user(None, "Reporting staff"))
    told = measure(screen.action(client, history.place))
    note(
        screen.name,
        told.queries,
        f"{told.in_database:,.0f} ms",
        f"{told.altogether:,.0f} ms",
        f"{screen.limit:,} ms in the database",
    )
    assert told.queries <= history.queries_when_small[screen.name] + OF_MERGED
    assert told.in_database <= screen.limit


def url():
    """Return DATABASE_URL of the test database for another process."""
    told = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{told['NAME']}"
    return f"postgres://{told['USER']}:{told['PASSWORD']}@{told['HOST']}:{told['PORT']}/{told['NAME']}"


def export(query):
    """Export one file in a process of its own: see `one_export`."""
    environment = {**os.environ, "DATABASE_URL": url(), "DJANGO_SETTINGS_MODULE": "tests.settings"}
    asked = [sys.executable, "-m", "tests.benchmarks.one_export", query]
    done = subprocess.run(asked, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["csv", "json"])
def test_file_of_all_participations_takes_at_most_200_mb(history, form):
    rows = of("participants", Scope()).count()
    told = export(f"export={form}")
    note(
        f"{rows:,} participations as {form.upper()}, {told['bytes'] / 1e6:,.0f} MB",
        altogether=f"{told['seconds']} s",
        promised=f"{told['megabytes']} MB of memory, of {MOST_MEGABYTES}",
    )
    assert told["rows"] == rows
    assert told["megabytes"] < MOST_MEGABYTES


@pytest.mark.django_db
def test_file_of_completions_in_the_largest_course_takes_at_most_half_a_second(history, client):
    client.force_login(make_user(None, "Reporting staff"))
    address = f"/admin/figures/participations/file/?activity={history.place.course}&people=1"
    sizes = []

    def take():
        sizes.append(sum(piece.count(b"\n") for piece in client.get(address).streaming_content))

    told = measure(take)
    learners = Enrolment.objects.filter(activity=history.place.course).exclude(participated_on=None).count()
    note(
        f"Completion of {learners:,} learners as CSV",
        told.queries,
        f"{told.in_database:,.0f} ms",
        f"{told.altogether:,.0f} ms",
        f"{1000 * COMPLETION_SECONDS:,.0f} ms altogether",
    )
    assert sizes[0] > learners
    assert told.altogether <= 1000 * COMPLETION_SECONDS
