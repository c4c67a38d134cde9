"""Answers to an activity's feedback that everyone who sees figures may see, as of the end of a month.

As in the tables of women and men, new answers are added once they are at least five that may be shown by the rules of
small cells. Each answer has its day, so that what was shown at the end of any month can be told again at any time.
"""

from collections import Counter
from datetime import UTC

from learning.activities.choices import Role
from learning.activities.models import Feedback
from learning.people.canonical import canonical_id

from ..queries.breakdowns import RATINGS, Answers
from ..small_numbers.small_cells import is_small, is_uniform
from .published_tables import last_closed_month


def published_answers(activity):
    """`Answers` as they may be shown; those to come are not among them. One query."""
    given = Feedback.objects.filter(enrolment__activity=activity, enrolment__role=Role.PARTICIPANT)
    rows = given.order_by("given_at", "pk").annotate(who=canonical_id("enrolment__person"))
    return answers_by_month(rows.values_list("who", "rating", "given_at"))


def answers_by_month(given):
    """The same of [(who, rating, moment)] in the order of time. Who answers again is not counted again."""
    shown, added, people, month = Counter(), Counter(), set(), None
    for who, rating, moment in given:
        day = moment.astimezone(UTC).date()
        if day > last_closed_month():
            break
        if month and (day.year, day.month) != month and _may_be_added(added):
            shown, added = shown + added, Counter()
        month = day.year, day.month
        if who not in people:
            people.add(who)
            added[rating] += 1
    if _may_be_added(added):
        shown += added
    return Answers({rating: shown[rating] for rating in RATINGS}, has_small_cell=False)


def _may_be_added(answers):
    return bool(answers) and not is_uniform(answers.values()) and not any(map(is_small, answers.values()))
