"""Which page speaks of an activity, and where it is."""

from django.conf import settings
from django.utils.translation import get_language
from wagtail.models import Page


def path_of(page, language=None):
    """Where `page` is read in `language` (the active one), without a query: "/es/courses/care/".

    A page that has no translation is read under every language's prefix, with the site speaking the reader's own.
    """
    _home, _slash, below = page.url_path.lstrip("/").partition("/")
    return f"/{language or get_language()}/{below}"


def pages_of(keys, language):
    """The page that speaks of each activity of `keys` to a reader of `language`: {key: page}.

    Their own language first, then the site's main one, then any. Live and public pages only; two queries.
    """
    live = Page.objects.live().public().filter(translation_key__in=keys, alias_of=None).select_related("locale")
    order = [language, "en"]
    best = {}
    for page in live:
        code = page.locale.language_code
        rank = order.index(code) if code in order else len(order)
        if page.translation_key not in best or rank < best[page.translation_key][0]:
            best[page.translation_key] = (rank, page)
    return {key: page for key, (_rank, page) in best.items()}


def url_of(activity, language):
    """The full address of its page for a reader of `language`, "" where it has none."""
    page = pages_of([activity.key], language).get(activity.key)
    return settings.BASE_URL + path_of(page, language) if page else ""
