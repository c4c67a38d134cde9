"""Refusal of input that no database can store, with a sentence."""

from urllib.parse import unquote_to_bytes, urlsplit

from django.core.exceptions import BadRequest
from django.http import UnreadablePostError

LONGEST_QUERY = 4000


def is_readable(raw):
    """Whether percent-encoded `raw` (bytes) is UTF-8 without NUL; lone surrogates are no UTF-8."""
    try:
        return "\0" not in unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return False


def is_address(text):
    """Whether `text` can be taken apart as an address; "//[" can't."""
    try:
        urlsplit(text)
    except ValueError:
        return False
    return True


class UnreadableInputMiddleware:
    """400 for NUL bytes, broken UTF-8, over-long query strings and a `next` that is no address: PostgreSQL and
    the libraries that parse them would answer 500."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        query = request.META.get("QUERY_STRING", "")
        if len(query) > LONGEST_QUERY:
            raise BadRequest("The address is too long.")
        if not is_readable(query.encode("latin-1", "replace")) or "\0" in request.path:
            raise BadRequest("The address has characters that can't be read.")
        if not is_address(request.GET.get("next", "")):
            raise BadRequest("What is to come next is no address.")
        if request.method == "POST" and request.content_type in {
            "application/x-www-form-urlencoded",
            "multipart/form-data",
        }:
            for _key, values in self.sent(request).lists():
                if any("\0" in value or any("\ud800" <= c <= "\udfff" for c in value) for value in values):
                    raise BadRequest("What was sent has characters that can't be read.")
            if not is_address(request.POST.get("next", "")):
                raise BadRequest("What is to come next is no address.")

    @staticmethod
    def sent(request):
        """The form data, which may stop half-way where a connection breaks off."""
        try:
            return request.POST
        except UnreadablePostError as error:
            raise BadRequest("The request ended before all of it had arrived.") from error
