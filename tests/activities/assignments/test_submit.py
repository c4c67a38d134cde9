from datetime import timedelta

import pytest
import time_machine
from django.core.files.storage import default_storage

from learning.activities import errors
from learning.activities.assignments import submit
from learning.activities.assignments.file_check import check
from learning.activities.models import Activity, Enrolment, Submission
from tests.activities.assignments.conftest import DUE
from tests.activities.assignments.files import PDF
from tests.factories import make_assignment

BEFORE, AFTER = DUE - timedelta(minutes=1), DUE + timedelta(minutes=1)


def test_submission_is_stored_with_time_text_and_file(hand_in):
    with time_machine.travel(BEFORE, tick=False):
        submission = hand_in("  A plan\nfor one street  ", file=check("Plan.pdf", PDF))
    assert (submission.text, submission.number, submission.is_late) == ("A plan\nfor one street", 1, False)
    assert (submission.submitted_at, submission.file_name) == (BEFORE, "Plan.pdf")
    assert submission.file.read() == PDF
    assert submission.file.name.startswith("submissions/")
    assert "Plan" not in submission.file.name


def test_unmarked_submission_is_replaced(hand_in, django_capture_on_commit_callbacks):
    before = hand_in("First", file=check("one.pdf", PDF)).file.name
    with django_capture_on_commit_callbacks(execute=True):
        hand_in("Second", file=check("two.pdf", PDF))
    [kept] = Submission.objects.all()
    assert (kept.text, kept.file_name, kept.number) == ("Second", "two.pdf", 1)
    assert not default_storage.exists(before)
    assert default_storage.exists(kept.file.name)


def test_file_stays_until_it_is_removed(hand_in, django_capture_on_commit_callbacks):
    file = hand_in("First", file=check("one.pdf", PDF)).file.name
    assert hand_in("Second").file.name == file
    with django_capture_on_commit_callbacks(execute=True):
        assert hand_in("Third", keeps_file=False).file_name == ""
    assert not default_storage.exists(file)


def test_submission_after_the_due_date_is_late(hand_in):
    with time_machine.travel(AFTER):
        assert hand_in().is_late


def test_submission_replaced_after_the_due_date_is_late(hand_in):
    with time_machine.travel(BEFORE):
        hand_in()
    with time_machine.travel(AFTER):
        assert hand_in("Better").is_late


def test_submission_after_the_due_date_is_refused_if_late_is_not_accepted(activity, hand_in):
    strict = make_assignment(activity, due_at=DUE, takes_late=False)
    with time_machine.travel(AFTER), pytest.raises(errors.TooLate):
        hand_in(of=strict)
    assert Submission.objects.count() == 0


def test_failed_submission_can_be_improved_after_the_due_date(activity, hand_in, mark):
    strict = make_assignment(activity, due_at=DUE, takes_late=False, pass_points=8)
    with time_machine.travel(BEFORE):
        mark(hand_in("Weak", of=strict), 1, 2)
    with time_machine.travel(AFTER):
        hand_in("Strong", of=strict)
    assert list(Submission.objects.order_by("number").values_list("number", "text", "is_passed")) == [
        (1, "Weak", False),
        (2, "Strong", None),
    ]


def test_submission_after_passing_is_refused(hand_in, mark):
    mark(hand_in(), 5, 10)
    with pytest.raises(errors.AlreadyMarked):
        hand_in("Even better")


@pytest.mark.parametrize("text", ["", "  \n "])
def test_empty_submission_is_refused(hand_in, text):
    with pytest.raises(errors.NothingHandedIn):
        hand_in(text)


@pytest.mark.parametrize("change", [{"status": "withdrawn"}, {"status": "waiting"}, {"role": "speaker"}])
def test_submission_by_anyone_but_enrolled_participants_is_refused(hand_in, enrolment, change):
    if change.get("status") == "waiting":
        change = {**change, "queued_at": enrolment.enrolled_at}
    Enrolment.objects.filter(pk=enrolment.pk).update(**change)
    with pytest.raises(errors.NotEnrolled):
        hand_in()


def test_submission_in_a_cancelled_activity_is_refused(hand_in, activity):
    Activity.objects.filter(pk=activity.pk).update(status="cancelled")
    with pytest.raises(errors.Cancelled):
        hand_in()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_submissions_at_once_make_one_row(tree):
    """Sixteen submissions at once, as by double clicks, in eight threads."""
    from concurrent.futures import ThreadPoolExecutor

    from django.db import connection

    from tests.factories import make_activity, make_enrolment

    assignment = make_assignment(make_activity())
    enrolment = make_enrolment(assignment.activity)

    def send(number):
        try:
            submit.submit(assignment, enrolment, text=f"Plan {number}")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(send, range(16)))
    assert Submission.objects.count() == 1
