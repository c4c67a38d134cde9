"""What browsers are told of a page: what it may load, who may frame it, who may keep it."""

from csp.constants import NONE, SELF, UNSAFE_INLINE
from csp.middleware import CSPMiddleware
from django.conf import settings
from django.utils.cache import patch_cache_control
from django.utils.translation import get_language_from_path

ADMIN = "/admin/"


def content_security(env, sign_on_origins=()):
    """The policies of the site and of the admin, in django-csp's form."""
    media = [SELF, *([env("MEDIA_ORIGIN")] if env("S3_BUCKET") and env("MEDIA_ORIGIN") else [])]
    site = {
        "default-src": [SELF],
        "img-src": [*media, "data:"],
        "media-src": media,
        "frame-src": ["https://www.youtube-nocookie.com", "https://player.vimeo.com"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *sign_on_origins],
        "frame-ancestors": [NONE],
    }
    # Wagtail's admin has inline scripts and styles, and shows previews in a frame of its own.
    admin = {
        **site,
        "script-src": [SELF, UNSAFE_INLINE],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [*media, "data:", "blob:"],
        "frame-src": [SELF, *site["frame-src"]],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    }
    return {"DIRECTIVES": site}, {"DIRECTIVES": admin}


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


class KeepPersonalPagesPrivate:
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
        if without_language(request.path_info).startswith(self.PERSONAL):
            patch_cache_control(response, private=True, no_store=True)
        elif request.user.is_authenticated and not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response


def without_language(path):
    """ "/es/my/record/" as "/my/record/"."""
    return path.removeprefix(f"/{get_language_from_path(path)}")
