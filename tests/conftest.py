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

# How long one example takes says more of the machine than of the code. CI tries the same examples each time, so that a
# change is judged by what it changes; `make test` tries new ones.
hypothesis.settings.register_profile("patient", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("patient")


def pytest_collection_modifyitems(config, items):
    """Leave tests of PostgreSQL's plans out where another database is tested."""
    if connection.vendor == "postgresql":
        return
    left_out = [item for item in items if item.get_closest_marker("postgres")]
    items[:] = [item for item in items if item not in left_out]
    config.hook.pytest_deselected(items=left_out)


@pytest.fixture(autouse=True)
def _clean(request, settings, tmp_path, django_db_blocker):
    """Every test has files, mail and a cache of its own, and starts in English; a shelf of the cache lies in the
    database. A page that was asked for in Spanish leaves its language to the thread."""
    translation.deactivate()
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.MAIL_DIR = tmp_path / "mail"
    # Django's test runner puts its own in place of the platform's.
    settings.EMAIL_BACKEND = "learning.core.emails.backend.OutboxBackend"
    caches["quick"].clear()
    if request.node.get_closest_marker("django_db") or {"db", "transactional_db"} & set(request.fixturenames):
        request.getfixturevalue("django_db_setup")
        with django_db_blocker.unblock():
            caches["shared"].clear()


@pytest.fixture
def tree(transactional_db):
    """For tests that commit (races, live servers): flushing took the page tree, the roles and the collection along."""
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
