from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest
from django.core import mail
from django.utils import timezone

from learning.activities import errors
from learning.activities.choices import Completion, EnrolmentStatus, Kind
from learning.activities.completion.actions import complete_step, mark_complete, reevaluate, unmark_complete
from learning.activities.completion.steps import Step, asked_of
from learning.activities.enrolment.actions import withdraw
from tests.factories import make_activity, make_enrolment

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
ENROLLED_AT = datetime(2026, 2, 1, 12, tzinfo=UTC)
FIRST, SECOND, THIRD = (Step(uuid4(), ENROLLED_AT - DAY) for _ in range(3))
ADDED = Step(uuid4(), ENROLLED_AT + DAY)


@pytest.fixture
def course():
    return make_activity(kind=Kind.COURSE, completion=Completion.STEPS)


@pytest.fixture
def learner(course):
    return make_enrolment(course, enrolled_at=ENROLLED_AT)


def do(learner, step, required=(FIRST, SECOND), minutes=10):
    complete_step(learner, step.key, minutes=minutes, required=list(required))
    learner.refresh_from_db()
    return learner


def test_first_step_makes_a_participant_and_last_step_completes(learner, time_machine):
    time_machine.move_to(datetime(2026, 2, 3, 23, 30, tzinfo=UTC), tick=False)
    assert (do(learner, FIRST).started_on, learner.participated_on) == (date(2026, 2, 3), date(2026, 2, 3))
    assert learner.completed_at is None
    last = datetime(2026, 2, 5, 8, tzinfo=UTC)
    time_machine.move_to(last, tick=False)
    assert (do(learner, SECOND).completed_at, learner.completed_by) == (last, Completion.STEPS)
    assert learner.started_on == date(2026, 2, 3)


def test_start_day_does_not_depend_on_the_readers_time_zone(learner, time_machine):
    time_machine.move_to(datetime(2026, 2, 3, 23, 30, tzinfo=UTC), tick=False)
    with timezone.override("Asia/Tokyo"):
        assert do(learner, FIRST).started_on == date(2026, 2, 3)


def test_steps_are_done_in_any_order_and_repeating_changes_nothing(learner):
    do(learner, SECOND)
    do(learner, SECOND, minutes=99)
    completed_at = do(learner, FIRST).completed_at
    assert do(learner, FIRST).completed_at == completed_at
    assert [step.minutes for step in learner.completed_steps.all()] == [10, 10]


def test_stored_minutes_are_those_at_completion_of_the_step(learner):
    do(learner, FIRST, minutes=15)
    do(learner, FIRST, minutes=40)
    assert learner.completed_steps.get().minutes == 15


def test_step_without_enrolment_is_refused(learner):
    withdraw(learner)
    with pytest.raises(errors.NotEnrolled):
        do(learner, FIRST)
    assert learner.completed_steps.count() == 0


def test_withdrawal_keeps_completed_steps(learner):
    do(learner, FIRST)
    withdraw(learner)
    learner.refresh_from_db()
    assert (learner.status, learner.completed_steps.count()) == (EnrolmentStatus.WITHDRAWN, 1)
    assert learner.participated_on is not None


def test_lesson_added_after_enrolment_is_not_required(learner):
    do(learner, FIRST, required=(FIRST, ADDED))
    assert learner.completed_by == Completion.STEPS


def test_lesson_added_before_enrolment_is_required(course):
    newcomer = make_enrolment(course, enrolled_at=ADDED.live_since)
    assert do(newcomer, FIRST, required=(FIRST, ADDED)).completed_at is None
    assert do(newcomer, ADDED, required=(FIRST, ADDED)).completed_by == Completion.STEPS


def test_lesson_added_later_keeps_completion(learner):
    completed_at = do(learner, FIRST, required=(FIRST,)).completed_at
    assert do(learner, ADDED, required=(FIRST, SECOND, ADDED)).completed_at == completed_at


def test_enrolment_before_the_first_lesson_requires_all_lessons(course):
    early = make_enrolment(course, enrolled_at=ENROLLED_AT - 2 * DAY)
    assert asked_of(early, [FIRST, SECOND]) == [FIRST, SECOND]
    do(early, FIRST)
    assert do(early, SECOND).completed_by == Completion.STEPS


def test_course_without_lessons_completes_nobody(learner):
    assert do(learner, FIRST, required=()).completed_at is None


def test_lesson_that_is_not_required_does_not_complete(learner):
    assert do(learner, THIRD).completed_at is None
    assert learner.completed_steps.count() == 1


def test_steps_do_not_complete_an_activity_completed_by_officers():
    by_officer = make_enrolment(make_activity(completion=Completion.OFFICER), enrolled_at=ENROLLED_AT)
    assert do(by_officer, FIRST, required=(FIRST,)).completed_at is None


def test_removed_lesson_completes_learners_who_have_done_all_others(course, django_capture_on_commit_callbacks):
    done, half, withdrawn, _idle = (make_enrolment(course, enrolled_at=ENROLLED_AT) for _ in range(4))
    for learner in (done, withdrawn):
        do(learner, FIRST, required=(FIRST, SECOND, THIRD))
        do(learner, SECOND, required=(FIRST, SECOND, THIRD))
    do(half, FIRST, required=(FIRST, SECOND, THIRD))
    withdraw(withdrawn)
    with django_capture_on_commit_callbacks(execute=True):
        assert reevaluate(course, [FIRST, SECOND]) == 1
    completed = [learner.completed_by for learner in course.enrolments.order_by("id")]
    assert completed == [Completion.STEPS, "", "", ""]
    assert [message.to for message in mail.outbox] == [[done.person.email]]
    assert reevaluate(course, [FIRST, SECOND]) == 0


def test_reevaluation_takes_constant_queries(course, django_assert_num_queries):
    for _ in range(30):
        do(make_enrolment(course, enrolled_at=ENROLLED_AT), FIRST)
    with django_assert_num_queries(4 + 2):
        assert reevaluate(course, [FIRST, SECOND]) == 0


def test_officers_mark_completes_once_and_can_be_removed(learner):
    completed_at = mark_complete(learner).completed_at
    assert mark_complete(learner).completed_at == completed_at
    unmark_complete(learner)
    learner.refresh_from_db()
    assert (learner.completed_at, learner.completed_by) == (None, "")


def test_officer_cannot_remove_a_completion_by_lessons(learner):
    do(learner, FIRST)
    completed_at = do(learner, SECOND).completed_at
    unmark_complete(learner)
    learner.refresh_from_db()
    assert (learner.completed_at, learner.completed_by) == (completed_at, Completion.STEPS)
