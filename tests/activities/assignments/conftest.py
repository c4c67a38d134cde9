from datetime import UTC, datetime

import pytest

from learning.activities.assignments import mark_actions, submit
from tests.factories import make_activity, make_assignment, make_enrolment, make_user

DUE = datetime(2027, 3, 1, 17, 0, tzinfo=UTC)


@pytest.fixture
def activity(db):
    return make_activity("Streets", kind="training")


@pytest.fixture
def assignment(activity):
    """An assignment with 15 points in total, 8 to pass."""
    return make_assignment(activity, due_at=DUE, pass_points=8)


@pytest.fixture
def enrolment(activity, official):
    return make_enrolment(activity, official.person)


@pytest.fixture
def trainer(activity):
    user = make_user("trainer@example.org")
    make_enrolment(activity, user.person, role="trainer")
    return user


@pytest.fixture
def hand_in(assignment, enrolment):
    def handed_in(text="A plan", of=None, **told):
        return submit.submit(of or assignment, enrolment, text=text, **told)

    return handed_in


@pytest.fixture
def mark(trainer):
    """Return a function that marks a submission with points for the criteria, in order."""

    def marked(submission, *points, feedback="Go on.", by=None):
        criteria = submission.assignment.criteria.all()
        given = {criterion.pk: number for criterion, number in zip(criteria, points, strict=True)}
        return mark_actions.mark(submission, given, feedback=feedback, seen=submission.submitted_at, by=by or trainer)

    return marked
