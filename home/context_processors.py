"""What every page of the site needs to be drawn."""

from urllib.parse import urlencode

from django.conf import settings
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language, get_language_from_path, get_language_info

from learning.people.accounts.person_of_account import person_of


def site(request):
    user = getattr(request, "user", None)
    return {
        "site_name": settings.WAGTAIL_SITE_NAME,
        "person": SimpleLazyObject(lambda: person_of(user)) if user else None,
        "is_demo": settings.DEMO,
        "needs_second_factor": settings.SECOND_FACTOR_FOR_STAFF,
        "other_languages": SimpleLazyObject(lambda: other_languages(request)),
    }


def other_languages(request):
    """Where this page is in the other languages, by prefix alone and without a query: `home.page_lookup` leads on.

    An address that has no language of its own (allauth's) takes that of `next`.
    """
    path, current = request.get_full_path(), get_language()
    has_own = get_language_from_path(request.path)
    wanted = request.GET.get("next", "/my/")
    return [
        {
            "code": code,
            "name": get_language_info(code)["name_local"].capitalize(),
            "url": in_language(path, code) if has_own else f"?{urlencode({'next': in_language(wanted, code)})}",
        }
        for code, _name in settings.LANGUAGES
        if code != current
    ]


def in_language(path, code):
    """A path of this site with its language exchanged: /en/my/ or /my/ becomes /es/my/."""
    language = get_language_from_path(path)
    return f"/{code}/{path.removeprefix(f'/{language}').lstrip('/')}"
