"""Tables of a scope: by where people come from, by gender, by what they answered. Rows are recounted, never summed."""

from collections import Counter
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import (
    BigIntegerField,
    Case,
    Count,
    DateField,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    Subquery,
    Value,
    When,
)

from learning.activities.choices import EnrolmentStatus
from learning.activities.models import Activity, Enrolment, Feedback
from learning.people.models import Gender

from .conditions import SELF_PACED, condition, counted
from .figures import percent
from .small_cells import is_small

# One number for each person in each activity: what is distinct in participations, however rows were merged.
PARTICIPATION = ExpressionWrapper(F("activity_id") * Value(10**10) + F("who"), BigIntegerField())
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


def tallies(scope, by, among=None):
    """{value of `by`: Tally} for a column of the enrolment's copy. One query."""
    rows = _participants(scope, among).values(by).annotate(**_counts())
    return {row.pop(by): Tally(**row) for row in rows.values(by, *Tally.__dataclass_fields__)}


def tally(scope):
    """Of the whole scope. One query."""
    return Tally(**_participants(scope).aggregate(**_counts()))


def _participants(scope, among=None):
    rows = counted(scope).filter(condition("participants", scope))
    return rows if among is None else rows.filter(activity__in=among)


def _counts():
    def people(**conditions):
        return Count("who", filter=Q(**conditions), distinct=True)

    return {
        "participations": Count(PARTICIPATION, distinct=True),
        "people": people(),
        "organisations": Count("body", distinct=True),
        "members": Count("body", filter=Q(is_member=True), distinct=True),
        "countries": Count("country", filter=~Q(country=""), distinct=True),
        "women": people(gender=Gender.WOMAN),
        "men": people(gender=Gender.MAN),
        "others": people(gender=Gender.OTHER),
        "answered": people(gender__in=Gender.answers()),
    }


def belongs_on(day):
    """The day that decides where an enrolment's figure stands in time: its activity's first or, in a course that is
    always open, that of what happened (`day`: a date of the enrolment)."""
    begin = Activity.objects.filter(pk=OuterRef("activity")).order_by().with_begin().values("begin")
    return Case(
        When(activity__starts_on__isnull=False, then=F("activity__starts_on")),
        When(SELF_PACED, then=F(day)),
        default=Subquery(begin),
        output_field=DateField(),
    )


def answers_of(activity):
    """What the activity's participants answered. One query."""
    given = Feedback.objects.filter(enrolment__activity=activity, enrolment__role="participant").order_by()
    rows = given.values("rating").annotate(answers=Count("pk"), people=Count("enrolment__person", distinct=True))
    found = {row["rating"]: row for row in rows}
    by_rating = {rating: found[rating]["answers"] if rating in found else 0 for rating in RATINGS}
    return Answers(by_rating, any(is_small(row["people"]) for row in found.values()))


def roles_of(activity):
    """{role: enrolled people} of one activity. One query."""
    enrolled = Enrolment.objects.filter(activity=activity, status=EnrolmentStatus.ENROLLED).order_by()
    return Counter(dict(enrolled.values_list("role").annotate(Count("pk"))))
