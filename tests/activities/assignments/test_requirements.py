"""Required assignments: lessons or attendance alone do not complete the activity."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.models import LessonPage
from learning.activities.assignments import edit as assignment_edit
from learning.activities.assignments import mark_actions, submit
from learning.activities.attendance import actions as attendance_actions
from learning.activities.completion import actions as completion_actions
from learning.activities.models import Enrolment
from tests.factories import make_activity, make_assignment, make_course, make_enrolment, make_session, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def teacher():
    return make_user("teacher@example.org")


@pytest.fixture
def course():
    return make_course("Care", lessons=2)


@pytest.fixture
def training():
    activity = make_activity(kind="training", completion="attendance", attendance_share=50)
    for hours in (50, 26):
        make_session(activity, timezone.now() - timedelta(hours=hours))
    return activity


def required(activity, **fields):
    return make_assignment(activity, is_required=True, pass_points=8, **fields)


def pass_it(assignment, enrolment, teacher, points=15):
    submission = submit.submit(assignment, enrolment, text="A plan")
    spread = {
        one.pk: min(one.points, max(0, points - 5 * order)) for order, one in enumerate(assignment.criteria.all())
    }
    return mark_actions.mark(submission, spread, feedback="So.", seen=submission.submitted_at, by=teacher)


def do_lessons(client, course, person):
    client.force_login(person.user)
    for lesson in LessonPage.objects.child_of(course):
        client.post(f"/en/courses/steps/{lesson.translation_key}/done/")


def completed(enrolment):
    return Enrolment.objects.get(pk=enrolment.pk).completed_by


def test_lessons_complete_only_with_the_required_assignment(client, course, official, teacher):
    enrolment, assignment = make_enrolment(course.activity, official.person), required(course.activity)
    do_lessons(client, course, official.person)
    assert completed(enrolment) == ""
    pass_it(assignment, enrolment, teacher)
    assert completed(enrolment) == "steps"


def test_passed_assignment_waits_for_the_lessons(client, course, official, teacher):
    enrolment, assignment = make_enrolment(course.activity, official.person), required(course.activity)
    pass_it(assignment, enrolment, teacher)
    assert completed(enrolment) == ""
    do_lessons(client, course, official.person)
    assert completed(enrolment) == "steps"


def test_failed_assignment_does_not_complete(client, course, official, teacher):
    enrolment, assignment = make_enrolment(course.activity, official.person), required(course.activity)
    do_lessons(client, course, official.person)
    assert pass_it(assignment, enrolment, teacher, points=3).is_passed is False
    assert completed(enrolment) == ""


def test_assignment_that_is_not_required_does_not_prevent_completion(client, course, official):
    enrolment = make_enrolment(course.activity, official.person)
    make_assignment(course.activity)
    do_lessons(client, course, official.person)
    assert completed(enrolment) == "steps"


def test_all_required_assignments_have_to_be_passed(client, course, official, teacher):
    enrolment = make_enrolment(course.activity, official.person)
    first, second = required(course.activity), required(course.activity)
    do_lessons(client, course, official.person)
    pass_it(first, enrolment, teacher)
    assert completed(enrolment) == ""
    pass_it(second, enrolment, teacher)
    assert completed(enrolment) == "steps"


def test_passed_assignment_completes_only_its_author(client, course, official, teacher):
    assignment = required(course.activity)
    mine, other = make_enrolment(course.activity, official.person), make_user("other@example.org").person
    theirs = make_enrolment(course.activity, other)
    do_lessons(client, course, other)
    do_lessons(client, course, official.person)
    pass_it(assignment, mine, teacher)
    assert (completed(mine), completed(theirs)) == ("steps", "")


def test_attendance_completes_when_the_assignment_is_passed_later(training, official, teacher):
    enrolment, assignment = make_enrolment(training, official.person), required(training)
    attendance_actions.check_in(enrolment, training.timetable[0])
    assert completed(enrolment) == ""
    marked_at = pass_it(assignment, enrolment, teacher).marked_at
    enrolment.refresh_from_db()
    assert (enrolment.completed_by, enrolment.completed_at) == ("attendance", marked_at)


def test_attendance_completes_with_the_session_if_the_assignment_was_passed_before(training, official, teacher):
    enrolment, assignment = make_enrolment(training, official.person), required(training)
    later = make_session(training, timezone.now() + timedelta(hours=1))
    pass_it(assignment, enrolment, teacher)
    attendance_actions.check_in(enrolment, training.timetable[0])
    attendance_actions.check_in(enrolment, later)
    enrolment.refresh_from_db()
    assert (enrolment.completed_by, enrolment.completed_at) == ("attendance", later.ends_at)


def test_undone_check_in_removes_the_completion(training, official, teacher):
    enrolment, assignment = make_enrolment(training, official.person), required(training)
    attendance_actions.check_in(enrolment, training.timetable[0])
    pass_it(assignment, enrolment, teacher)
    attendance_actions.undo_check_in(enrolment, training.timetable[0])
    assert completed(enrolment) == ""


def test_officer_can_mark_completion_without_the_assignment(training, official):
    enrolment = make_enrolment(training, official.person)
    required(training)
    completion_actions.mark_complete(enrolment)
    assert completed(enrolment) == "officer"


def test_marks_corrected_below_pass_points_keep_completion(training, official, teacher):
    enrolment, assignment = make_enrolment(training, official.person), required(training)
    attendance_actions.check_in(enrolment, training.timetable[0])
    submission = pass_it(assignment, enrolment, teacher)
    none = {criterion.pk: 0 for criterion in assignment.criteria.all()}
    mark_actions.mark(submission, none, feedback="No.", seen=submission.submitted_at, by=teacher)
    assert completed(enrolment) == "attendance"


def test_assignment_deleted_or_not_required_any_more_completes(client, course, training, official):
    in_course, in_training = make_enrolment(course.activity, official.person), make_enrolment(training, official.person)
    lifted, deleted = required(course.activity), required(training)
    do_lessons(client, course, official.person)
    attendance_actions.check_in(in_training, training.timetable[0])
    assert (completed(in_course), completed(in_training)) == ("", "")

    def lift():
        lifted.is_required = False
        lifted.save()
        return lifted

    assignment_edit.save_assignment(lifted, lift)
    assignment_edit.discard(deleted, deleted.delete)
    assert (completed(in_course), completed(in_training)) == ("steps", "attendance")


def test_assignment_required_later_keeps_completion(client, course, official):
    enrolment = make_enrolment(course.activity, official.person)
    do_lessons(client, course, official.person)
    required(course.activity)
    assert completed(enrolment) == "steps"
