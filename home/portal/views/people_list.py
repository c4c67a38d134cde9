"""One page of a long list of people, with a search by name."""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Q

from home.catalogue import searchable
from home.views.catalogue import address

PAGE_SIZE = 50
MOST_WORDS = 8


@dataclass(frozen=True)
class PeoplePage:
    """`rows` are the enrolments of one page; `context` is for components/pages.html and people_search.html."""

    rows: list
    context: dict

    @classmethod
    def of(cls, request, enrolments):
        """Return the requested page of `enrolments`: `?words=` narrows them to a name, `?page=` is the page number."""
        typed = request.GET.get("words", "").strip()
        words = searchable(typed)
        for word in words.split()[:MOST_WORDS]:
            named = Q(person__name__icontains=word) | Q(person__merged_into__name__icontains=word)
            enrolments = enrolments.filter(named)
        if typed and not words:
            enrolments = enrolments.none()
        page = Paginator(enrolments, PAGE_SIZE).get_page(request.GET.get("page"))
        return cls(list(page.object_list), {"words": typed, "page_of": page, **_turned(request, page)})


def _turned(request, page: Page):
    return {
        "previous": address(request, page=page.previous_page_number()) if page.has_previous() else "",
        "next": address(request, page=page.next_page_number()) if page.has_next() else "",
    }
