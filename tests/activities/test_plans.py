"""A learner's page reads the rows that it shows, however many others there are: what the database says of each query."""

import json

import pytest
from django.db import connection

from learning.activities.choices import EnrolmentStatus
from learning.activities.models import Enrolment
from learning.people.merging import merge
from learning.people.models import Person
from tests.factories import make_course, make_enrolment, make_person

pytestmark = pytest.mark.django_db

# More rows than this of people and enrolments are no learner's own.
MOST = 60


def asked_for(read):
    """[(sql, parameters)] of the queries of people and enrolments that `read` makes."""
    found = []

    def note(execute, sql, params, many, context):
        if sql.startswith("SELECT") and ("activities_enrolment" in sql or "people_person" in sql):
            found.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        read()
    return found


def rows_read(sql, params):
    """How many rows the database reads for a query on PostgreSQL; on SQLite 0, or more than MOST where it reads a whole
    table."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
            plan = cursor.fetchone()[0]
            return _of_nodes((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        told = [row[-1] for row in cursor.fetchall()]
    whole = [line for line in told if line.startswith("SCAN") and not line.startswith(("SCAN CONSTANT", "SCAN ("))]
    return (MOST + 1) * len(whole)


def _of_nodes(node):
    own = 0
    if "Scan" in node["Node Type"]:
        own = (node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"]
    return own + sum(map(_of_nodes, node.get("Plans", [])))


@pytest.fixture(params=[20_000, pytest.param(200_000, marks=pytest.mark.deep)])
def course(request, official):
    """A course that is taken by many, and by someone whose rows were merged."""
    made = make_course("Care", lessons=3)
    twin = make_enrolment(made.activity, make_person())
    own = make_enrolment(made.activity, official.person)
    merge(twin.person, official.person)
    people = Person.objects.bulk_create([Person(name="Learner") for _one in range(request.param)], batch_size=5000)
    told = {"activity": made.activity, "status": EnrolmentStatus.ENROLLED, "enrolled_at": own.enrolled_at}
    Enrolment.objects.bulk_create([Enrolment(person=one, **told) for one in people], batch_size=5000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return made


def test_a_learners_pages_read_no_more_rows_than_they_show(as_official, course):
    lesson = course.get_children().first()
    for address in (f"/en/courses/{course.slug}/", f"/en/courses/{course.slug}/{lesson.slug}/", "/en/my/"):
        assert as_official.get(address).status_code == 200, "the number of people in the course is kept for a while"
        asked = asked_for(lambda address=address: as_official.get(address))
        assert asked
        for sql, params in asked:
            assert rows_read(sql, params) <= MOST, (address, sql)
