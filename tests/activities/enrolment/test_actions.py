from datetime import timedelta

import pytest
from django.utils import timezone

from learning.activities import errors
from learning.activities.choices import EnrolmentStatus, Role, Source, Status
from learning.activities.enrolment.actions import cancel, enrol, enrolment_of, withdraw
from learning.activities.models import Enrolment
from learning.people.duplicates.merges import merge
from tests.activities.enrolment.promotion import promote_next
from tests.factories import make_activity, make_enrolment, make_organisation, make_person, make_session

pytestmark = pytest.mark.django_db
ENROLLED, WAITING, WITHDRAWN = EnrolmentStatus.ENROLLED, EnrolmentStatus.WAITING, EnrolmentStatus.WITHDRAWN


def upcoming(**fields):
    activity = make_activity(**fields)
    make_session(activity)
    return activity


def history(enrolment):
    return [event.status for event in enrolment.events.all()]


def statuses(*enrolments):
    return [Enrolment.objects.get(pk=enrolment.pk).status for enrolment in enrolments]


def test_enrolment_is_for_the_given_organisation():
    person, bogota = make_person(), make_organisation("Bogotá", country="CO")
    enrolment = enrol(upcoming(), person, organisation=bogota)
    assert (enrolment.status, enrolment.source, enrolment.role) == (ENROLLED, Source.OWN, Role.PARTICIPANT)
    assert (enrolment.organisation, enrolment.country) == (bogota, "CO")
    assert history(enrolment) == [ENROLLED]


def test_enrolment_uses_organisation_of_the_profile_by_default():
    person = make_person()
    assert enrol(upcoming(), person).organisation == person.organisation


def test_enrolling_twice_changes_nothing():
    activity, person = upcoming(), make_person()
    first = enrol(activity, person)
    assert enrol(activity, person) == first
    assert history(first) == [ENROLLED]


def test_enrolment_without_organisation_is_refused():
    with pytest.raises(errors.NoOrganisation):
        enrol(upcoming(), make_person(organisation=None))
    assert Enrolment.objects.count() == 0


def test_merged_person_is_enrolled_as_the_canonical_person():
    double, person = make_person(), make_person()
    merge(double, person)
    double.refresh_from_db()
    assert enrol(upcoming(), double).person == person


def test_canonical_person_of_an_enrolled_duplicate_is_enrolled_already():
    activity, double, person = upcoming(), make_person(), make_person()
    first = enrol(activity, double)
    merge(double, person)
    assert enrol(activity, person) == first


def test_enrolment_of_returns_the_row_with_a_place_of_two_merged_rows():
    activity, double, person = upcoming(), make_person(), make_person()
    make_enrolment(activity, double, status=WITHDRAWN)
    place = enrol(activity, person)
    merge(double, person)
    assert enrolment_of(activity, person) == place


def test_enrolment_in_a_full_activity_joins_the_waiting_list():
    activity = upcoming(capacity=1)
    first, second = enrol(activity, make_person()), enrol(activity, make_person())
    assert statuses(first, second) == [ENROLLED, WAITING]
    assert (second.enrolled_at, history(second)) == (None, [WAITING])


def test_enrolment_in_a_full_activity_without_waiting_list_is_refused():
    activity = upcoming(capacity=1, has_waiting_list=False)
    enrol(activity, make_person())
    with pytest.raises(errors.Full):
        enrol(activity, make_person())
    assert activity.enrolments.count() == 1


def test_withdrawal_promotes_first_in_queue():
    activity = upcoming(capacity=1)
    placed, second, third = (enrol(activity, make_person()) for _ in range(3))
    withdraw(placed)
    assert statuses(placed, second, third) == [WITHDRAWN, ENROLLED, WAITING]
    assert history(second) == [WAITING, ENROLLED]


def test_person_who_left_the_queue_and_returns_is_last():
    activity = upcoming(capacity=1)
    placed, second, third = (enrol(activity, make_person()) for _ in range(3))
    withdraw(second)
    assert enrol(activity, second.person).status == WAITING
    withdraw(placed)
    assert statuses(second, third) == [WAITING, ENROLLED]
    assert history(second) == [WAITING, WITHDRAWN, WAITING]


def test_person_who_withdrew_and_returns_joins_the_waiting_list():
    activity = upcoming(capacity=1)
    placed, second = enrol(activity, make_person()), enrol(activity, make_person())
    withdraw(placed)
    assert enrol(activity, placed.person).status == WAITING
    assert statuses(second) == [ENROLLED]


def test_withdrawal_from_the_queue_promotes_nobody():
    activity = upcoming(capacity=1)
    placed, second, third = (enrol(activity, make_person()) for _ in range(3))
    withdraw(second)
    assert statuses(placed, second, third) == [ENROLLED, WITHDRAWN, WAITING]


def test_withdrawal_from_the_queue_keeps_the_time_of_an_earlier_withdrawal():
    activity = upcoming(capacity=1)
    enrolment = enrol(activity, make_person())
    enrol(activity, make_person())
    gave_back_at = withdraw(enrolment).withdrawn_at
    assert enrol(activity, enrolment.person).status == WAITING
    assert withdraw(enrolment).withdrawn_at == gave_back_at


def test_second_withdrawal_changes_nothing():
    enrolment = enrol(upcoming(), make_person())
    withdraw(enrolment)
    assert history(withdraw(enrolment)) == [ENROLLED, WITHDRAWN]


def test_more_places_promote_as_many_people_in_order():
    activity = upcoming(capacity=1)
    people = [enrol(activity, make_person()) for _ in range(4)]
    activity.capacity = 3
    activity.save()
    assert promote_next(activity) == people[1:3]
    assert statuses(*people) == [ENROLLED, ENROLLED, ENROLLED, WAITING]


def test_removed_limit_promotes_everyone_waiting():
    activity = upcoming(capacity=1)
    people = [enrol(activity, make_person()) for _ in range(3)]
    activity.capacity = None
    activity.save()
    assert promote_next(activity) == people[1:]


def test_new_enrolment_does_not_overtake_the_queue():
    activity = upcoming(capacity=1)
    enrol(activity, make_person())
    waits = enrol(activity, make_person())
    activity.capacity = 2
    activity.save()
    assert statuses(enrol(activity, make_person()), waits) == [WAITING, WAITING]


def test_no_promotion_in_past_activity():
    activity = upcoming(capacity=1)
    placed, second = enrol(activity, make_person()), enrol(activity, make_person())
    activity.sessions.update(starts_at=timezone.now() - timedelta(days=1), ends_at=timezone.now() - timedelta(hours=22))
    withdraw(placed)
    assert statuses(second) == [WAITING]


@pytest.mark.parametrize("source", [Source.WALK_IN, Source.IMPORT, Source.REPLAY])
def test_enrolment_by_other_sources_takes_no_place(source):
    activity = upcoming(capacity=1)
    assert enrol(activity, make_person(), source=source).status == ENROLLED
    assert enrol(activity, make_person()).status == ENROLLED


def test_walk_in_who_enrols_afterwards_takes_a_place():
    activity = upcoming(capacity=1)
    walked_in = enrol(activity, make_person(), source=Source.WALK_IN)
    signed_up = enrol(activity, walked_in.person)
    assert (signed_up, signed_up.source, signed_up.takes_seat) == (walked_in, Source.OWN, True)
    assert enrol(activity, make_person()).status == WAITING


def test_speakers_take_no_place():
    activity = upcoming(capacity=1)
    speaker = enrol(activity, make_person(), source=Source.OFFICER, role=Role.SPEAKER)
    assert (speaker.status, speaker.takes_seat) == (ENROLLED, False)
    assert enrol(activity, make_person()).status == ENROLLED


def test_participant_who_becomes_a_speaker_frees_their_place():
    activity = upcoming(capacity=1)
    placed, waits = enrol(activity, make_person()), enrol(activity, make_person())
    speaker = enrol(activity, placed.person, source=Source.OFFICER, role=Role.TRAINER)
    assert (speaker, speaker.role) == (placed, Role.TRAINER)
    assert statuses(placed, waits) == [ENROLLED, ENROLLED]


def test_speaker_who_enrols_stays_a_speaker():
    activity = upcoming()
    speaker = enrol(activity, make_person(), source=Source.OFFICER, role=Role.SPEAKER)
    assert enrol(activity, speaker.person).role == Role.SPEAKER


def test_events_store_author_and_reason(officer):
    enrolment = enrol(upcoming(), make_person(), source=Source.OFFICER, by=officer)
    withdraw(enrolment, by=officer, reason="Ill")
    assert [(event.by, event.reason) for event in enrolment.events.all()] == [(officer, ""), (officer, "Ill")]


def test_cancellation_keeps_enrolments_and_is_idempotent():
    activity = upcoming(capacity=1)
    people = [enrol(activity, make_person()) for _ in range(2)]
    assert cancel(activity, reason="Storm").status == Status.CANCELLED
    assert cancel(activity, reason="Again").status == Status.CANCELLED
    assert statuses(*people) == [ENROLLED, WAITING]


def test_no_promotion_in_cancelled_activity():
    activity = upcoming(capacity=1)
    placed, waits = enrol(activity, make_person()), enrol(activity, make_person())
    cancel(activity, reason="Storm")
    withdraw(placed)
    assert statuses(waits) == [WAITING]
