"""Which page speaks of an activity, and where it is."""

from wagtail.models import Page


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
    return (page.full_url or "") if page else ""
