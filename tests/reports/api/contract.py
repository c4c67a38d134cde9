"""Schemathesis: the OpenAPI document as a contract that every answer is held to."""

import schemathesis
from django.core.wsgi import get_wsgi_application

from learning.reports.api.site import api

from . import schemathesis_hooks  # noqa: F401 - registers its hooks


def load():
    """The document, with the application itself behind it: no server stands in between."""
    schema = schemathesis.openapi.from_dict(api.get_openapi_schema())
    schema.app = from_here(get_wsgi_application())
    return schema


def from_here(application):
    """`application` asked from an address, as a server would have it: limits go by it."""

    def answer(environ, start_response):
        return application({"REMOTE_ADDR": "127.0.0.1", **environ}, start_response)

    return answer
