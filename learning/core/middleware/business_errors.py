"""Business errors that no view has caught: the sentence as a message on the page to which the reader returns."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from ..errors import BusinessError


class BusinessErrorMiddleware:
    """Answer a POST that was refused with a message and a redirect: to the error's own address, or back.

    Views catch a `BusinessError` themselves where they can show it better, in a form or on another page.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if request.method != "POST" or not isinstance(exception, BusinessError):
            return None
        messages.error(request, str(exception))
        address = exception.redirect_url or _came_from(request)
        if request.headers.get("X-Requested-With") == "XMLHttpRequest":
            # The dialogs of Wagtail's workflow follow this.
            return JsonResponse({"step": "success", "redirect": address})
        return redirect(address)


def _came_from(request: HttpRequest) -> str:
    """Return the address of the page that sent the request, or "/" where it is unknown or another site's."""
    address = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())
    return address if is_ours else "/"
