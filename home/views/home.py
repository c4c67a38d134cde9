from django.utils import timezone

from learning.activities.choices import Status
from learning.activities.pages.lookup import path_of, readable
from learning.people.accounts.person_of_account import person_of

from ..catalogue import listed, programme_for, published
from ..models import FiguresPage
from ..participants_sentence import took_part

SHOWN = 6


def home_context(request, page, context):
    """Return upcoming activities (nothing that is over or cancelled), and the number of participants this year."""
    pages = readable()
    next_up = published(pages).exclude(status=Status.CANCELLED).as_a_programme().filter(is_past=0)
    next_up = listed(next_up)[:SHOWN]
    came = took_part(timezone.localdate().year)
    return {
        "entries": programme_for(person_of(request.user), next_up, pages),
        "took_part": came,
        "figures_page": came and figures_page(page, pages),
    }


def figures_page(home, pages):
    """Return the address of the first page of figures below this home page, or "".

    One query; editors may choose any slug.
    """
    found = pages.child_of(home).type(FiguresPage).order_by("path").first()
    return path_of(found) if found else ""
