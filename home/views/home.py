from django.utils import timezone

from learning.people.claiming import person_of

from ..catalogue import entries, in_order, listed, published
from ..took_part import took_part

SHOWN = 6


def home_context(request, page):
    """What comes next, and who took part this year."""
    ahead = published().upcoming() | published().any_time()
    next_up = listed(in_order(ahead, "")[:SHOWN])
    return {"entries": entries(next_up, person_of(request.user)), "took_part": took_part(timezone.localdate().year)}
