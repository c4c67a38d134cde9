"""Pages on which trainers read and mark submissions."""

import pytest

from learning.activities.assignments import mark_actions, submit
from learning.activities.assignments.file_check import check
from learning.activities.models import Submission
from tests.activities.assignments.files import PDF
from tests.factories import (
    make_assignment,
    make_course,
    make_enrolment,
    make_organisation,
    make_person,
    make_training,
    make_user,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(official):
    activity = make_training("Mine").activity
    make_enrolment(activity, official.person, role="trainer")
    return activity


@pytest.fixture
def assignment(mine):
    return make_assignment(mine, pass_points=8)


@pytest.fixture
def aya(mine):
    return make_enrolment(mine, make_person("Aya Koné", make_organisation("Abidjan", country="CI")))


@pytest.fixture
def submission(assignment, aya):
    return submit.submit(assignment, aya, text="<i>My street</i>", file=check("Street.pdf", PDF))


def listed(assignment):
    return f"/en/teaching/{assignment.activity.key}/assignments/{assignment.pk}/"


def marks(submission, *points, **more):
    criteria = submission.assignment.criteria.all()
    given = {f"criterion_{one.pk}": number for one, number in zip(criteria, points, strict=True)}
    return {"seen": submission.submitted_at.isoformat(), **given, **more}


def test_activity_page_shows_number_of_submissions_to_mark(as_official, submission, assignment):
    text = " ".join(as_official.get(f"/en/teaching/{assignment.activity.key}/").content.decode().split())
    assert "1 handed in · <strong>1 to mark</strong>" in text
    assert listed(assignment) in text


def test_submissions_are_sorted_by_waiting_time_with_marked_ones_last(
    as_official, official, assignment, mine, submission
):
    marked, waiting = make_enrolment(mine, make_person("Bo")), make_enrolment(mine, make_person("Cai"))
    gone = make_enrolment(mine, make_person("Gone"))
    first = submit.submit(assignment, marked, text="Mine")
    points = {one.pk: one.points for one in assignment.criteria.all()}
    mark_actions.mark(first, points, feedback="", seen=first.submitted_at, by=official)
    for enrolment in (waiting, gone):
        submit.submit(assignment, enrolment, text="Mine")
    type(gone).objects.filter(pk=gone.pk).update(status="withdrawn")
    shown = as_official.get(listed(assignment)).context["submissions"]
    assert [one.enrolment.person.name for one in shown] == ["Aya Koné", "Cai", "Bo"]


def test_trainer_reads_and_marks_submission(as_official, official, assignment, submission):
    address = f"{listed(assignment)}{submission.pk}/"
    text = as_official.get(address).content.decode()
    assert "&lt;i&gt;My street&lt;/i&gt;" in text
    assert "Street.pdf" in text
    after = as_official.post(address, marks(submission, 4, 7, feedback="Well argued."))
    assert after.url == listed(assignment)
    kept = Submission.objects.get()
    assert (kept.points, kept.is_passed, kept.feedback, kept.marked_by) == (11, True, "Well argued.", official)


@pytest.mark.parametrize(
    ("points", "feedback", "why"),
    [
        ((6, 7), "So.", "Ensure this value is less than or equal to 5."),
        (("", 7), "So.", "This field is required."),
        ((1, 2), "", "This does not pass yet. Write what has to be improved."),
    ],
)
def test_invalid_marks_show_error_and_keep_feedback(as_official, assignment, submission, points, feedback, why):
    address = f"{listed(assignment)}{submission.pk}/"
    text = as_official.post(address, marks(submission, *points, feedback=feedback)).content.decode()
    assert why in text
    assert feedback in text
    assert Submission.objects.get().marked_at is None


def test_marking_is_refused_after_submission_was_replaced(as_official, assignment, submission, aya):
    stale = marks(submission, 4, 7)
    submit.submit(assignment, aya, text="Better")
    response = as_official.post(f"{listed(assignment)}{submission.pk}/", stale)
    assert "It has been handed in anew since you opened it." in response.content.decode()
    assert Submission.objects.get().marked_at is None


def test_marking_with_invalid_moment_changes_nothing(as_official, assignment, submission):
    for seen in ("", "yesterday", "9999-99-99T99:99", "2020-01-01T00:00:00"):
        as_official.post(f"{listed(assignment)}{submission.pk}/", {**marks(submission, 4, 7), "seen": seen})
    assert Submission.objects.get().marked_at is None


def test_earlier_version_is_shown_beside_new_submission(as_official, official, assignment, submission, aya):
    points = {one.pk: 1 for one in assignment.criteria.all()}
    mark_actions.mark(submission, points, feedback="Who pays?", seen=submission.submitted_at, by=official)
    second = submit.submit(assignment, aya, text="The city pays")
    text = as_official.get(f"{listed(assignment)}{second.pk}/").content.decode()
    assert "The city pays" in text
    assert "Who pays?" in text
    assert as_official.get(f"{listed(assignment)}{submission.pk}/").status_code == 404


def test_submissions_of_other_trainers_activities_are_404(client, assignment, submission):
    other = make_user("other@example.org", "Trainers")
    make_enrolment(make_training("Theirs").activity, other.person, role="trainer")
    client.force_login(other)
    for address in (listed(assignment), f"{listed(assignment)}{submission.pk}/"):
        assert client.get(address).status_code == 404
        assert client.post(address, marks(submission, 5, 10)).status_code == 404
    assert Submission.objects.get().marked_at is None


def test_assignment_of_another_activity_is_404_below_own_activity(as_official, mine):
    other = make_assignment(make_course().activity)
    assert as_official.get(f"/en/teaching/{mine.key}/assignments/{other.pk}/").status_code == 404


def test_query_count_of_submission_list_does_not_depend_on_number_of_rows(
    as_official, assignment, submission, mine, django_assert_num_queries
):
    address = listed(assignment)
    as_official.get(address)
    with django_assert_num_queries(QUERIES):
        as_official.get(address)
    for number in range(29):
        submit.submit(assignment, make_enrolment(mine, make_person(f"Person {number}")), text="Mine")
    with django_assert_num_queries(QUERIES):
        as_official.get(address)


QUERIES = 8
