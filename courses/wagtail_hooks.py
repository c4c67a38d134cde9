from .exchange import hooks  # noqa: F401
