"""Context processor of all pages of the site."""

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
    """Return links to the current page in the other languages, by exchanging the prefix and without a query.

    `home.page_lookup` then finds the translation. For an address without a language prefix (allauth's), the language of
    `next` is exchanged.
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
    """Return a path of this site with its language exchanged: /en/my/ or /my/ becomes /es/my/."""
    language = get_language_from_path(path)
    return f"/{code}/{path.removeprefix(f'/{language}').lstrip('/')}"
