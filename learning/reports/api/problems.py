"""What went wrong, as JSON that a person can read (RFC 9457)."""

from django.http import Http404
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import ValidationError


class Problem(Schema):
    status: int
    title: str
    detail: str


class Refused(Exception):
    """`detail` is a sentence for whoever wrote the program."""

    def __init__(self, status, title, detail, **headers):
        super().__init__(detail)
        self.status, self.title, self.detail, self.headers = status, title, detail, headers


def unknown_token():
    detail = _("Send a token that is in use in the header “Authorization: Bearer …”.")
    return Refused(401, _("No valid token"), detail, **{"WWW-Authenticate": "Bearer"})


def not_in_scope():
    return Refused(403, _("Not allowed"), _("This token may not read this."))


def too_often(seconds):
    detail = _("This was asked many times in a short while. Ask again in a minute.")
    return Refused(429, _("Too many requests"), detail, **{"Retry-After": str(seconds)})


def bad_request(detail):
    return Refused(400, _("Bad request"), detail)


def no_such_cursor():
    return bad_request(_("“after” is the “next” of an earlier answer, unchanged."))


def not_found():
    return Refused(404, _("Not found"), _("There is nothing at this address."))


def install(api):
    """Every error of `api` is answered in this form."""

    def answer(request, refused):
        problem = {"status": refused.status, "title": refused.title, "detail": refused.detail}
        response = api.create_response(request, problem, status=refused.status)
        response["Content-Type"] = "application/problem+json"
        for name, value in refused.headers.items():
            response[name] = value
        return response

    def invalid(request, error):
        told = "; ".join(f"{one['loc'][-1]}: {one['msg']}" for one in error.errors)
        return answer(request, bad_request(told))

    api.add_exception_handler(Refused, answer)
    api.add_exception_handler(ValidationError, invalid)
    api.add_exception_handler(Http404, lambda request, _error: answer(request, not_found()))
    return answer
