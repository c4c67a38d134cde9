"""Tables of a scope by affiliation, gender and answers. Rows are counted, never summed."""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count

from learning.activities.choices import EnrolmentStatus
from learning.activities.joint.rows import leading_id
from learning.activities.models import Enrolment, Feedback
from learning.people.models import Gender

from ..small_numbers.percentages import percent
from ..small_numbers.small_cells import is_small
from .distinct_by_affiliation import distinct_counts_of
from .enrolments import of
from .organisations import DIFFERENT, is_represented

OF_BODIES = ("organisations", "members", "countries")
# Each person's own answer, by whichever enrolment says it.
SAID = {
    "women": lambda said: said.gender == Gender.WOMAN,
    "men": lambda said: said.gender == Gender.MAN,
    "others": lambda said: said.gender == Gender.OTHER,
    "answered": lambda said: said.gender in Gender.answers(),
}
RATINGS = (5, 4, 3, 2, 1)
TENTH = Decimal("0.1")


@dataclass(frozen=True)
class Tally:
    """Who took part, of one row of a table or of the whole."""

    participations: int = 0
    people: int = 0
    organisations: int = 0
    members: int = 0
    countries: int = 0
    women: int = 0
    men: int = 0
    others: int = 0
    answered: int = 0

    @property
    def silent(self):
        """Who was not asked, did not answer, or prefers not to say."""
        return self.people - self.answered

    @property
    def women_share(self):
        return percent(self.women, self.answered)

    @property
    def coverage(self):
        return percent(self.answered, self.people)


@dataclass(frozen=True)
class Answers:
    """What people thought of an activity: {rating: answers}."""

    by_rating: dict
    has_small_cell: bool

    @property
    def number(self):
        return sum(self.by_rating.values())

    @property
    def average(self):
        """To one decimal, half up; None where nobody answered."""
        if not self.number:
            return None
        total = sum(rating * answers for rating, answers in self.by_rating.items())
        return (Decimal(total) / self.number).quantize(TENTH, ROUND_HALF_UP)


@dataclass(frozen=True)
class Tables:
    """Of one scope: the whole, {column: {value: Tally}}, {organisation: people}, {(organisation, whether it was a member
    then): people}."""

    whole: Tally
    by: dict
    came: dict
    represented: dict


def tables(scope, *by, pool=None):
    """By columns of the enrolment's copy. Three queries, whatever their number, and three for the `pool` of the scope."""
    columns = dict.fromkeys(("organisation", "is_member", "country", "region", "gender", *by))
    crowd = distinct_counts_of(of("participants", scope, pool), *columns)
    return Tables(
        _tallies(crowd).get(None, Tally()),
        {name: _tallies(crowd, name) for name in by},
        crowd.people("organisation"),
        crowd.people(("organisation", "is_member"), is_represented),
    )


def _tallies(crowd, by=None):
    """{value of the column `by`: Tally}"""
    people, participations = crowd.people(by), crowd.participations(by)
    different = {name: crowd.different(*DIFFERENT[name], by) for name in OF_BODIES}
    answered = {name: crowd.people(by, where) for name, where in SAID.items()}
    return {
        value: Tally(
            participations=participations[value],
            people=people[value],
            **{name: numbers[value] for name, numbers in {**different, **answered}.items()},
        )
        for value in people
    }


def answers_of(scope):
    """What the participants of the scope's one activity answered: the last answer of each person. Two queries."""
    given = Feedback.objects.filter(enrolment__activity=scope.activity).annotate(lead=leading_id("enrolment"))
    given = given.filter(lead__in=of("participants", scope).values("pk")).order_by("given_at", "pk")
    found = Counter(dict(given.values_list("lead", "rating")).values())
    return Answers({rating: found[rating] for rating in RATINGS}, any(map(is_small, found.values())))


def roles_of(activity, scope):
    """{role: enrolled people} of one activity; in what is always open, those who enrolled in the period. One query."""
    enrolled = Enrolment.objects.filter(activity=activity, status=EnrolmentStatus.ENROLLED).order_by()
    if activity.is_self_paced:
        enrolled = enrolled.filter(scope.during("enrolled_at"))
    return Counter(dict(enrolled.values_list("role").annotate(Count("pk"))))
