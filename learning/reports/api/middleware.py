"""Errors at the API's addresses as problems in JSON, whichever middleware or view answered."""

from . import problems

PREFIX = "/api/"
# What belongs to a body that is not sent.
OF_THE_BODY = {"content-type", "content-length", "content-encoding", "etag", "last-modified", "content-disposition"}


class ApiProblemMiddleware:
    """Turn an error page (400, 404, 405, 429, 500, 503) of a middleware or handler into `application/problem+json`."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code < 400 or not request.path_info.startswith(PREFIX):
            return response
        if response.get("Content-Type", "").startswith("application/problem+json"):
            return response
        kept = [(name, value) for name, value in response.items() if name.lower() not in OF_THE_BODY]
        return problems.of_status(response.status_code, kept)
