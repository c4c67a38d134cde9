"""The API as it is mounted: what it offers, how it answers."""

from django.utils.cache import patch_cache_control
from ninja import NinjaAPI

from . import problems
from .openapi import narrowed
from .routers import activities, figures, organisations, participations

DESCRIPTION = """Figures of learning, and what they are made of. It only reads.

Each request shows a token: `Authorization: Bearer mlr_…`. Administrators make tokens in the admin under Settings; a
token may read what was ticked for it, until the day it ends. 120 requests a minute are answered.

Lists come in pages: send the `next` of one as `after` of the following. Rows that arrive meanwhile come at the end.

A parameter that is unknown, sent twice, empty or in conflict with another is answered with 400; an id that the register
does not have with 404. Errors are problems as RFC 9457 has them, with a sentence in `detail`.

To keep a copy of the participations, walk through them once and keep `as_of`. Later ask with `changed_since` and that
moment: `items` are those that are new or changed, to be written over what you have by their `id`, and `removed` are the
ids of those to take away. The same row may come more than once.
"""


class ReportingAPI(NinjaAPI):
    """No cache keeps an answer."""

    def create_response(self, request, data, **kwargs):
        response = super().create_response(request, data, **kwargs)
        patch_cache_control(response, private=True, no_store=True)
        return response

    def get_openapi_schema(self, *args, **kwargs):
        return narrowed(super().get_openapi_schema(*args, **kwargs))

    def get_openapi_operation_id(self, operation):
        return operation.view_func.__name__


api = ReportingAPI(
    title="Reporting API",
    version="1",
    description=DESCRIPTION,
    docs_url=None,
    urls_namespace="reporting_api",
)
answer_problem = problems.install(api)
for prefix, router in (
    ("/activities", activities.router),
    ("/figures", figures.router),
    ("/organisations", organisations.router),
    ("/participations", participations.router),
):
    api.add_router(prefix, router)
