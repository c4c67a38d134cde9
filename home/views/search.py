from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import get_language
from wagtail.models import Locale, Page

from learning.activities.pages.lookup import path_of

from ..catalogue import searchable

PAGE_SIZE = 20
MOST_FOUND = 200
HOME_DEPTH = 2


def search(request):
    """Find published, public pages in the reader's language, or in the main one where there is no translation."""
    words = searchable(request.GET.get("words", ""))
    page = Paginator(found(words) if words else [], PAGE_SIZE).get_page(request.GET.get("page"))
    results = [(result, path_of(result)) for result in page.object_list]
    return render(request, "home/search.html", {"words": words, "results": results, "page_of": page})


def found(words):
    """Return one page of each key, in the reader's language if that page matches; the best match first."""
    own = Locale.objects.get(language_code=get_language())
    best = {}
    for result in Page.objects.live().public().search(words)[:MOST_FOUND]:
        if result.depth > HOME_DEPTH and (result.translation_key not in best or result.locale_id == own.pk):
            best[result.translation_key] = result
    return list(best.values())
