import os

import hypothesis
import pytest
from django.core.cache import caches
from django.db import connection
from django.utils import translation

from home.initial_pages import create_initial_pages
from home.roles import grant

from .factories import make_focal_point, make_organisation, make_user
from .migrated import django_db_modify_db_settings  # noqa: F401

# No deadline: the time of an example depends on the machine. CI uses the same examples each time, so that only a
# change of the code changes the result; `make test` uses new ones.
hypothesis.settings.register_profile("patient", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("patient")


def pytest_collection_modifyitems(config, items):
    """Deselect tests of PostgreSQL's query plans on other databases."""
    if connection.vendor == "postgresql":
        return
    left_out = [item for item in items if item.get_closest_marker("postgres")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(autouse=True)
def _clean(request, settings, tmp_path, django_db_blocker):
    """Give every test its own files, e-mails and cache, and start it in English.

    One of the caches is in the database. A request in Spanish would leave its language active in the thread.
    """
    translation.deactivate()
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MAIL_DIR = tmp_path / "mail"
    # Django's test runner replaces the platform's backend.
    settings.EMAIL_BACKEND = "learning.core.emails.backend.OutboxBackend"
    caches["quick"].clear()
    if request.node.get_closest_marker("django_db") or {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("django_db_setup")
        with django_db_blocker.unblock():
            caches["shared"].clear()


@pytest.fixture
def tree(transactional_db):
    """Create the page tree again for tests that commit (races, live servers).

    Flushing the database has deleted the page tree, the roles and the collection.
    """
    from wagtail.models import Collection

    Collection.get_first_root_node() or Collection.add_root(name="Root")
    create_initial_pages()
    grant()


@pytest.fixture
def official(db):
    return make_user("official@example.org")


@pytest.fixture
def officer(db):
    return make_user("officer@example.org", "Learning officers")


@pytest.fixture
def staff(db):
    return make_user("staff@example.org", "Reporting staff")


@pytest.fixture
def as_official(client, official):
    client.force_login(official)
    return client


@pytest.fixture
def as_officer(client, officer):
    client.force_login(officer)
    return client


@pytest.fixture
def as_staff(client, staff):
    client.force_login(staff)
    return client


@pytest.fixture
def dakar(db):
    return make_organisation("Dakar", country="SN")


@pytest.fixture
def focal(dakar):
    return make_focal_point(dakar)


@pytest.fixture
def as_focal(client, focal):
    client.force_login(focal)
    return client
