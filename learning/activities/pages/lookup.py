"""The pages of an activity, and their addresses."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page


def path_of(page, language=None):
    """Return the path of `page` in `language` (default: the active one), without a query: "/es/courses/care/".

    A page without a translation is served under every language's prefix, with the interface in the reader's language.
    """
    _home, _slash, below = page.url_path.lstrip("/").partition("/")
    return f"/{language or get_language()}/{below}"


def readable():
    """Return the pages that anyone may read. Building the queryset takes one query, for private parts of the tree."""
    return Page.objects.live().public().filter(alias_of=None).select_related("locale")


def speaking_of(keys, pages=None):
    """Return {key: readable pages of that activity, the oldest first}; `pages` may be `readable()`."""
    pages = readable() if pages is None else pages
    by_key = {}
    for page in pages.filter(translation_key__in=keys).order_by("pk"):
        by_key.setdefault(page.translation_key, []).append(page)
    return by_key


def best_for(pages, language):
    """Return the page for a reader of `language`: in that language, else in the site's main language, else any."""
    order = [language, settings.LANGUAGE_CODE]
    return min(
        pages, key=lambda page: order.index(page.locale.language_code) if page.locale.language_code in order else 2
    )


def pages_of(keys, language):
    """Return {key: page} with the best page of each activity of `keys` for a reader of `language`. Two queries."""
    return {key: best_for(pages, language) for key, pages in speaking_of(keys).items()}


def url_of(activity, language):
    """Return the full address of the activity's page for a reader of `language`, or "" without a page."""
    page = pages_of([activity.key], language).get(activity.key)
    return settings.BASE_URL + path_of(page, language) if page else ""
