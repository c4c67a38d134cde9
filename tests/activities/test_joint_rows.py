"""Rows of one person in one activity, judged together while they are merged and given back when they are parted."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
import time_machine

from learning.activities import amending, attending, casting, checking_in, completing, enrolling, replaying
from learning.activities.choices import Completion, EnrolmentStatus, Role, Source
from learning.activities.joint.merging import join_unjoined
from learning.activities.models import Activity, CompletedStep, Enrolment, EvidenceBatch, Presence, Viewing
from learning.activities.steps import Step
from learning.people.anonymising import anonymise
from learning.people.merging import merge, unmerge
from tests.factories import make_activity, make_enrolment, make_organisation, make_person, make_session

pytestmark = pytest.mark.django_db

START = datetime(2026, 5, 12, 14, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
STEPS = [Step(UUID(int=number), datetime(2026, 1, 1, tzinfo=UTC)) for number in range(1, 6)]


@pytest.fixture
def webinar():
    activity = make_activity(completion=Completion.ATTENDANCE)
    make_session(activity, START)
    return activity


def two_rows(activity, one=(), other=()):
    """Two enrolments of two people, who are not merged yet."""
    told = {"enrolled_at": START - DAY}
    return make_enrolment(activity, **told | dict(one)), make_enrolment(activity, **told | dict(other))


def stay(row, start, end, session=None):
    session = session or row.activity.sessions.first()
    at = session.starts_at
    attending.record(row, session, at + start * MINUTE, at + end * MINUTE, source=Presence.Source.FILE)


def everything():
    """Every value of every enrolment, as the table holds it, but for the time of its last change."""
    return [{**row, "changed_at": None} for row in Enrolment.all_rows.order_by("pk").values()]


def shown(activity):
    """The one row that shows the person."""
    return Enrolment.objects.get(activity=activity)


def test_minutes_on_two_rows_make_one_attendee_and_unmerging_gives_back_both_rows(webinar):
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


def test_minutes_that_overlap_on_two_rows_count_once(webinar):
    one, other = two_rows(webinar)
    stay(one, 0, 6)
    stay(other, 2, 8)
    merge(other.person, one.person)
    assert (shown(webinar).live_time, shown(webinar).attended_on) == (8 * MINUTE, None)


def test_registered_on_one_row_and_imported_on_the_other_is_a_registrant_who_came(webinar):
    imported = {"source": Source.IMPORT, "enrolled_at": START + DAY}
    one, other = two_rows(webinar, other=imported)
    stay(other, 0, 60)
    for into, row in ((one, other), (other, one)):
        merge(row.person, into.person)
        seen = shown(webinar)
        told = (seen.pk, seen.source, seen.enrolled_at, seen.attended_on)
        assert told == (into.pk, Source.OWN, START - DAY, START.date())
        unmerge(row.person)


def test_two_sessions_under_two_rows_complete_an_activity_that_asks_both():
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


def test_a_joint_completion_goes_with_the_evidence_that_made_it():
    activity = make_activity(completion=Completion.ATTENDANCE)
    first, second = make_session(activity, START), make_session(activity, START + DAY)
    one, other = two_rows(activity)
    stay(one, 0, 60, first)
    batch = EvidenceBatch.objects.create(activity=activity, name="day two")
    attending.check_in(other, second, batch=batch)
    merge(other.person, one.person)
    assert shown(activity).completed_at
    attending.take_back(batch)
    assert (shown(activity).completed_at, shown(activity).completed_by) == (None, "")


def test_a_session_added_later_takes_no_joint_completion_away(webinar):
    one, other = two_rows(webinar)
    stay(one, 0, 6)
    stay(other, 20, 26)
    merge(other.person, one.person)
    completed_at = shown(webinar).completed_at
    amending.amend(webinar, lambda: make_session(webinar, START + DAY))
    assert shown(webinar).completed_at == completed_at


def course_of_five(**rows):
    course = make_activity(kind="course", completion=Completion.STEPS)
    one, other = two_rows(course, **rows)
    with time_machine.travel(START, tick=False):
        for step in STEPS[:2]:
            completing.complete_step(one, step.key, minutes=10, required=STEPS)
    with time_machine.travel(START + DAY, tick=False):
        for step in STEPS[1:4]:
            completing.complete_step(other, step.key, minutes=12, required=STEPS)
    return course, one, other


def test_lessons_on_two_rows_are_one_progress_and_the_last_one_completes_the_course():
    course, one, other = course_of_five()
    merge(other.person, one.person)
    row = shown(course)
    assert (row.started_on, row.lesson_minutes, row.completed_at) == (START.date(), 10 + 3 * 12, None)
    with time_machine.travel(START + 2 * DAY, tick=False):
        completing.complete_step(row, STEPS[4].key, minutes=10, required=STEPS)
    row = shown(course)
    assert (row.completed_at, row.completed_by) == (START + 2 * DAY, Completion.STEPS)
    unmerge(other.person)
    rows = Enrolment.objects.order_by("pk")
    assert [(row.completed_at, row.lesson_minutes) for row in rows] == [(None, 30), (None, 36)]


def test_a_lesson_done_on_another_row_is_not_done_again():
    course, one, other = course_of_five()
    merge(other.person, one.person)
    completing.complete_step(shown(course), STEPS[3].key, minutes=10, required=STEPS)
    assert CompletedStep.objects.filter(step_key=STEPS[3].key).count() == 1


def test_removing_the_last_lesson_that_is_left_completes_the_course_for_a_merged_person():
    course, one, other = course_of_five()
    merge(other.person, one.person)
    assert completing.reevaluate(course, STEPS[:4]) == 1
    assert shown(course).completed_by == Completion.STEPS
    assert completing.reevaluate(course, STEPS[:4]) == 0


def test_seconds_of_a_recording_on_two_rows_make_one_viewer(webinar):
    one, other = two_rows(webinar)
    for row, start in ((one, 0), (other, 40)):
        seen = {"length": 120, "first_seen_at": START + DAY, "last_seen_at": START + DAY}
        Viewing.objects.create(enrolment=row, recording_key=UUID(int=9), stretches=[[start, start + 40]], **seen)
    before = everything()
    merge(other.person, one.person)
    assert shown(webinar).replayed_on == (START + DAY).date()
    unmerge(other.person)
    assert everything() == before


def test_watching_on_while_merged_adds_to_what_the_other_row_saw(webinar):
    one, other = two_rows(webinar)
    seen = {"length": 120, "first_seen_at": START, "last_seen_at": START}
    Viewing.objects.create(enrolment=other, recording_key=UUID(int=9), stretches=[[0, 40]], **seen)
    merge(other.person, one.person)
    with time_machine.travel(START + HOUR, tick=False):
        replaying.watch(webinar, one.person, UUID(int=9), start=40, end=70, length=120, since=START)
    assert Viewing.objects.get().stretches == [[0, 70]]
    assert shown(webinar).replayed_on == START.date()


@pytest.mark.parametrize("leads", [True, False])
def test_a_withdrawn_row_beside_an_enrolled_row_is_enrolled(webinar, leads):
    withdrawn = {"status": EnrolmentStatus.WITHDRAWN, "withdrawn_at": START - HOUR}
    one, other = two_rows(webinar, **{"one" if leads else "other": withdrawn})
    merge(other.person, one.person)
    row = shown(webinar)
    assert (row.status, row.withdrawn_at, row.enrolled_at) == (EnrolmentStatus.ENROLLED, None, START - DAY)


def test_who_left_after_the_start_and_enrolled_again_too_late_stays_a_registrant(webinar):
    left = {"status": EnrolmentStatus.WITHDRAWN, "withdrawn_at": START + MINUTE}
    one, other = two_rows(webinar, one=left, other={"enrolled_at": START + 2 * DAY})
    merge(other.person, one.person)
    row = shown(webinar)
    assert (row.status, row.enrolled_at) == (EnrolmentStatus.ENROLLED, START - DAY)


def test_who_registered_is_judged_anew_when_the_sessions_move(webinar):
    left = {"status": EnrolmentStatus.WITHDRAWN, "withdrawn_at": START - HOUR}
    one, other = two_rows(webinar, one=left, other={"status": EnrolmentStatus.DECLINED})
    merge(other.person, one.person)
    assert shown(webinar).status == EnrolmentStatus.WITHDRAWN

    def an_hour_earlier():
        webinar.sessions.update(starts_at=START - 2 * HOUR)

    amending.amend(webinar, an_hour_earlier)
    assert (shown(webinar).status, shown(webinar).withdrawn_at) == (EnrolmentStatus.WITHDRAWN, START - HOUR)


@pytest.mark.parametrize("role", [Role.SPEAKER, Role.TRAINER, Role.STAFF])
def test_a_speaker_row_beside_a_participant_row_is_no_participant(webinar, role):
    one, other = two_rows(webinar, other={"role": role})
    stay(one, 0, 60)
    merge(other.person, one.person)
    assert shown(webinar).role == role
    unmerge(other.person)
    assert set(Enrolment.objects.values_list("role", flat=True)) == {Role.PARTICIPANT, role}


def test_a_speaker_row_that_was_withdrawn_makes_no_speaker(webinar):
    gone = {"role": Role.SPEAKER, "status": EnrolmentStatus.WITHDRAWN, "withdrawn_at": START - HOUR}
    one, other = two_rows(webinar, other=gone)
    merge(other.person, one.person)
    assert shown(webinar).role == Role.PARTICIPANT


def test_three_rows_of_one_person_are_judged_together_and_parted_one_by_one(webinar):
    rows = [make_enrolment(webinar, enrolled_at=START - DAY) for _number in range(3)]
    for number, row in enumerate(rows):
        stay(row, 10 * number, 10 * number + 4)
    before = everything()
    merge(rows[1].person, rows[0].person)
    of_two = everything()
    merge(rows[2].person, rows[0].person)
    assert (shown(webinar).live_time, shown(webinar).attended_on) == (12 * MINUTE, START.date())
    unmerge(rows[2].person)
    assert everything() == of_two
    unmerge(rows[1].person)
    assert everything() == before


def test_a_merged_person_takes_one_place_and_the_queue_moves_up(django_capture_on_commit_callbacks, mailoutbox):
    activity = make_activity(capacity=2)
    make_session(activity)
    one, other = make_enrolment(activity), make_enrolment(activity)
    waiting = enrolling.enrol(activity, make_person(organisation=make_organisation()))
    assert waiting.is_waiting
    with django_capture_on_commit_callbacks(execute=True):
        merge(other.person, one.person)
    assert Enrolment.objects.get(pk=waiting.pk).is_enrolled
    assert activity.enrolments.seated().count() == 2
    assert [mail.to for mail in mailoutbox] == [[waiting.person.email]]
    unmerge(other.person)
    assert activity.enrolments.seated().count() == 3, "nobody loses a place; the next to leave frees none"
    enrolling.withdraw(Enrolment.objects.get(pk=waiting.pk))
    assert not enrolling.has_place(Activity.objects.get(pk=activity.pk))


def test_who_waits_on_one_row_and_is_enrolled_on_the_other_waits_no_more(webinar):
    one, other = two_rows(webinar, other={"status": EnrolmentStatus.WAITING, "queued_at": START - HOUR})
    before = everything()
    merge(other.person, one.person)
    assert not webinar.enrolments.queue().exists()
    unmerge(other.person)
    assert everything() == before


def test_withdrawing_while_merged_withdraws_every_row():
    activity = make_activity(capacity=5)
    make_session(activity)
    one, other = make_enrolment(activity), make_enrolment(activity)
    merge(other.person, one.person)
    assert enrolling.withdraw(shown(activity)).status == EnrolmentStatus.WITHDRAWN
    unmerge(other.person)
    assert {row.status for row in Enrolment.objects.all()} == {EnrolmentStatus.WITHDRAWN}


def test_enrolling_again_after_withdrawing_while_merged_enrols_the_person():
    activity = make_activity(capacity=5)
    make_session(activity)
    one, other = make_enrolment(activity), make_enrolment(activity)
    merge(other.person, one.person)
    enrolling.withdraw(shown(activity))
    assert enrolling.enrol(activity, one.person).is_enrolled
    assert shown(activity).is_enrolled


def test_a_role_given_while_merged_is_that_of_every_row(webinar):
    one, other = two_rows(webinar, other={"role": Role.SPEAKER})
    merge(other.person, one.person)
    casting.cast(shown(webinar), Role.PARTICIPANT)
    assert shown(webinar).role == Role.PARTICIPANT
    unmerge(other.person)
    assert {row.role for row in Enrolment.objects.all()} == {Role.PARTICIPANT}


def test_a_check_in_on_a_merged_row_is_on_the_list_and_can_be_undone(webinar):
    one, other = two_rows(webinar)
    session = webinar.sessions.get()
    attending.check_in(other, session)
    merge(other.person, one.person)
    assert checking_in.checked_in(session) == {one.pk}
    assert [row.pk for row in checking_in.on_the_list(session)] == [one.pk]
    assert checking_in.check(session, left_out=[one.pk]) == (0, 1)
    assert (checking_in.checked_in(session), shown(webinar).attended_on) == (set(), None)


def test_an_officers_mark_while_merged_is_taken_back_from_whichever_row_has_it(webinar):
    one, other = two_rows(webinar)
    completing.mark_complete(other)
    merge(other.person, one.person)
    assert shown(webinar).completed_by == Completion.OFFICER
    completing.unmark_complete(shown(webinar))
    assert shown(webinar).completed_at is None
    unmerge(other.person)
    assert {row.completed_at for row in Enrolment.objects.all()} == {None}


def test_the_earliest_completion_of_several_rows_stands(webinar):
    done = {"completed_by": Completion.OFFICER}
    one, other = two_rows(webinar, done | {"completed_at": START + DAY}, done | {"completed_at": START})
    merge(other.person, one.person)
    assert shown(webinar).completed_at == START


def test_erasing_a_merged_person_cuts_the_moments_of_every_row_and_of_what_a_row_says_by_itself(webinar):
    one, other = two_rows(webinar)
    stay(one, 0, 6)
    stay(other, 20, 26)
    merge(other.person, one.person)
    facts = [(row.attended_on, row.live_time) for row in Enrolment.objects.all()]
    anonymise(one.person)
    assert [(row.attended_on, row.live_time) for row in Enrolment.objects.all()] == facts
    assert shown(webinar).own_facts["enrolled_at"] == "2026-05-11T00:00:00+00:00"
    unmerge(other.person)
    assert {row.enrolled_at for row in Enrolment.objects.all()} == {datetime(2026, 5, 11, tzinfo=UTC)}


def test_rows_that_stand_side_by_side_since_before_are_joined_once(webinar):
    one, other = two_rows(webinar)
    stay(one, 0, 6)
    stay(other, 20, 26)
    type(other.person).objects.filter(pk=other.person.pk).update(merged_into=one.person)
    for _time in range(2):
        join_unjoined()
        assert shown(webinar).attended_on == START.date()


def test_merging_people_without_a_common_activity_leaves_every_row_as_it_was(webinar):
    one, other = make_enrolment(webinar), make_enrolment(make_activity())
    before = everything()
    merge(other.person, one.person)
    assert everything() == before
