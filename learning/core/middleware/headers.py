"""Response headers: the content security policy, and which pages no cache may keep."""

from csp.middleware import CSPMiddleware
from django.conf import settings
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_from_path

ADMIN = "/admin/"


class ContentSecurityMiddleware(CSPMiddleware):
    """Two policies: `'unsafe-inline'` is for the admin alone. A third for uploaded files: they load nothing, run
    nothing and belong to no origin, should a browser ever draw one as a page."""

    FILES = ("/media/", "/documents/")
    UPLOADED = "default-src 'none'; frame-ancestors 'none'"

    def process_response(self, request, response):
        if request.path_info.startswith(self.FILES) and response.status_code in {200, 206}:
            # Chromium draws no PDF in a sandbox.
            is_pdf = response.get("Content-Type", "") == "application/pdf"
            response["Content-Security-Policy"] = self.UPLOADED if is_pdf else f"{self.UPLOADED}; sandbox"
        elif request.path_info.startswith(ADMIN) and not hasattr(response, "_csp_config"):
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY["DIRECTIVES"]
        return super().process_response(request, response)


class PersonalPagesMiddleware:
    """A page drawn for someone who is logged in is theirs: no cache between us keeps it.

    What is personal by its address is kept nowhere at all, not even by the browser of a shared computer.
    """

    PERSONAL = ("/accounts/", "/my/", "/teaching/", "/activities/", ADMIN)

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if "public" in response.get("Cache-Control", ""):
            return response
        if _without_language(request.path_info).startswith(self.PERSONAL):
            patch_cache_control(response, private=True, no_store=True)
        elif request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response


def _without_language(path):
    """ "/es/my/record/" as "/my/record/"."""
    return path.removeprefix(f"/{get_language_from_path(path)}")
