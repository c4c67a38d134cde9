from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from learning.activities.attendance.actions import check_in
from learning.activities.choices import Source
from learning.activities.enrolment.actions import enrol, withdraw
from learning.activities.enrolment.affiliation_snapshot import follow_person, is_frozen, retake_snapshots, take_snapshot
from learning.activities.models import Enrolment
from learning.people.changes import change_organisation
from learning.people.duplicates.merges import merge, unmerge
from learning.people.models import Gender, Membership
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person, make_session

pytestmark = pytest.mark.django_db
BEGUN = {"participated_on": "2026-01-01", "started_on": "2026-01-01"}


def copy_of(enrolment):
    enrolment = Enrolment.objects.get(pk=enrolment.pk)
    return enrolment.organisation, enrolment.organisation_kind, enrolment.country, enrolment.region, enrolment.gender


def in_a_week():
    activity = make_activity()
    make_session(activity)
    return activity


def test_snapshot_stores_organisation_and_gender():
    bogota = make_organisation("Bogotá", kind="local", country="CO")
    enrolment = enrol(in_a_week(), make_person(organisation=bogota, gender=Gender.WOMAN))
    assert copy_of(enrolment) == (bogota, "local", "CO", "latin-america", "woman")


def test_snapshot_without_organisation_is_empty():
    enrolment = enrol(in_a_week(), make_person(organisation=None), source=Source.WALK_IN)
    assert copy_of(enrolment) == (None, "", "", "", "")
    assert enrolment.is_member is False


def test_change_of_organisation_updates_future_enrolments_only():
    bogota, cali = make_organisation("Bogotá"), make_organisation("Cali")
    person = make_person(organisation=bogota)
    last_year = make_activity()
    session = make_session(last_year, timezone.now() - timedelta(days=365))
    attended = make_enrolment(last_year, person)
    check_in(attended, session)
    to_come = enrol(in_a_week(), person)
    person.organisation = cali
    person.save()
    follow_person(person, bogota)
    assert (copy_of(attended)[0], copy_of(to_come)[0]) == (bogota, cali)


def test_enrolment_for_another_organisation_does_not_follow_the_profile():
    bogota, cali, network = make_organisation(), make_organisation(), make_organisation(country="FR")
    person = make_person(organisation=bogota)
    for_the_network = enrol(in_a_week(), person, organisation=network)
    person.organisation, person.gender = cali, Gender.MAN
    person.save()
    follow_person(person, bogota)
    assert copy_of(for_the_network) == (network, "local", "FR", "europe", "man")


def test_snapshot_is_frozen_once_the_activity_has_begun_even_for_absent_people():
    activity = make_activity()
    make_session(activity, timezone.now() - timedelta(minutes=1))
    person = make_person()
    enrolment, before = make_enrolment(activity, person), person.organisation
    person.organisation = make_organisation()
    person.save()
    follow_person(person, before)
    retake_snapshots(Enrolment.objects.all())
    assert (is_frozen(enrolment), copy_of(enrolment)[0]) == (True, before)


def test_snapshot_in_a_course_is_frozen_by_the_first_lesson():
    enrolment = make_enrolment(make_activity())
    assert is_frozen(enrolment) is False
    enrolment.participated_on = enrolment.started_on = date(2026, 3, 2)
    assert is_frozen(enrolment) is True


def test_new_enrolment_after_withdrawal_takes_the_snapshot_again():
    activity, person, cali = in_a_week(), make_person(), make_organisation("Cali")
    withdraw(enrol(activity, person))
    assert copy_of(enrol(activity, person, organisation=cali))[0] == cali


def test_membership_is_that_of_the_day_of_the_activity():
    city = make_organisation()
    seminar = make_activity()
    make_session(seminar, datetime(2026, 5, 20, 9, tzinfo=UTC))
    before_it_joined = make_enrolment(seminar, make_person(organisation=city))
    Membership.objects.create(organisation=city, since=date(2026, 6, 1))
    imported_in_july = make_enrolment(seminar, make_person(organisation=city), source=Source.IMPORT)
    retake_snapshots(Enrolment.objects.all())
    june = make_activity()
    make_session(june, datetime(2026, 6, 1, 9, tzinfo=UTC))
    in_june = make_enrolment(june, make_person(organisation=city))
    assert [Enrolment.objects.get(pk=one.pk).is_member for one in (before_it_joined, imported_in_july, in_june)] == [
        False,
        False,
        True,
    ]


def test_membership_day_is_in_the_sessions_time_zone():
    """At 23:00 on 31 May in Bogotá it is 1 June in Barcelona."""
    city = make_member(since=date(2026, 6, 1))
    activity = make_activity()
    make_session(activity, datetime(2026, 6, 1, 4, tzinfo=UTC), time_zone="America/Bogota")
    assert make_enrolment(activity, make_person(organisation=city)).is_member is False


def test_membership_includes_its_last_day():
    leaves = make_member(until=date(2026, 6, 30))
    on_the_day, after = make_activity(starts_on=date(2026, 6, 30)), make_activity(starts_on=date(2026, 7, 1))
    person = make_person(organisation=leaves)
    assert [make_enrolment(activity, person).is_member for activity in (on_the_day, after)] == [True, False]


def test_membership_without_a_date_is_that_of_today():
    left = make_member(until=timezone.localdate() - timedelta(days=1))
    assert make_enrolment(make_activity(), make_person(organisation=left)).is_member is False
    assert make_enrolment(make_activity(), make_person(organisation=make_member())).is_member is True


def test_snapshot_of_merged_rows_uses_the_canonical_rows():
    spelling, bogota = make_organisation("Bogota D.C.", country=""), make_member("Bogotá", country="CO")
    double, person = make_person(organisation=spelling), make_person(gender=Gender.WOMAN)
    merge(spelling, bogota)
    merge(double, person)
    double.refresh_from_db()
    spelling.refresh_from_db()
    enrolment = make_enrolment(make_activity(), double)
    take_snapshot(enrolment, spelling)
    assert (enrolment.organisation, enrolment.country, enrolment.is_member) == (spelling, "CO", True)
    assert enrolment.gender == Gender.WOMAN


def merged_and_undone(one, other):
    """Yield three times: before the merge, while `one` is merged into `other`, and after unmerging."""
    yield
    merge(one, into=other)
    yield
    unmerge(one)
    yield


def is_member(enrolment):
    return Enrolment.objects.get(pk=enrolment.pk).is_member


def test_merge_and_unmerge_of_organisations_retake_snapshots_not_frozen():
    spelling, bogota = make_organisation("Bogota D.C.", country=""), make_member("Bogotá", country="CO")
    person = make_person(organisation=spelling)
    to_come, begun = enrol(in_a_week(), person), make_enrolment(make_activity(), person, **BEGUN)
    found = [
        (copy_of(to_come)[2], is_member(to_come), copy_of(begun)[2], is_member(begun))
        for _step in merged_and_undone(spelling, bogota)
    ]
    assert found == [("", False, "", False), ("CO", True, "", False), ("", False, "", False)]


def test_membership_of_a_merged_organisation_counts_in_snapshots_not_frozen():
    former, city = make_member("Former name"), make_organisation("City")
    to_come = enrol(in_a_week(), make_person(organisation=city))
    assert [is_member(to_come) for _step in merged_and_undone(former, city)] == [False, True, False]


def test_snapshot_frozen_while_merged_stays_after_unmerge():
    spelling, bogota = make_organisation("Bogota D.C.", country=""), make_member("Bogotá", country="CO")
    enrolment = enrol(in_a_week(), make_person(organisation=spelling))
    merge(spelling, bogota)
    Enrolment.objects.filter(pk=enrolment.pk).update(**BEGUN)
    unmerge(spelling)
    assert (copy_of(enrolment)[:3], is_member(enrolment)) == ((spelling, "local", "CO"), True)


def test_merge_of_people_updates_gender_in_snapshots_not_frozen():
    double, person = make_person(gender=""), make_person(gender=Gender.WOMAN)
    to_come, begun = enrol(in_a_week(), double), make_enrolment(make_activity(), double, **BEGUN)
    found = [(copy_of(to_come)[4], copy_of(begun)[4]) for _step in merged_and_undone(double, person)]
    assert found == [("", ""), ("woman", ""), ("", "")]


def test_change_of_membership_or_kind_updates_snapshots_not_frozen():
    city = make_organisation()
    old_name = make_organisation()
    merge(old_name, into=city)
    to_come = enrol(in_a_week(), make_person(organisation=city))
    under_its_old_name = enrol(in_a_week(), make_person(organisation=old_name))
    begun = make_enrolment(make_activity(starts_on=date(2026, 1, 1)), make_person(organisation=city), **BEGUN)

    def join():
        city.kind = "association"
        city.save()
        Membership.objects.create(organisation=city, since=date(2020, 1, 1))
        return city

    change_organisation(join)
    assert [(copy_of(one)[1], is_member(one)) for one in (to_come, under_its_old_name, begun)] == [
        ("association", True),
        ("association", True),
        ("local", False),
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_retaking_snapshots_takes_four_queries_and_one_per_row(django_assert_num_queries, count):
    city, activity = make_organisation(), in_a_week()
    for _number in range(count):
        enrol(activity, make_person(organisation=city))
    # Four queries for all enrolments, and one to save each.
    with django_assert_num_queries(4 + count):
        retake_snapshots(Enrolment.objects.all())
