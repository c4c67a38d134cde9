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


def test_what_is_handed_in_is_kept_with_its_moment(hand_in):
    with time_machine.travel(BEFORE, tick=False):
        submission = hand_in("  A plan\nfor one street  ", file=check("Plan.pdf", PDF))
    assert (submission.text, submission.number, submission.is_late) == ("A plan\nfor one street", 1, False)
    assert (submission.submitted_at, submission.file_name) == (BEFORE, "Plan.pdf")
    assert submission.file.read() == PDF
    assert submission.file.name.startswith("submissions/")
    assert "Plan" not in submission.file.name


def test_until_it_is_marked_it_is_replaced(hand_in, django_capture_on_commit_callbacks):
    before = hand_in("First", file=check("one.pdf", PDF)).file.name
    with django_capture_on_commit_callbacks(execute=True):
        hand_in("Second", file=check("two.pdf", PDF))
    [kept] = Submission.objects.all()
    assert (kept.text, kept.file_name, kept.number) == ("Second", "two.pdf", 1)
    assert not default_storage.exists(before)
    assert default_storage.exists(kept.file.name)


def test_a_file_stays_until_it_is_taken_back(hand_in, django_capture_on_commit_callbacks):
    file = hand_in("First", file=check("one.pdf", PDF)).file.name
    assert hand_in("Second").file.name == file
    with django_capture_on_commit_callbacks(execute=True):
        assert hand_in("Third", keeps_file=False).file_name == ""
    assert not default_storage.exists(file)


def test_after_its_date_it_is_late(hand_in):
    with time_machine.travel(AFTER):
        assert hand_in().is_late


def test_replacing_it_after_its_date_makes_it_late(hand_in):
    with time_machine.travel(BEFORE):
        hand_in()
    with time_machine.travel(AFTER):
        assert hand_in("Better").is_late


def test_after_its_date_nothing_is_taken_where_the_assignment_says_so(activity, hand_in):
    strict = make_assignment(activity, due_at=DUE, takes_late=False)
    with time_machine.travel(AFTER), pytest.raises(errors.TooLate):
        hand_in(of=strict)
    assert Submission.objects.count() == 0


def test_what_is_to_be_improved_is_followed_by_a_better_version(activity, hand_in, mark):
    strict = make_assignment(activity, due_at=DUE, takes_late=False, pass_points=8)
    with time_machine.travel(BEFORE):
        mark(hand_in("Weak", of=strict), 1, 2)
    with time_machine.travel(AFTER):
        hand_in("Strong", of=strict)
    assert list(Submission.objects.order_by("number").values_list("number", "text", "is_passed")) == [
        (1, "Weak", False),
        (2, "Strong", None),
    ]


def test_what_has_passed_stays_as_it_is(hand_in, mark):
    mark(hand_in(), 5, 10)
    with pytest.raises(errors.AlreadyMarked):
        hand_in("Even better")


@pytest.mark.parametrize("text", ["", "  \n "])
def test_nothing_is_no_submission(hand_in, text):
    with pytest.raises(errors.NothingHandedIn):
        hand_in(text)


@pytest.mark.parametrize("change", [{"status": "withdrawn"}, {"status": "waiting"}, {"role": "speaker"}])
def test_only_participants_hand_in(hand_in, enrolment, change):
    if change.get("status") == "waiting":
        change = {**change, "queued_at": enrolment.enrolled_at}
    Enrolment.objects.filter(pk=enrolment.pk).update(**change)
    with pytest.raises(errors.NotEnrolled):
        hand_in()


def test_a_cancelled_activity_takes_nothing(hand_in, activity):
    Activity.objects.filter(pk=activity.pk).update(status="cancelled")
    with pytest.raises(errors.Cancelled):
        hand_in()


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_two_at_once_are_one(tree):
    """Sent twice by a double click, in two threads."""
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
