from datetime import UTC, date, datetime

import pytest

from learning.activities import activity_closing
from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.enrolment import correction
from learning.activities.enrolment.correction_effects import changed_figures
from learning.activities.errors import ReopenFirst
from learning.activities.models import Activity, Enrolment
from learning.people.duplicates.merges import merge
from learning.people.models import AuditEntry, Membership
from learning.people.privacy.erasure import anonymise
from learning.reports.queries.by_activity import figures_by_activity
from learning.reports.scope.scopes import Scope
from tests.activities.enrolment.test_races import at_once
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person, make_session

pytestmark = pytest.mark.django_db
CAME = {"participated_on": date(2026, 5, 20), "attended_on": date(2026, 5, 20)}


@pytest.fixture
def seminar():
    activity = make_activity("Seminar", starts_on=date(2026, 5, 20))
    make_session(activity, datetime(2026, 5, 20, 9, tzinfo=UTC))
    return activity


@pytest.fixture
def bogota():
    return make_member("Bogotá", country="CO")


def of(*rows):
    return Enrolment.objects.filter(pk__in=[row.pk for row in rows])


def fresh(row):
    return Enrolment.objects.get(pk=row.pk)


def copy(row):
    row = fresh(row)
    return row.organisation and row.organisation.name, row.organisation_kind, row.country, row.region, row.is_member


def restamp(*rows, organisation=None, by=None, reason="Wrong file"):
    return correction.correct_snapshots(of(*rows), organisation, by=by, reason=reason)


def test_correction_changes_a_frozen_snapshot(seminar, bogota):
    row = make_enrolment(seminar, make_person(organisation=make_organisation("Lima", country="PE")), **CAME)
    restamp(row, organisation=bogota)
    assert copy(row) == ("Bogotá", "local", "CO", "latin-america", True)


def test_correction_without_organisation_reads_the_own_one_again(seminar):
    body = make_organisation("Lima", country="")
    row, nobody = make_enrolment(seminar, make_person(organisation=body), **CAME), make_enrolment(seminar)
    of(nobody).update(organisation=None, country="XX")
    body.country, body.region, body.kind = "PE", "", "association"
    body.save()
    restamp(row, nobody)
    assert copy(row) == ("Lima", "association", "PE", "latin-america", False)
    assert copy(nobody) == (None, "", "", "", False)


def test_correction_reads_membership_on_the_first_session_day(seminar):
    since_june, until_may = make_member("June", since=date(2026, 6, 1)), make_member("May", until=date(2026, 5, 20))
    row = make_enrolment(seminar, **CAME)
    found = []
    for body in (since_june, until_may):
        restamp(row, organisation=body)
        found.append(copy(row)[4])
    assert found == [False, True]


def test_membership_added_later_reaches_past_activities_by_correction_only(seminar):
    city = make_organisation("Dakar")
    row = make_enrolment(seminar, make_person(organisation=city), **CAME)
    Membership.objects.create(organisation=city, since=date(2020, 1, 1))
    assert copy(row)[4] is False
    restamp(row)
    assert copy(row)[4] is True


def test_merged_organisations_count_as_member_and_non_member_until_correction(seminar, bogota):
    spelling = make_organisation("Bogota D.C.")
    rows = [make_enrolment(seminar, make_person(organisation=body), **CAME) for body in (spelling, bogota)]
    merge(spelling, into=bogota)

    def told():
        figures = figures_by_activity(Scope(), [seminar.pk])[seminar.pk]
        return figures.organisations, figures.members, figures.non_members

    assert told() == (1, 1, 1)
    restamp(*rows)
    assert told() == (1, 1, 0)


def test_correction_keeps_gender_of_an_erased_person(seminar, bogota):
    row = make_enrolment(seminar, make_person(gender="woman"), **CAME)
    anonymise(row.person)
    restamp(row, organisation=bogota)
    assert (fresh(row).gender, copy(row)[0]) == ("woman", "Bogotá")


def test_correction_changes_affiliation_columns_only(seminar, bogota):
    row = make_enrolment(seminar, **CAME)
    before = Enrolment.objects.values().get(pk=row.pk)
    restamp(row, organisation=bogota)
    after = Enrolment.objects.values().get(pk=row.pk)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"organisation_id", "is_member", "changed_at"}


def test_correction_is_logged_with_author_reason_and_values(seminar, bogota, officer):
    rows = [make_enrolment(seminar, **CAME) for _number in range(2)]
    before = rows[0].organisation_id
    already = make_enrolment(seminar, make_person(organisation=bogota), **CAME)
    AuditEntry.objects.all()._raw_delete("default")
    needed = restamp(*rows, already, organisation=bogota, by=officer, reason="Wrong column in the file")
    assert [one.enrolment.pk for one in needed] == [row.pk for row in rows]
    entries = AuditEntry.objects.order_by("id").values_list("action", "by", "kind", "object_id", "reason")
    about = ("restamped", officer.pk, "activities.enrolment")
    assert list(entries) == [(*about, str(row.pk), "Wrong column in the file") for row in rows]
    assert AuditEntry.objects.order_by("id")[0].details == {
        "organisation": f"{before} → {bogota.pk}",
        "is_member": "False → True",
    }


def test_correction_with_confirmed_figures_changes_nothing(seminar, bogota):
    other = make_enrolment(make_activity(), **CAME)
    row = make_enrolment(seminar, **CAME)
    before = [copy(row), copy(other)]
    activity_closing.confirm_figures(seminar)
    with pytest.raises(ReopenFirst, match="Reopen them first"):
        restamp(row, other, organisation=bogota)
    assert [copy(row), copy(other)] == before
    assert not AuditEntry.objects.filter(action="restamped").exists()
    activity_closing.reopen(seminar)
    restamp(row, organisation=bogota)
    assert copy(row)[0] == "Bogotá"


def test_preview_writes_nothing_and_lists_changed_figures(seminar, bogota):
    lima = make_organisation("Lima", country="PE")
    rows = [make_enrolment(seminar, make_person(organisation=lima), **CAME) for _number in range(2)]
    make_enrolment(seminar, make_person(organisation=bogota), **CAME)
    absent = make_enrolment(seminar, make_person(organisation=lima))
    speaker = make_enrolment(seminar, make_person(organisation=lima), role="speaker", **CAME)
    before = figures_by_activity(Scope(), [seminar.pk])[seminar.pk]
    moved = changed_figures(correction.look(of(*rows, absent, speaker), bogota))
    assert copy(rows[0])[0] == "Lima"
    assert [(one.activity, str(one.label), one.before, one.after) for one in moved] == [
        (seminar, "Organisations", 2, 1),
        (seminar, "Non-members", 1, 0),
        (seminar, "Countries", 2, 1),
    ]
    restamp(*rows, absent, speaker, organisation=bogota)
    after = figures_by_activity(Scope(), [seminar.pk])[seminar.pk]
    assert (before.organisations, before.non_members, before.countries) == (2, 1, 2)
    assert (after.organisations, after.non_members, after.countries) == (1, 0, 1)


def test_preview_counts_merged_organisations_once(seminar, bogota):
    old, lima = make_organisation("Old Bogotá"), make_organisation("Lima", country="CO")
    merge(old, into=bogota)
    row = make_enrolment(seminar, make_person(organisation=lima), **CAME)
    make_enrolment(seminar, make_person(organisation=bogota), **CAME)
    old.refresh_from_db()
    moved = changed_figures(correction.look(of(row), old))
    assert [(str(one.label), one.before, one.after) for one in moved] == [
        ("Organisations", 2, 1),
        ("Non-members", 1, 0),
    ]


@pytest.mark.parametrize("count", [1, 30])
def test_preview_takes_four_queries(seminar, bogota, django_assert_num_queries, count):
    rows = [make_enrolment(seminar, **CAME) for _number in range(count)]
    for organisation in (None, bogota):
        with django_assert_num_queries(4):
            changed_figures(correction.look(of(*rows), organisation))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_confirmation_and_corrections_at_once_wait_for_each_other():
    bogota, activity = make_member("Bogotá"), make_activity(starts_on=date(2026, 5, 20))
    rows = [make_enrolment(activity, make_person(email=""), **CAME) for _number in range(6)]
    actions = [lambda row=row: restamp(row, organisation=bogota) for row in rows]
    failures = at_once(lambda action: action(), [*actions, lambda: activity_closing.confirm_figures(activity)])
    assert {type(failure) for failure in failures} <= {ReopenFirst}
    corrected = Enrolment.objects.filter(organisation=bogota).count()
    assert (corrected, Activity.objects.get().status) == (6 - len(failures), "confirmed")


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_correction_does_not_overwrite_a_withdrawal_made_meanwhile():
    bogota, activity = make_member("Bogotá"), make_activity()
    rows = [make_enrolment(activity, make_person(email="")) for _number in range(6)]
    actions = [lambda row=row: restamp(row, organisation=bogota) for row in rows]
    actions += [lambda row=row: enrolment_actions.withdraw(row) for row in rows]
    assert at_once(lambda action: action(), actions) == []
    assert set(Enrolment.objects.values_list("organisation", "status")) == {(bogota.pk, "withdrawn")}
