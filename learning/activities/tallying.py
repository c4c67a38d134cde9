"""How many stand where, beside an activity in a list. The rules are counting.md's; who is one person counts once."""

from django.db.models import Count, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from learning.people.counting import canonical_id

from .choices import EnrolmentStatus, Role
from .facts import FACTS
from .models import Enrolment
from .querysets import SEATED_ENROLMENT

PARTICIPANT = Q(role=Role.PARTICIPANT)
# Each figure's people: the same condition counts them and lists them.
COUNTED = {
    "enrolled": Q(**SEATED_ENROLMENT),
    "queueing": PARTICIPANT & Q(status=EnrolmentStatus.WAITING),
    "took_part": PARTICIPANT & FACTS["participants"],
    "completed": PARTICIPANT & FACTS["completers"],
    "replayed": PARTICIPANT & FACTS["replays"],
}


def with_tally(activities):
    """Adds a number for each of COUNTED, and `represented`: organisations with a participant. Seats count rows, not people."""
    person, body = canonical_id("person"), canonical_id("organisation")
    what = {"enrolled": "pk", "queueing": "pk"}
    counts = {name: _count(what.get(name, person), condition) for name, condition in COUNTED.items()}
    return activities.annotate(**counts, represented=_count(body, COUNTED["took_part"]))


def _count(what, condition):
    counted = Enrolment.objects.filter(condition, activity=OuterRef("pk")).order_by()
    each = counted.values("activity").annotate(number=Count(what, distinct=True)).values("number")
    return Coalesce(Subquery(each, output_field=IntegerField()), 0)
