"""The rules of counting.md as conditions on enrolments. The same condition counts people and lists them."""

from datetime import UTC

from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Concat, TruncDate

from learning.activities.choices import SEATED, EnrolmentStatus, Source
from learning.activities.models import Enrolment
from learning.activities.tallying import BY_REPLAY_ALONE
from learning.people.counting import canonical_id
from learning.people.models import Gender, Organisation

# Where there is no session, days are all that is known; a self-paced activity has none.
BEGINS, ENDS = "activity__span__begins", "activity__span__ends"
HAS_SESSIONS = Q(**{f"{BEGINS}__isnull": False})
HAS_DAYS = Q(**{BEGINS: None}, activity__starts_on__isnull=False)
SELF_PACED = Q(**{BEGINS: None}, activity__starts_on=None)

IN_TIME = (
    HAS_SESSIONS & Q(enrolled_at__lt=F(ENDS))
    | HAS_DAYS & Q(enrolled_day__lte=F("last_day"))
    | SELF_PACED & Q(enrolled_at__isnull=False)
)
STAYED = Q(status=EnrolmentStatus.ENROLLED) | Q(status=EnrolmentStatus.WITHDRAWN) & (
    HAS_SESSIONS & Q(withdrawn_at__gte=F(BEGINS))
    | HAS_DAYS & Q(withdrawn_day__gte=F("activity__starts_on"))
    | SELF_PACED & Q(started_on__isnull=False)
)
REGISTERED = Q(source__in=SEATED) & IN_TIME & STAYED
PARTICIPATED = Q(participated_on__isnull=False)
COMPLETED = Q(completed_at__isnull=False)
REPRESENTED = PARTICIPATED & Q(organisation__isnull=False)
OF_CITIES = REPRESENTED & Q(organisation_kind__in=Organisation.CITIES)

CONDITIONS = {
    "registrants": REGISTERED,
    "attendees": Q(attended_on__isnull=False),
    # Nobody comes to a course at one's own pace, so nobody stays away from it.
    "expected": REGISTERED & ~SELF_PACED,
    "attended": REGISTERED & ~SELF_PACED & Q(attended_on__isnull=False),
    "starters": Q(started_on__isnull=False),
    "participants": PARTICIPATED,
    "walk_ins": PARTICIPATED & Q(source__in=[Source.WALK_IN, Source.IMPORT]),
    "replays": Q(replayed_on__isnull=False),
    "completers": COMPLETED & ~BY_REPLAY_ALONE,
    "cohort_completers": PARTICIPATED & COMPLETED,
    "registered_completers": REGISTERED & COMPLETED & ~BY_REPLAY_ALONE,
    "replay_completers": COMPLETED & BY_REPLAY_ALONE,
    "replay_registrants": REGISTERED & COMPLETED & BY_REPLAY_ALONE,
    "women": PARTICIPATED & Q(gender=Gender.WOMAN),
    "men": PARTICIPATED & Q(gender=Gender.MAN),
    "others": PARTICIPATED & Q(gender=Gender.OTHER),
    "answered": PARTICIPATED & Q(gender__in=Gender.answers()),
    "organisations": REPRESENTED,
    "members": REPRESENTED & Q(is_member=True),
    "non_members": REPRESENTED & Q(is_member=False),
    "cities": OF_CITIES,
    "member_cities": OF_CITIES & Q(is_member=True),
    "places": OF_CITIES & ~Q(place=""),
    "countries": PARTICIPATED & ~Q(country=""),
    "regions": PARTICIPATED & ~Q(region=""),
}
# What is distinct in each figure; in all others it is persons, each once however many rows are theirs.
DISTINCT = {
    "organisations": F("body"),
    "members": F("body"),
    "non_members": F("body"),
    "cities": F("body"),
    "member_cities": F("body"),
    "places": Concat("place", Value(", "), "place_country"),
    "countries": F("country"),
    "regions": F("region"),
}
# In an always-open course each figure belongs to the days in which it happened.
HAPPENED = {
    "registrants": "enrolled_day",
    "attended": "enrolled_day",
    "registered_completers": "enrolled_day",
    "replay_registrants": "enrolled_day",
    "completers": "completed_day",
    "replay_completers": "completed_day",
    "replays": "replayed_on",
}


def counted(scope):
    """Enrolments of participants that may count in `scope`, each with what the conditions look at."""
    rows = Enrolment.objects.order_by().annotate(
        who=canonical_id("person"),
        body=canonical_id("organisation"),
        place=of_canonical("organisation", "place_folded"),
        place_country=of_canonical("organisation", "country"),
        last_day=Coalesce("activity__ends_on", "activity__starts_on"),
        enrolled_day=TruncDate("enrolled_at", tzinfo=UTC),
        withdrawn_day=TruncDate("withdrawn_at", tzinfo=UTC),
        completed_day=TruncDate("completed_at", tzinfo=UTC),
    )
    return rows.filter(scope.on_enrolments(), activity__in=scope.pool().values("pk"))


def of_canonical(path, column):
    """What the row that the one at look-up `path` counts as says now in `column`, as an expression; "" for no row."""
    rows = (f"{path}__merged_into__merged_into", f"{path}__merged_into", path)
    return Coalesce(*[f"{row}__{column}" for row in rows], Value(""))


def condition(measure, scope):
    """Whom `measure` counts in `scope`; the rows are `counted(scope)`."""
    if not scope.has_period:
        return CONDITIONS[measure]
    happened = HAPPENED.get(measure, "participated_on")
    return CONDITIONS[measure] & (~SELF_PACED | scope.during(happened))
