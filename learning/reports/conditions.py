"""The rules of counting.md as conditions on enrolments. The same condition counts people and lists them."""

from datetime import UTC

from django.db.models import F, Max, Min, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce, ExtractYear, TruncDate

from learning.activities.choices import SEATED, EnrolmentStatus, Role, Source
from learning.activities.models import Enrolment, Session
from learning.activities.tallying import BY_REPLAY_ALONE
from learning.people.models import Gender

# Where there is no session, days are all that is known; a self-paced activity has none.
HAS_SESSIONS = Q(begins__isnull=False)
HAS_DAYS = Q(begins=None, activity__starts_on__isnull=False)
SELF_PACED = Q(begins=None, activity__starts_on=None)

IN_TIME = (
    HAS_SESSIONS & Q(enrolled_at__lt=F("ends"))
    | HAS_DAYS & Q(enrolled_day__lte=F("last_day"))
    | SELF_PACED & Q(enrolled_at__isnull=False)
)
STAYED = Q(status=EnrolmentStatus.ENROLLED) | Q(status=EnrolmentStatus.WITHDRAWN) & (
    HAS_SESSIONS & Q(withdrawn_at__gte=F("begins"))
    | HAS_DAYS & Q(withdrawn_day__gte=F("activity__starts_on"))
    | SELF_PACED & Q(started_on__isnull=False)
)
PARTICIPATED = Q(participated_on__isnull=False)
REPRESENTED = PARTICIPATED & Q(organisation__isnull=False)
ANSWERED = PARTICIPATED & Q(gender__in=Gender.answers())

CONDITIONS = {
    "registrants": Q(source__in=SEATED) & IN_TIME & STAYED,
    "participants": PARTICIPATED,
    "walk_ins": PARTICIPATED & Q(source__in=[Source.WALK_IN, Source.IMPORT]),
    "replays": Q(replayed_on__isnull=False),
    "completers": Q(completed_at__isnull=False) & ~BY_REPLAY_ALONE,
    "organisations": REPRESENTED,
    "members": REPRESENTED & Q(is_member=True),
    "non_members": REPRESENTED & Q(is_member=False),
    "countries": PARTICIPATED & ~Q(country=""),
    "women": PARTICIPATED & Q(gender=Gender.WOMAN),
    "answered": ANSWERED,
}
# In an always-open course each figure belongs to the year in which it happened.
HAPPENED = {"registrants": "enrolled_year", "completers": "completed_year", "replays": "replayed_on__year"}


def counted():
    """Enrolments of participants, each with what the conditions look at."""
    sessions = Session.objects.filter(activity=OuterRef("activity")).order_by().values("activity")
    return Enrolment.objects.filter(role=Role.PARTICIPANT).annotate(
        begins=Subquery(sessions.annotate(first=Min("starts_at")).values("first")),
        ends=Subquery(sessions.annotate(last=Max("ends_at")).values("last")),
        last_day=Coalesce("activity__ends_on", "activity__starts_on"),
        enrolled_day=TruncDate("enrolled_at", tzinfo=UTC),
        withdrawn_day=TruncDate("withdrawn_at", tzinfo=UTC),
        enrolled_year=ExtractYear("enrolled_at", tzinfo=UTC),
        completed_year=ExtractYear("completed_at", tzinfo=UTC),
    )


def condition(measure, year=None):
    """Whom `measure` counts, in `year` where one is chosen."""
    if year is None:
        return CONDITIONS[measure]
    happened = HAPPENED.get(measure, "participated_on__year")
    return CONDITIONS[measure] & (~SELF_PACED | Q(**{happened: year}))
