"""Joint rows: evidence counts together while persons are merged, and unmerging restores each row."""

from datetime import date
from uuid import UUID

import pytest
import time_machine

from learning.activities import activity_edit
from learning.activities.attendance import actions as attendance_actions
from learning.activities.attendance import viewing_actions
from learning.activities.choices import Completion, Source
from learning.activities.completion import actions as completion_actions
from learning.activities.models import CompletedStep, Enrolment, EvidenceBatch, Viewing
from learning.people.duplicates.merges import merge, unmerge
from tests.factories import make_activity, make_session

from ..two_rows import DAY, HOUR, MINUTE, START, STEPS, everything, shown, stay, two_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def webinar():
    activity = make_activity(completion=Completion.ATTENDANCE)
    make_session(activity, START)
    return activity


def test_minutes_of_two_rows_make_one_attendee_and_unmerge_restores_both(webinar):
    one, other = two_rows(webinar)
    stay(one, 0, 6)
    stay(other, 20, 26)
    before = everything()
    merge(other.person, one.person)
    row = shown(webinar)
    assert (row.pk, row.attended_on, row.live_time) == (one.pk, date(2026, 5, 12), 12 * MINUTE)
    assert row.completed_by == Completion.ATTENDANCE
    unmerge(other.person)
    assert everything() == before
    assert [row.attended_on for row in Enrolment.objects.all()] == [None, None]


def test_overlapping_minutes_of_two_rows_count_once(webinar):
    one, other = two_rows(webinar)
    stay(one, 0, 6)
    stay(other, 2, 8)
    merge(other.person, one.person)
    assert (shown(webinar).live_time, shown(webinar).attended_on) == (8 * MINUTE, None)


def test_registered_row_joined_with_imported_row_is_a_registrant_who_came(webinar):
    imported = {"source": Source.IMPORT, "enrolled_at": START + DAY}
    one, other = two_rows(webinar, other=imported)
    stay(other, 0, 60)
    for into, row in ((one, other), (other, one)):
        merge(row.person, into.person)
        seen = shown(webinar)
        told = (seen.pk, seen.source, seen.enrolled_at, seen.attended_on)
        assert told == (into.pk, Source.OWN, START - DAY, START.date())
        unmerge(row.person)


def test_sessions_attended_on_two_rows_complete_the_activity_together():
    activity = make_activity(completion=Completion.ATTENDANCE)
    first, second = make_session(activity, START), make_session(activity, START + DAY)
    one, other = two_rows(activity)
    stay(one, 0, 60, first)
    stay(other, 0, 60, second)
    before = everything()
    merge(other.person, one.person)
    assert (shown(activity).completed_at, shown(activity).completed_by) == (second.ends_at, Completion.ATTENDANCE)
    unmerge(other.person)
    assert everything() == before


def test_joint_completion_is_lost_when_its_evidence_is_withdrawn():
    activity = make_activity(completion=Completion.ATTENDANCE)
    first, second = make_session(activity, START), make_session(activity, START + DAY)
    one, other = two_rows(activity)
    stay(one, 0, 60, first)
    batch = EvidenceBatch.objects.create(activity=activity, name="day two")
    attendance_actions.check_in(other, second, batch=batch)
    merge(other.person, one.person)
    assert shown(activity).completed_at
    attendance_actions.take_back(batch)
    assert (shown(activity).completed_at, shown(activity).completed_by) == (None, "")


def test_session_added_later_keeps_joint_completion(webinar):
    one, other = two_rows(webinar)
    stay(one, 0, 6)
    stay(other, 20, 26)
    merge(other.person, one.person)
    completed_at = shown(webinar).completed_at
    activity_edit.apply_edit(webinar, lambda: make_session(webinar, START + DAY))
    assert shown(webinar).completed_at == completed_at


def course_of_five(**rows):
    course = make_activity(kind="course", completion=Completion.STEPS)
    one, other = two_rows(course, **rows)
    with time_machine.travel(START, tick=False):
        for step in STEPS[:2]:
            completion_actions.complete_step(one, step.key, minutes=10, required=STEPS)
    with time_machine.travel(START + DAY, tick=False):
        for step in STEPS[1:4]:
            completion_actions.complete_step(other, step.key, minutes=12, required=STEPS)
    return course, one, other


def test_lessons_of_two_rows_are_one_progress_and_complete_the_course():
    course, one, other = course_of_five()
    merge(other.person, one.person)
    row = shown(course)
    assert (row.started_on, row.lesson_minutes, row.completed_at) == (START.date(), 10 + 3 * 12, None)
    with time_machine.travel(START + 2 * DAY, tick=False):
        completion_actions.complete_step(row, STEPS[4].key, minutes=10, required=STEPS)
    row = shown(course)
    assert (row.completed_at, row.completed_by) == (START + 2 * DAY, Completion.STEPS)
    unmerge(other.person)
    rows = Enrolment.objects.order_by("pk")
    assert [(row.completed_at, row.lesson_minutes) for row in rows] == [(None, 30), (None, 36)]


def test_lesson_done_on_another_row_is_not_stored_again():
    course, one, other = course_of_five()
    merge(other.person, one.person)
    completion_actions.complete_step(shown(course), STEPS[3].key, minutes=10, required=STEPS)
    assert CompletedStep.objects.filter(step_key=STEPS[3].key).count() == 1


def test_removal_of_the_last_open_lesson_completes_a_merged_person():
    course, one, other = course_of_five()
    merge(other.person, one.person)
    assert completion_actions.reevaluate(course, STEPS[:4]) == 1
    assert shown(course).completed_by == Completion.STEPS
    assert completion_actions.reevaluate(course, STEPS[:4]) == 0


def test_seconds_of_a_recording_on_two_rows_make_one_replay_viewer(webinar):
    one, other = two_rows(webinar)
    for row, start in ((one, 0), (other, 40)):
        seen = {"length": 120, "first_seen_at": START + DAY, "last_seen_at": START + DAY}
        Viewing.objects.create(enrolment=row, recording_key=UUID(int=9), stretches=[[start, start + 40]], **seen)
    before = everything()
    merge(other.person, one.person)
    assert shown(webinar).replayed_on == (START + DAY).date()
    unmerge(other.person)
    assert everything() == before


def test_watching_while_merged_extends_the_viewing_of_the_other_row(webinar):
    one, other = two_rows(webinar)
    seen = {"length": 120, "first_seen_at": START, "last_seen_at": START}
    Viewing.objects.create(enrolment=other, recording_key=UUID(int=9), stretches=[[0, 40]], **seen)
    merge(other.person, one.person)
    with time_machine.travel(START + HOUR, tick=False):
        viewing_actions.watch(webinar, one.person, UUID(int=9), start=40, end=70, length=120, since=START)
    assert Viewing.objects.get().stretches == [[0, 70]]
    assert shown(webinar).replayed_on == START.date()
