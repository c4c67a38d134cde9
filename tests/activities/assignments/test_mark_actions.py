from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.utils import timezone

from learning.activities import errors
from learning.activities.assignments import mark_actions
from learning.activities.models import Criterion, Result, Submission
from learning.people.models import AuditEntry


def test_marks_follow_the_rubric(hand_in, mark, trainer):
    submission = mark(hand_in(), 4, 7, feedback="  Well argued. ")
    assert submission.marks == [["Clear", 4, 5], ["Feasible", 7, 10]]
    assert (submission.points, submission.out_of, submission.is_passed) == (11, 15, True)
    assert (submission.feedback, submission.marked_by) == ("Well argued.", trainer)


def test_marks_make_a_result_dated_at_submission(hand_in, mark, enrolment, assignment):
    with time_machine.travel(timezone.now() - timedelta(days=3), tick=False):
        submission = hand_in()
    mark(submission, 4, 7)
    [result] = Result.objects.all()
    assert (result.enrolment, result.purpose, result.step_key) == (enrolment, "assignment", assignment.key)
    assert (result.score, result.out_of, result.taken_at) == (Decimal(11), Decimal(15), submission.submitted_at)


@pytest.mark.parametrize(("points", "is_passed"), [((0, 7), False), ((0, 8), True)])
def test_submission_passes_with_enough_points(hand_in, mark, points, is_passed):
    assert mark(hand_in(), *points).is_passed is is_passed


def test_every_marked_submission_passes_without_pass_points(hand_in, mark, assignment):
    type(assignment).objects.update(pass_points=None)
    assert mark(hand_in(), 0, 0).is_passed is True


def test_corrected_marks_are_logged_with_both_points(hand_in, mark, trainer):
    submission = mark(hand_in(), 4, 7)
    mark(submission, 5, 7)
    assert [(entry.by, entry.details) for entry in AuditEntry.objects.order_by("pk")] == [
        (trainer, {"points": 11}),
        (trainer, {"points": 12, "points_before": 11}),
    ]
    assert [result.score for result in Result.objects.all()] == [Decimal(12)]


def test_marking_sends_an_email_without_the_feedback(
    hand_in, mark, mailoutbox, official, assignment, django_capture_on_commit_callbacks
):
    submission = hand_in()
    with django_capture_on_commit_callbacks(execute=True):
        mark(submission, 4, 7, feedback="Well argued.")
    [mail] = mailoutbox
    assert (mail.to, mail.subject) == ([official.email], "Marked: A plan for one street")
    assert f"/en/activities/{assignment.activity.key}/assignments/{assignment.pk}/" in mail.body
    assert "Well argued" not in mail.body


def test_marking_a_replaced_submission_is_refused(hand_in, mark):
    seen = hand_in("First")
    hand_in("Second")
    with pytest.raises(errors.Replaced):
        mark(seen, 4, 7)
    assert Submission.objects.get().marked_at is None


def test_marking_a_submission_followed_by_another_is_refused(hand_in, mark):
    first = mark(hand_in("Weak"), 1, 1)
    hand_in("Strong")
    with pytest.raises(errors.Replaced):
        mark(first, 5, 10)
    assert Submission.objects.get(number=1).points == 2


def test_marking_own_work_is_refused(hand_in, mark, official):
    with pytest.raises(errors.OwnWork):
        mark(hand_in(), 5, 10, by=official)


@pytest.mark.parametrize("points", [(None, 5), (-1, 5), (6, 5), (5, 11)])
def test_points_outside_the_range_of_a_criterion_are_refused(hand_in, mark, points):
    with pytest.raises(errors.StillToMark):
        mark(hand_in(), *points)


def test_points_for_another_rubric_are_refused(hand_in, trainer):
    submission = hand_in()
    with pytest.raises(errors.StillToMark):
        mark_actions.mark(submission, {0: 5}, feedback="", seen=submission.submitted_at, by=trainer)


def test_rubric_edited_later_does_not_change_marks(hand_in, mark, assignment):
    mark(hand_in(), 4, 7)
    Criterion.objects.filter(title="Clear").update(title="Beautiful", points=100)
    Criterion.objects.filter(title="Feasible").delete()
    submission = Submission.objects.get()
    assert (submission.marks, submission.points, submission.out_of) == (
        [["Clear", 4, 5], ["Feasible", 7, 10]],
        11,
        15,
    )
