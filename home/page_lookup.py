"""Lookup of the page at an address, in two queries where Wagtail's own routing takes eight."""

from django.db.models import Exists, OuterRef
from wagtail.models import Page, PageViewRestriction, Site

DEEPEST = 8


def find(path, language):
    """Return the live page at `path` (as "courses/care/") for a reader of `language`, or None.

    If only a page in another language has this address, return its translation; if there is none, return that page
    itself, with the rest of the site in the reader's language.
    """
    parts = [part for part in path.split("/") if part]
    if len(parts) > DEEPEST:
        return None
    homes = {root.language_code: root.root_path for root in Site.get_site_root_paths()}
    ways = [_way(homes[code], parts) for code in sorted(homes, key=lambda code: code != language)]
    live = _live_at([address for way in ways for address in way])
    way = next((way for way in ways if all(address in live for address in way)), None)
    if way is None:
        return None
    page = live[way[-1]]
    own = page if page.locale.language_code == language else _translation_of(page, language)
    specific = own.specific
    specific.locale = own.locale
    if own is page and not any(live[address].is_restricted or live[address].alias_of_id for address in way):
        # View restrictions of the whole path were read above: this saves Wagtail's own query.
        specific.get_view_restrictions = PageViewRestriction.objects.none
    return specific


def _way(home, parts):
    """Return the addresses from the home page down to the page itself: every page on the path has to be live."""
    return [home, *(f"{home}{'/'.join(parts[:end])}/" for end in range(1, len(parts) + 1))]


def _live_at(addresses):
    restricted = Exists(PageViewRestriction.objects.filter(page=OuterRef("pk")))
    pages = Page.objects.live().filter(url_path__in=addresses).select_related("locale")
    return {page.url_path: page for page in pages.annotate(is_restricted=restricted)}


def _translation_of(page, language):
    own = page.get_translations().live().filter(locale__language_code=language)
    return own.select_related("locale").first() or page
