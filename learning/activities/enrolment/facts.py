"""Facts of an enrolment row about each measure of people, whatever the days of its activity.

All conditions together are stored as one integer column with one bit each (`Enrolment.facts`), so that figures over a
million rows read it instead of evaluating them. Whether someone registered in time depends on the activity too and is
evaluated separately: see `learning.reports.measures.conditions`.
"""

from django.db.models import Case, Q, Value, When

from learning.people.models import Gender

from ..choices import SEATED, EnrolmentStatus, Source

SIGNED_UP = Q(source__in=SEATED, status__in=[EnrolmentStatus.ENROLLED, EnrolmentStatus.WITHDRAWN])
CAME = Q(attended_on__isnull=False)
PARTICIPATED = Q(participated_on__isnull=False)
COMPLETED = Q(completed_at__isnull=False)
BY_REPLAY_ALONE = Q(participated_on=None, replayed_on__isnull=False)

# In each condition, the part that is cheapest and excludes most rows comes first, because the database evaluates no
# further. Add new conditions at the end: the position of each is its bit.
FACTS = {
    "registrants": SIGNED_UP,
    "attendees": CAME,
    "expected": SIGNED_UP,
    "attended": CAME & SIGNED_UP,
    "starters": Q(started_on__isnull=False),
    "participants": PARTICIPATED,
    "walk_ins": PARTICIPATED & Q(source__in=[Source.WALK_IN, Source.IMPORT]),
    "replays": Q(replayed_on__isnull=False),
    "completers": COMPLETED & ~BY_REPLAY_ALONE,
    "cohort_completers": PARTICIPATED & COMPLETED,
    "registered_completers": COMPLETED & ~BY_REPLAY_ALONE & SIGNED_UP,
    "replay_completers": COMPLETED & BY_REPLAY_ALONE,
    "replay_registrants": BY_REPLAY_ALONE & COMPLETED & SIGNED_UP,
    "women": PARTICIPATED & Q(gender=Gender.WOMAN),
    "answered": PARTICIPATED & Q(gender__in=Gender.answers()),
}
BITS = {name: 1 << place for place, name in enumerate(FACTS)}


def as_one_number():
    """Return all of FACTS as one integer expression on an enrolment."""
    told = [Case(When(fact, then=Value(BITS[name])), default=Value(0)) for name, fact in FACTS.items()]
    return sum(told[1:], told[0])
