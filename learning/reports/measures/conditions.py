"""The rules of counting.md as conditions on enrolments. The same condition counts people and lists them."""

from django.db.models import DateTimeField, F, Q, Value
from django.db.models.functions import Coalesce, Concat
from django.db.models.lookups import GreaterThan, GreaterThanOrEqual, LessThanOrEqual
from django.utils import timezone

from learning.activities.choices import EnrolmentStatus
from learning.activities.enrolment.facts import FACTS, PARTICIPATED
from learning.activities.querysets import DayThere
from learning.people.canonical import canonical_id, of_canonical
from learning.people.models import Gender, Organisation

# Whom and what an enrolment counts as. Expressions, not annotations: each joins tables, and most figures need few.
WHO = canonical_id("person")
BODY = canonical_id("organisation")
PLACE = of_canonical("organisation", "place_folded")

# Where there is no session, days are all that is known; a self-paced activity has none.
# The clock by which anything done in the activity has its day.
ZONE = "activity__time_zone"
DAY_COMPLETED = DayThere("completed_at", ZONE)
BEGINS, ENDS = "activity__span__begins", "activity__span__ends"
HAS_SESSIONS = Q(**{f"{BEGINS}__isnull": False})
HAS_DAYS = Q(**{BEGINS: None}, activity__starts_on__isnull=False)
SELF_PACED = Q(**{BEGINS: None}, activity__starts_on=None)


class _Asking(Value):
    """The moment at which a figure is asked for."""

    def __init__(self):
        super().__init__(None, DateTimeField())

    def as_sql(self, compiler, connection):
        return compiler.compile(Value(timezone.now(), DateTimeField()))


# Nobody comes to a course at one's own pace, nor yet to what has not begun, so nobody stays away from it.
HAS_BEGUN = HAS_SESSIONS & Q(**{f"{BEGINS}__lte": _Asking()}) | HAS_DAYS & Q(
    LessThanOrEqual(F("activity__starts_on"), DayThere(_Asking(), ZONE))
)

IN_TIME = (
    HAS_SESSIONS & Q(enrolled_at__lt=F(ENDS))
    | HAS_DAYS & Q(LessThanOrEqual(DayThere("enrolled_at", ZONE), Coalesce("activity__ends_on", "activity__starts_on")))
    | SELF_PACED & Q(enrolled_at__isnull=False)
)
STAYED = Q(status=EnrolmentStatus.ENROLLED) | Q(status=EnrolmentStatus.WITHDRAWN) & (
    HAS_SESSIONS & Q(withdrawn_at__gte=F(BEGINS))
    | HAS_DAYS & Q(GreaterThanOrEqual(DayThere("withdrawn_at", ZONE), F("activity__starts_on")))
    | SELF_PACED & Q(started_on__isnull=False)
)
REGISTERED = IN_TIME & STAYED
REPRESENTED = PARTICIPATED & Q(organisation__isnull=False)
OF_CITIES = REPRESENTED & Q(organisation_kind__in=Organisation.CITIES)

# Of whom signed up, those count as registrants who did it in time and stayed.
OF_REGISTRANTS = ("registrants", "expected", "attended", "registered_completers", "replay_registrants")
OF_DATES = ("expected", "attended")


def _condition(name):
    asked = FACTS[name] & REGISTERED if name in OF_REGISTRANTS else FACTS[name]
    return asked & HAS_BEGUN if name in OF_DATES else asked


CONDITIONS = {
    **{name: _condition(name) for name in FACTS},
    "men": PARTICIPATED & Q(gender=Gender.MAN),
    "others": PARTICIPATED & Q(gender=Gender.OTHER),
    "organisations": REPRESENTED,
    "members": REPRESENTED & Q(is_member=True),
    "non_members": REPRESENTED & Q(is_member=False),
    "cities": OF_CITIES,
    "member_cities": OF_CITIES & Q(is_member=True),
    "places": OF_CITIES & Q(GreaterThan(PLACE, Value(""))),
    "countries": PARTICIPATED & ~Q(country=""),
    "regions": PARTICIPATED & ~Q(region=""),
}
# What is distinct in each figure; in all others it is persons, each once however many rows are theirs.
DISTINCT = {
    "organisations": BODY,
    "members": BODY,
    "non_members": BODY,
    "cities": BODY,
    "member_cities": BODY,
    "places": Concat(PLACE, Value(", "), of_canonical("organisation", "country")),
    "countries": F("country"),
    "regions": F("region"),
}
