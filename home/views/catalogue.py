from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import get_language_info

from learning.activities.choices import Kind, Mode
from learning.activities.models import Theme
from learning.activities.pages.lookup import readable
from learning.people.accounts.person_of_account import person_of

from ..catalogue import KINDS, PAGE_SIZE, WHEN, Choices, listed, programme_for


def catalogue(request):
    """List every activity with a public page. The filters are a plain form and plain links."""
    chosen = Choices.from_query(request.GET)
    pages = readable()
    page = Paginator(listed(chosen.select(pages)), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "chosen": chosen,
        "entries": programme_for(person_of(request.user), page.object_list, pages),
        "page_of": page,
        "tabs": [(when, name, address(request, when=when)) for when, name in WHEN.items()],
        "previous": address(request, page=page.previous_page_number()) if page.has_previous() else "",
        "next": address(request, page=page.next_page_number()) if page.has_next() else "",
        "kinds": [(kind, Kind(kind).label) for kind in KINDS],
        "modes": Mode.choices,
        "themes": [(theme.code, str(theme)) for theme in Theme.objects.all()],
        "languages": [(code, get_language_info(code)["name_local"].capitalize()) for code, _name in settings.LANGUAGES],
    }
    return render(request, "home/catalogue.html", context)


def address(request, **changes):
    """Return the current address with some choices changed, on the first page unless a page is chosen."""
    query = request.GET.copy()
    query.pop("page", None)
    for name, value in changes.items():
        query[name] = value
    return "?" + query.urlencode()
