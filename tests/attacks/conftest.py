from tests.permissions.conftest import _files_of_the_world, world  # noqa: F401
