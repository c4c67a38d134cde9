from django.utils import timezone

from learning.people.claiming import person_of

from ..catalogue import entries, listed, published
from ..took_part import took_part

SHOWN = 6


def home_context(request, page):
    """What comes next, and who took part this year."""
    next_up = listed(published().as_a_programme()[:SHOWN])
    return {"entries": entries(next_up, person_of(request.user)), "took_part": took_part(timezone.localdate().year)}
