import pytest
from django.conf import settings as configured
from django.db import transaction
from django.test import override_settings

from .world import World


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """The objects of all tests of a module. Tests don't change them: they write in `rolled_back`."""
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")),
    ):
        media = configured.MEDIA_ROOT
        yield World(media)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def _files_of_the_world(_clean, request, settings):
    if "world" in request.fixturenames:
        settings.MEDIA_ROOT = request.getfixturevalue("world").media
        settings.SECOND_FACTOR_FOR_STAFF = settings.SECOND_FACTOR_FOR_FOCAL_POINTS = True
