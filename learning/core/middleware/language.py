"""The language of a request."""

from urllib.parse import urlsplit

from django.conf import settings
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers


def wanted_path(request):
    """The path that `next` names, or ""; what is no address names none."""
    try:
        return urlsplit(request.GET.get("next") or request.POST.get("next") or "").path
    except ValueError:
        return ""


class ReaderLanguageMiddleware(LocaleMiddleware):
    """Django's, with two more sources for addresses that carry no language of their own (allauth's, a
    certificate's): the language of the page that `next` names, before the cookie and the browser's.
    """

    def process_request(self, request):
        super().process_request(request)
        if translation.get_language_from_path(request.path_info):
            return
        language = translation.get_language_from_path(wanted_path(request))
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = language

    def process_response(self, request, response):
        if response.status_code == 404 and request.resolver_match:
            # A view answered "not here": the same address under a language's prefix is no better.
            response.headers.setdefault("Content-Language", translation.get_language())
        else:
            response = super().process_response(request, response)
        language = translation.get_language_from_path(request.path_info)
        if language and request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME) != language and response.status_code == 200:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                language,
                max_age=365 * 86400,
                samesite="Lax",
                secure=settings.SESSION_COOKIE_SECURE,
            )
        if not language:
            patch_vary_headers(response, ["Accept-Language"])
        return response
