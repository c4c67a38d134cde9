"""Facts of an enrolment row about each measure of people, whatever the days of its activity.

Each is a condition, and all of them together are one number, a bit each: the database keeps it with the row
(`Enrolment.facts`), so that a million rows are read rather than judged. Whether someone registered in time is a matter
of the activity too, and judged beside it: see `learning.reports.measures.conditions`.
"""

from django.db.models import Case, Q, Value, When

from learning.people.models import Gender

from ..choices import SEATED, EnrolmentStatus, Source

SIGNED_UP = Q(source__in=SEATED, status__in=[EnrolmentStatus.ENROLLED, EnrolmentStatus.WITHDRAWN])
CAME = Q(attended_on__isnull=False)
PARTICIPATED = Q(participated_on__isnull=False)
COMPLETED = Q(completed_at__isnull=False)
BY_REPLAY_ALONE = Q(participated_on=None, replayed_on__isnull=False)

# What leaves out most, and is quickest told, stands first: the database looks no further. New ones come last: the place
# of each is its bit.
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
    """All of FACTS, as an expression on an enrolment."""
    told = [Case(When(fact, then=Value(BITS[name])), default=Value(0)) for name, fact in FACTS.items()]
    return sum(told[1:], told[0])
