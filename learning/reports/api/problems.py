"""What went wrong, as JSON that a person can read (RFC 9457)."""

from http.client import responses

from django.http import Http404, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import ValidationError


class Problem(Schema):
    status: int
    title: str
    detail: str


class ApiRefused(Exception):
    """`detail` is a sentence for whoever wrote the program."""

    def __init__(self, status, title, detail, **headers):
        super().__init__(detail)
        self.status, self.title, self.detail, self.headers = status, title, detail, headers


def unknown_token():
    detail = _("Send a token that is in use in the header “Authorization: Bearer …”.")
    return ApiRefused(401, _("No valid token"), detail, **{"WWW-Authenticate": "Bearer"})


def not_in_scope():
    return ApiRefused(403, _("Not allowed"), _("This token may not read this."))


def too_often(seconds):
    detail = _("This was asked many times in a short while. Ask again in a minute.")
    return ApiRefused(429, _("Too many requests"), detail, **{"Retry-After": str(seconds)})


def bad_request(detail):
    return ApiRefused(400, _("Bad request"), detail)


def unknown(name):
    return ApiRefused(404, _("Not found"), _("The register has no such %(name)s.") % {"name": name})


def not_found():
    return ApiRefused(404, _("Not found"), _("There is nothing at this address."))


# What is said of an answer that was refused before the API itself was asked.
DETAILS = {
    400: lambda: _("This address can't be read."),
    404: lambda: _("There is nothing at this address."),
    405: lambda: _("The API only reads: ask with GET."),
    429: lambda: _("This was asked many times in a short while. Ask again in a minute."),
    503: lambda: _("The platform can't answer now. Ask again in a minute."),
}


def problem(status, title, detail, headers=()):
    """The answer. `headers` are [(name, value)] besides its type; no cache keeps it."""
    response = JsonResponse({"status": status, "title": title, "detail": detail}, status=status)
    for name, value in headers:
        response[name] = value
    response["Content-Type"] = "application/problem+json"
    patch_cache_control(response, private=True, no_store=True)
    return response


def of_status(status, headers=()):
    """The answer that says of `status` what there is to say."""
    title = responses.get(status, "")
    detail = DETAILS.get(status, lambda: _("Something went wrong here. It was noted."))()
    return problem(status, title, detail, headers)


def install(api):
    """Every error of `api` is answered in this form."""

    def answer(request, refused):
        return problem(refused.status, refused.title, refused.detail, refused.headers.items())

    def invalid(request, error):
        told = "; ".join(f"{one['loc'][-1]}: {one['msg'].removeprefix('Value error, ')}" for one in error.errors)
        return answer(request, bad_request(told))

    api.add_exception_handler(ApiRefused, answer)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(Http404, lambda request, _error: answer(request, not_found()))
    return answer
