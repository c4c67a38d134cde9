from tests.permissions.conftest import _files_of_the_world, world  # noqa: F401
from tests.production import gunicorn  # noqa: F401
