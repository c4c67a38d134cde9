"""Somebody who can write to the database, and has no key, changes what was frozen."""

from datetime import date, timedelta
from threading import Thread

import pytest
from django.core.management import call_command
from django.db import connection
from django.utils import translation

from learning.people.models import AuditEntry
from learning.reports.models import Snapshot, seals
from learning.reports.scope.scopes import Scope
from learning.reports.snapshots import actions as snapshot_actions
from learning.reports.snapshots import checks as snapshot_checks
from tests.factories import make_activity, make_enrolment, make_organisation, make_person

YEAR = Scope.of_year(2026)
RAW = Snapshot._base_manager


@pytest.fixture
def figures(db):
    day = date(2026, 5, 12)
    activity = make_activity("Seminar", starts_on=day)
    make_enrolment(
        activity, make_person(organisation=make_organisation("Bogotá")), attended_on=day, participated_on=day
    )


@pytest.fixture
def three(figures, staff):
    return [snapshot_actions.freeze(YEAR, by=staff, name=f"Report {number}", note="Page 3") for number in (1, 2, 3)]


def altered():
    snapshots = list(Snapshot.objects.order_by("number"))
    found = snapshot_checks.altered(*snapshots)
    return [one.number for one in snapshots if one.pk in found]


def test_snapshots_are_numbered_chained_and_logged(three, staff):
    assert [one.number for one in three] == [1, 2, 3]
    assert [one.previous for one in three] == ["", seals.link_of(three[0]), seals.link_of(three[1])]
    entries = AuditEntry.objects.filter(action="figures_frozen").order_by("pk")
    assert [(entry.by, entry.object_id, entry.details) for entry in entries] == [
        (staff, str(one.pk), {"number": one.number, "link": seals.link_of(one), "scope": {"year": "2026"}})
        for one in three
    ]
    assert (altered(), snapshot_checks.missing()) == ([], [])


FORGERIES = {
    "number": 7,
    "name": "Report 2 (final)",
    "note": "",
    "scope": "year=2025",
    "checksum": "0" * 64,
    "made_by": None,
    "previous": "0" * 64,
    "seal": "0" * 64,
}


@pytest.mark.parametrize("column", [*FORGERIES, "made_at", "content"])
def test_a_change_of_any_column_is_noticed(three, column):
    values = FORGERIES | {"made_at": three[1].made_at + timedelta(seconds=1), "content": {"figures": []}}
    RAW.filter(pk=three[1].pk).update(**{column: values[column]})
    assert len(altered()) == 1
    assert three[1].pk in snapshot_checks.altered(Snapshot.objects.get(pk=three[1].pk))


def test_every_column_is_sealed():
    columns = {field.name for field in Snapshot._meta.concrete_fields} - {"id", "seal"}
    assert columns == {*FORGERIES, "made_at", "content"} - {"seal"}


def test_a_content_that_is_hashed_anew_is_noticed(three):
    content = {**three[2].content, "figures": []}
    RAW.filter(pk=three[2].pk).update(content=content, checksum=seals.checksum_of(content))
    assert altered() == [3]


def test_a_row_sealed_with_another_key_is_noticed(three, settings):
    forged, key = Snapshot.objects.get(pk=three[2].pk), settings.SECRET_KEY
    forged.name = "Report 4"
    settings.SECRET_KEY = "guessed" * 8
    seal = seals.seal_of(forged)
    settings.SECRET_KEY = key
    RAW.filter(pk=forged.pk).update(name=forged.name, seal=seal)
    assert altered() == [3]


@pytest.mark.parametrize(("deleted", "numbers"), [([0], [1]), ([1], [2]), ([2], [3]), ([0, 1, 2], [1, 2, 3])])
def test_a_deleted_row_is_missed_also_the_last(three, deleted, numbers):
    RAW.filter(pk__in=[three[place].pk for place in deleted])._raw_delete("default")
    assert [one.number for one in snapshot_checks.missing()] == numbers
    assert all(one.frozen_at for one in snapshot_checks.missing())


def test_the_number_of_a_deleted_snapshot_is_not_given_again(three, staff):
    RAW.filter(pk=three[2].pk)._raw_delete("default")
    assert snapshot_actions.freeze(YEAR, by=staff).number == 4
    assert [one.number for one in snapshot_checks.missing()] == [3]


def test_a_row_put_in_the_place_of_another_is_noticed(three):
    """A genuine row of this platform, with its seal, under the number of the next: as after restoring a backup."""
    old = Snapshot.objects.get(pk=three[0].pk)
    RAW.filter(pk=three[1].pk)._raw_delete("default")
    RAW.filter(pk=three[0].pk).update(number=2)
    assert 2 in altered()
    assert old.pk in snapshot_checks.altered(*Snapshot.objects.all())


def test_the_checksum_does_not_depend_on_the_language_of_who_freezes(figures, staff):
    found = set()
    for language in ("en", "es", "fr"):
        with translation.override(language):
            found.add(snapshot_actions.freeze(YEAR, by=staff).checksum)
    assert len(found) == 1


def test_a_reader_sees_the_figures_in_their_own_language(figures, staff, as_staff):
    from wagtail.users.models import UserProfile

    with translation.override("fr"):
        snapshot = snapshot_actions.freeze(YEAR, by=staff)
    UserProfile.objects.update_or_create(user=staff, defaults={"preferred_language": "es"})
    page = as_staff.get(f"/admin/figures/frozen/{snapshot.pk}/").content.decode()
    assert "Participaciones" in page
    assert "Participations" not in page


def test_seals_survive_a_new_secret_key_and_are_renewed_by_tick(three, settings):
    old = settings.SECRET_KEY
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key " * 6, [old]
    assert altered() == []
    links = [seals.link_of(one) for one in three]
    call_command("tick")
    settings.SECRET_KEY_FALLBACKS = []
    assert altered() == []
    assert [seals.link_of(one) for one in Snapshot.objects.order_by("number")] == links
    assert AuditEntry.objects.get(action="seals_renewed").details == {"snapshots": 3}
    assert snapshot_checks.renew_seals() == 0


def test_what_was_altered_is_not_sealed_anew(three, settings):
    RAW.filter(pk=three[1].pk).update(name="Report 2 (final)")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "a new key " * 6, [settings.SECRET_KEY]
    assert snapshot_checks.renew_seals() == 2
    assert altered() == [2]


def test_the_seal_needs_no_certificate_key(three, settings):
    settings.CERTIFICATE_KEY = ""
    assert altered() == []


@pytest.mark.parametrize("count", [1, 10])
def test_checking_many_costs_as_many_queries_as_one(figures, staff, count, django_assert_num_queries):
    snapshots = [snapshot_actions.freeze(YEAR, by=staff) for _number in range(count)]
    with django_assert_num_queries(2):
        snapshot_checks.altered(*snapshots)


@pytest.mark.django_db(transaction=True)
def test_two_who_freeze_at_once_get_two_numbers_of_one_chain(tree):
    def freeze():
        snapshot_actions.freeze(YEAR, by=None)
        connection.close()

    threads = [Thread(target=freeze) for _number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(Snapshot.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]
    assert (altered(), snapshot_checks.missing()) == ([], [])
