"""The pages of an activity, and their addresses."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page


def path_of(page, language=None):
    """Where `page` is read in `language` (the active one), without a query: "/es/courses/care/".

    A page that has no translation is read under every language's prefix, with the site speaking the reader's own.
    """
    _home, _slash, below = page.url_path.lstrip("/").partition("/")
    return f"/{language or get_language()}/{below}"


def readable():
    """Pages that anyone may read. Building it asks which parts of the tree are private: one query."""
    return Page.objects.live().public().filter(alias_of=None).select_related("locale")


def speaking_of(keys, pages=None):
    """{key: every readable page that speaks of that activity, the first made first}; `pages` may be `readable()`."""
    pages = readable() if pages is None else pages
    by_key = {}
    for page in pages.filter(translation_key__in=keys).order_by("pk"):
        by_key.setdefault(page.translation_key, []).append(page)
    return by_key


def best_for(pages, language):
    """Of one activity's pages that for a reader of `language`: in it, else in the site's main language, else any."""
    order = [language, settings.LANGUAGE_CODE]
    return min(
        pages, key=lambda page: order.index(page.locale.language_code) if page.locale.language_code in order else 2
    )


def pages_of(keys, language):
    """The page that speaks of each activity of `keys` to a reader of `language`: {key: page}. Two queries."""
    return {key: best_for(pages, language) for key, pages in speaking_of(keys).items()}


def url_of(activity, language):
    """The full address of its page for a reader of `language`, "" where it has none."""
    page = pages_of([activity.key], language).get(activity.key)
    return settings.BASE_URL + path_of(page, language) if page else ""
