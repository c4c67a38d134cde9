"""A learner's page reads as many rows as it shows, however many learners there are. PostgreSQL only."""

import pytest

from tests.permissions.fillings import address_of
from tests.permissions.visiting import as_it_was, rolled_back
from tests.permissions.walking import addresses

from .crowd import TABLES, Crowd
from .plans import rows_read

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
LEARNERS = ("visitor", "official", "focal")
# The longest list on a learner's page shows no more rows of people than this.
MOST_ROWS = 60
ENROLS_FOR = {"organisation": "Bogotá", "name": "Ana", "gender": "undisclosed"}


@pytest.fixture
def crowd(world):
    with rolled_back():
        yield Crowd(world)


def learner_routes():
    """Return our own routes for learners: outside the admin, the reporting API and other languages."""
    return [
        address.route
        for address in addresses()
        if address.is_own and not address.route.startswith(("admin/", "api/", "es/", "fr/"))
    ]


def pages_of(world):
    some = ["/en/", "/en/courses/", "/en/webinars/", "/en/search/?q=forest", "/en/catalogue/?kind=course"]
    paths = [world["course_path"], world["lesson_path"]]
    return [*some, *paths, *(address_of(world, route) for route in learner_routes())]


def actions_of(world):
    """Return [(role, address, form)] of learners' actions, each of which succeeds."""
    lesson, recording = world.lesson.translation_key, world.recording.key
    return [
        ("focal", f"/en/activities/{world.activity.key}/enrol/", ENROLS_FOR),
        ("official", f"/en/activities/{world.activity.key}/withdraw/", {}),
        ("official", f"/en/courses/steps/{lesson}/done/", {}),
        ("official", f"/en/courses/steps/{lesson}/note/", {"text": "Ask the water department."}),
        ("official", f"/en/courses/steps/{world.quiz.translation_key}/begin/", {}),
        ("official", f"/en/webinars/{world.webinar.activity.key}/read/", {"recording": recording}),
    ]


def asked_of(world):
    """Yield (role, method and address, response, queries) of each page, at its second request, and each action.

    The first request fills the cache with numbers that all readers share, such as the number of participants of a
    course.
    """
    for role in LEARNERS:
        for path in pages_of(world):
            yield role, f"GET {path}", *_asked(world.clients[role], "get", path, times=2)
    for role, path, form in actions_of(world):
        yield role, f"POST {path}", *_asked(world.clients[role], "post", path, form)


def _asked(client, method, *request, times=1):
    for _time in range(times):
        with as_it_was(client), rolled_back(), rows_read() as queries:
            response = getattr(client, method)(*request)
            if response.streaming:
                list(response.streaming_content)
    return response, queries


@pytest.mark.parametrize("learners", [20_000, 200_000])
def test_learners_page_reads_no_more_rows_than_it_shows(crowd, learners):
    crowd.grow(learners)
    found = []
    for role, request, response, queries in asked_of(crowd.world):
        if request.startswith("POST"):
            assert response.status_code in {200, 204, 302}, (request, response)
        for sql, rows in queries:
            many = {table: number for table, number in rows.items() if table in TABLES and number > MOST_ROWS}
            found += [f"{role} {request} reads {many}: {sql}"] if many else []
    assert not found, "\n".join(found)
