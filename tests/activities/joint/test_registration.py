"""Joint rows: status, role, place and completion while persons are merged, and own values restored by unmerging."""

from datetime import UTC, datetime

import pytest

from learning.activities import activity_edit
from learning.activities.attendance import actions as attendance_actions
from learning.activities.attendance import check_in
from learning.activities.choices import Completion, EnrolmentStatus, Role
from learning.activities.completion import actions as completion_actions
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.enrolment import roles
from learning.activities.joint.merge_receivers import join_unjoined
from learning.activities.models import Activity, Enrolment
from learning.people.duplicates.merges import merge, unmerge
from learning.people.privacy.erasure import anonymise
from tests.factories import make_activity, make_enrolment, make_organisation, make_person, make_session

from ..two_rows import DAY, HOUR, MINUTE, START, everything, shown, stay, two_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def webinar():
    activity = make_activity(completion=Completion.ATTENDANCE)
    make_session(activity, START)
    return activity


@pytest.mark.parametrize("leads", [True, False])
def test_withdrawn_row_joined_with_enrolled_row_is_enrolled(webinar, leads):
    withdrawn = {"status": EnrolmentStatus.WITHDRAWN, "withdrawn_at": START - HOUR}
    one, other = two_rows(webinar, **{"one" if leads else "other": withdrawn})
    merge(other.person, one.person)
    row = shown(webinar)
    assert (row.status, row.withdrawn_at, row.enrolled_at) == (EnrolmentStatus.ENROLLED, None, START - DAY)


def test_row_withdrawn_after_the_start_keeps_registration_despite_a_late_row(webinar):
    left = {"status": EnrolmentStatus.WITHDRAWN, "withdrawn_at": START + MINUTE}
    one, other = two_rows(webinar, one=left, other={"enrolled_at": START + 2 * DAY})
    merge(other.person, one.person)
    row = shown(webinar)
    assert (row.status, row.enrolled_at) == (EnrolmentStatus.ENROLLED, START - DAY)


def test_registration_is_evaluated_again_when_sessions_move(webinar):
    left = {"status": EnrolmentStatus.WITHDRAWN, "withdrawn_at": START - HOUR}
    one, other = two_rows(webinar, one=left, other={"status": EnrolmentStatus.DECLINED})
    merge(other.person, one.person)
    assert shown(webinar).status == EnrolmentStatus.WITHDRAWN

    def an_hour_earlier():
        webinar.sessions.update(starts_at=START - 2 * HOUR)

    activity_edit.apply_edit(webinar, an_hour_earlier)
    assert (shown(webinar).status, shown(webinar).withdrawn_at) == (EnrolmentStatus.WITHDRAWN, START - HOUR)


@pytest.mark.parametrize("role", [Role.SPEAKER, Role.TRAINER, Role.STAFF])
def test_speaker_row_joined_with_participant_row_is_no_participant(webinar, role):
    one, other = two_rows(webinar, other={"role": role})
    stay(one, 0, 60)
    merge(other.person, one.person)
    assert shown(webinar).role == role
    unmerge(other.person)
    assert set(Enrolment.objects.values_list("role", flat=True)) == {Role.PARTICIPANT, role}


def test_withdrawn_speaker_row_makes_no_speaker(webinar):
    gone = {"role": Role.SPEAKER, "status": EnrolmentStatus.WITHDRAWN, "withdrawn_at": START - HOUR}
    one, other = two_rows(webinar, other=gone)
    merge(other.person, one.person)
    assert shown(webinar).role == Role.PARTICIPANT


def test_three_joint_rows_are_separated_one_by_one(webinar):
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


def test_merged_person_takes_one_place_and_frees_the_other_for_the_waiting_list(
    django_capture_on_commit_callbacks, mailoutbox
):
    activity = make_activity(capacity=2)
    make_session(activity)
    one, other = make_enrolment(activity), make_enrolment(activity)
    waiting = enrolment_actions.enrol(activity, make_person(organisation=make_organisation()))
    assert waiting.is_waiting
    with django_capture_on_commit_callbacks(execute=True):
        merge(other.person, one.person)
    assert Enrolment.objects.get(pk=waiting.pk).is_enrolled
    assert activity.enrolments.seated().count() == 2
    assert [mail.to for mail in mailoutbox] == [[waiting.person.email]]
    unmerge(other.person)
    assert activity.enrolments.seated().count() == 3, "nobody loses a place; the next to leave frees none"
    enrolment_actions.withdraw(Enrolment.objects.get(pk=waiting.pk))
    assert not enrolment_actions.has_place(Activity.objects.get(pk=activity.pk))


def test_person_enrolled_on_one_row_leaves_the_waiting_list(webinar):
    one, other = two_rows(webinar, other={"status": EnrolmentStatus.WAITING, "queued_at": START - HOUR})
    before = everything()
    merge(other.person, one.person)
    assert not webinar.enrolments.queue().exists()
    unmerge(other.person)
    assert everything() == before


def test_withdrawal_while_merged_withdraws_every_row():
    activity = make_activity(capacity=5)
    make_session(activity)
    one, other = make_enrolment(activity), make_enrolment(activity)
    merge(other.person, one.person)
    assert enrolment_actions.withdraw(shown(activity)).status == EnrolmentStatus.WITHDRAWN
    unmerge(other.person)
    assert {row.status for row in Enrolment.objects.all()} == {EnrolmentStatus.WITHDRAWN}


def test_enrolment_after_withdrawal_while_merged_enrols_the_person():
    activity = make_activity(capacity=5)
    make_session(activity)
    one, other = make_enrolment(activity), make_enrolment(activity)
    merge(other.person, one.person)
    enrolment_actions.withdraw(shown(activity))
    assert enrolment_actions.enrol(activity, one.person).is_enrolled
    assert shown(activity).is_enrolled


def test_role_changed_while_merged_is_set_on_every_row(webinar):
    one, other = two_rows(webinar, other={"role": Role.SPEAKER})
    merge(other.person, one.person)
    roles.change_role(shown(webinar), Role.PARTICIPANT)
    assert shown(webinar).role == Role.PARTICIPANT
    unmerge(other.person)
    assert {row.role for row in Enrolment.objects.all()} == {Role.PARTICIPANT}


def test_check_in_on_a_merged_row_is_listed_and_can_be_undone(webinar):
    one, other = two_rows(webinar)
    session = webinar.sessions.get()
    attendance_actions.check_in(other, session)
    merge(other.person, one.person)
    assert check_in.checked_in(session) == {one.pk}
    assert [row.pk for row in check_in.on_the_list(session)] == [one.pk]
    assert check_in.check(session, left_out=[one.pk]) == (0, 1)
    assert (check_in.checked_in(session), shown(webinar).attended_on) == (set(), None)


def test_officers_mark_is_removed_from_the_row_that_has_it(webinar):
    one, other = two_rows(webinar)
    completion_actions.mark_complete(other)
    merge(other.person, one.person)
    assert shown(webinar).completed_by == Completion.OFFICER
    completion_actions.unmark_complete(shown(webinar))
    assert shown(webinar).completed_at is None
    unmerge(other.person)
    assert {row.completed_at for row in Enrolment.objects.all()} == {None}


def test_joint_completion_is_the_earliest_of_the_rows(webinar):
    done = {"completed_by": Completion.OFFICER}
    one, other = two_rows(webinar, done | {"completed_at": START + DAY}, done | {"completed_at": START})
    merge(other.person, one.person)
    assert shown(webinar).completed_at == START


def test_erasure_of_a_merged_person_reduces_moments_of_all_rows_and_own_values_to_days(webinar):
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


def test_unjoined_rows_of_a_merged_person_are_joined_once(webinar):
    one, other = two_rows(webinar)
    stay(one, 0, 6)
    stay(other, 20, 26)
    type(other.person).objects.filter(pk=other.person.pk).update(merged_into=one.person)
    for _time in range(2):
        join_unjoined()
        assert shown(webinar).attended_on == START.date()


def test_merge_without_a_common_activity_leaves_rows_unchanged(webinar):
    one, other = make_enrolment(webinar), make_enrolment(make_activity())
    before = everything()
    merge(other.person, one.person)
    assert everything() == before
