"""Learning gain: by how many points of a hundred the score rose between a test before and a test after.

For each person the first pre-test and the last post-test count: later attempts at the pre-test are practice.
"""

from dataclasses import dataclass
from fractions import Fraction

from learning.people.canonical import canonical_id

from ..joint.rows import ids_of
from ..models import Result

BEFORE, AFTER = Result.Purpose.PRE_TEST, Result.Purpose.POST_TEST


@dataclass(frozen=True)
class Gain:
    """Scores as shares of all points, from 0 to 1; of several people, their averages. `people` took both tests."""

    before: Fraction
    after: Fraction
    people: int = 1

    @property
    def points(self):
        """Return the gain in whole percentage points; negative if the score fell."""
        return self.after_per_cent - self.before_per_cent

    @property
    def before_per_cent(self):
        """Return whole per cent, with halves rounded up as for attempts: both are shown on one page."""
        return _per_cent(self.before)

    @property
    def after_per_cent(self):
        return _per_cent(self.after)


def _per_cent(share):
    return int(share * 100 + Fraction(1, 2))


def gain_of(enrolment):
    """Return the `Gain` of one person, or None without a post-test after a pre-test. One query."""
    return next(iter(_gains(Result.objects.filter(enrolment__in=ids_of(enrolment)))), None)


def average_gain(activity):
    """Return the average `Gain` of all who took both tests of `activity`, or None. One query."""
    gains = _gains(Result.objects.filter(enrolment__activity=activity))
    if not gains:
        return None
    many = len(gains)
    return Gain(sum(gain.before for gain in gains) / many, sum(gain.after for gain in gains) / many, many)


def _gains(results):
    """List the `Gain` of each person among `results` who took both tests."""
    tests = results.filter(purpose__in=[BEFORE, AFTER]).order_by("taken_at", "id")
    before, after = {}, {}
    rows = tests.values_list(canonical_id("enrolment__person"), "purpose", "score", "out_of")
    for person, purpose, score, out_of in rows:
        share = Fraction(score) / Fraction(out_of)
        if purpose == BEFORE:
            before.setdefault(person, share)
        elif person in before:
            after[person] = share
    return [Gain(before[person], share) for person, share in after.items()]
