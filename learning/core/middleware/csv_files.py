"""A byte order mark at the beginning of every CSV file of the admin, Wagtail's own exports included."""

from itertools import chain

from ..files.spreadsheets import BYTE_ORDER_MARK

ADMIN = "/admin/"
MARK = BYTE_ORDER_MARK.encode()


class CsvByteOrderMarkMiddleware:
    """Middleware: without the mark, Excel reads UTF-8 as the encoding of the reader's country."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_csv = response.status_code == 200 and response.get("Content-Type", "").startswith("text/csv")
        # Elsewhere a CSV file is a document that somebody uploaded, and stays as it is.
        if is_csv and request.path.startswith(ADMIN):
            _mark(response)
        return response


def _mark(response):
    if not response.streaming:
        if not response.content.startswith(MARK):
            response.content = MARK + response.content
        return
    pieces = iter(response.streaming_content)
    first = next(pieces, b"")
    if first.startswith(MARK):
        response.streaming_content = chain([first], pieces)
        return
    response.streaming_content = chain([MARK + first], pieces)
    # A file knew its length.
    if "Content-Length" in response:
        response["Content-Length"] = str(int(response["Content-Length"]) + len(MARK))
