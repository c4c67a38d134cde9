"""The health check: whether this process can serve, asked by load balancers and monitoring."""

from collections.abc import Callable

from django.db import Error, connection
from django.http import HttpRequest, HttpResponse

ADDRESS = "/healthz/"


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 when the database answers and 503 when it does not."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return _answer("The database does not answer.\n", status=503)
    return _answer("ok\n", status=200)


def _answer(text: str, status: int) -> HttpResponse:
    headers = {"Cache-Control": "no-store"} | ({"Retry-After": "30"} if status == 503 else {})
    return HttpResponse(text, status=status, content_type="text/plain", headers=headers)


class HealthCheckMiddleware:
    """Answer the health check before sessions and authentication, which need the database themselves."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == ADDRESS and request.method in {"GET", "HEAD"}:
            return healthz(request)
        return self.get_response(request)
