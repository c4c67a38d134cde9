"""What is frozen stays as it was, whatever is edited afterwards."""

from datetime import UTC, date, datetime

import pytest

from learning.activities.attendance import actions as attendance_actions
from learning.activities.enrolment.affiliation_snapshot import take_snapshot
from learning.activities.models import DeclaredFigure, EvidenceBatch, Presence
from learning.people.duplicates.merges import merge
from learning.people.privacy.erasure import anonymise
from learning.reports.measures import definitions
from learning.reports.models import Snapshot
from learning.reports.models.snapshot import SnapshotIsFrozen
from learning.reports.scope.scopes import Scope
from learning.reports.snapshots import actions as snapshot_actions
from learning.reports.snapshots import checks as snapshot_checks
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person, make_session

pytestmark = pytest.mark.django_db

START = datetime(2026, 5, 12, 14, tzinfo=UTC)
YEAR = Scope.of_year(2026)


@pytest.fixture
def webinar():
    """Two came, of a member and of another; one more had registered; 40 are declared."""
    activity = make_activity("Webinar", starts_on=START.date(), status="held")
    session = make_session(activity, START)
    for body in (make_member("Bogotá", country="CO"), make_organisation("Lyon", country="FR")):
        row = make_enrolment(activity, make_person(organisation=body), enrolled_at=datetime(2026, 5, 1, tzinfo=UTC))
        attendance_actions.record(row, session, START, session.ends_at, source=Presence.Source.JOIN)
    make_enrolment(activity, make_person(), enrolled_at=datetime(2026, 5, 1, tzinfo=UTC))
    DeclaredFigure.objects.create(activity=activity, value=40, year=2026, unit="people", source="Report")
    return activity


@pytest.fixture
def frozen(webinar, staff):
    return snapshot_actions.freeze(YEAR, by=staff)


def changed(snapshot):
    assert not snapshot_checks.altered(snapshot)
    return {one.name: (one.then, one.now, one.amount) for one in snapshot_actions.compare(snapshot) if one.has_changed}


def restamp(webinar):
    row = webinar.enrolments.get(organisation__name="Lyon")
    take_snapshot(row, make_member("Dakar", country="SN"))
    row.save()


def merge_two(webinar):
    one, other = [row.person for row in webinar.enrolments.exclude(participated_on=None)]
    merge(one, other)


def erase_one(webinar):
    anonymise(webinar.enrolments.first().person)


def bring_evidence(webinar):
    batch = EvidenceBatch.objects.create(activity=webinar, name="late.csv")
    row = webinar.enrolments.get(participated_on=None)
    session = webinar.sessions.get()
    attendance_actions.record(row, session, START, session.ends_at, source=Presence.Source.FILE, batch=batch)


def edit_declared(webinar):
    DeclaredFigure.objects.update(value=50)


def remove_declared(webinar):
    DeclaredFigure.objects.all().delete()


EDITS = {
    restamp: {"Members": ("1", "2", 1), "Member cities": ("1", "2", 1), "Non-members": ("1", "0", -1)},
    merge_two: {"People": ("2", "1", -1), "Participations": ("2", "1", -1)},
    erase_one: {},
    bring_evidence: {"Participations": ("2", "3", 1), "Organisations": ("2", "3", 1)},
    edit_declared: {"Participants (people)": ("40", "50", 10)},
    remove_declared: {"Participants (people)": ("40", None, None)},
}


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_later_edits_never_change_a_snapshot_and_the_comparison_shows_them(webinar, frozen, edit):
    before = (frozen.content, frozen.checksum)
    edit(webinar)
    again = Snapshot.objects.get(pk=frozen.pk)
    assert (again.content, again.checksum) == before
    shown = changed(again)
    assert {name: shown.get(name) for name in EDITS[edit]} == EDITS[edit]
    assert bool(shown) == bool(EDITS[edit])


def test_nothing_has_changed_where_nothing_was_edited(frozen):
    assert changed(frozen) == {}
    assert snapshot_actions.changed_rules(frozen) == []


def test_snapshot_stores_author_moment_scope_and_versions_of_rules(frozen, staff):
    assert (frozen.made_by, frozen.name, frozen.scope, frozen.number) == (staff, "2026", "year=2026", 1)
    assert frozen.content["title"] == {"en": "2026", "es": "2026", "fr": "2026"}
    assert frozen.content["rules"] == definitions.versions()
    assert frozen.content["scope"] == {"year": "2026"}
    figures = {figure["key"]: figure for figure in frozen.content["figures"]}
    assert {name: figures["all.people"][name] for name in ("value", "rule", "version", "kind")} == {
        "value": "2",
        "rule": "people",
        "version": 2,
        "kind": "counted",
    }
    said = frozen.content["sentences"][0]["text"]
    assert said["en"] == (
        "1 online learning activity with a total of 2 participants (2 people) from 1 member city, as well as "
        "1 non-member, from 2 countries"
    )
    assert said["es"].startswith("1 actividad de aprendizaje en línea con un total de 2 participantes")


def test_snapshot_has_no_raw_numbers(webinar, staff):
    for number in range(6):
        row = make_enrolment(webinar, make_person(gender="woman" if number else "man"))
        attendance_actions.check_in(row, webinar.sessions.get())
    keys = {figure["key"] for figure in snapshot_actions.freeze(YEAR, by=staff).content["figures"]}
    assert not keys & {"all.women_share", "all.coverage"}


def test_a_rule_that_has_a_new_version_is_named(frozen, monkeypatch):
    monkeypatch.setitem(
        definitions.DEFINITIONS, "people", definitions.Definition("people", "People", "Counted otherwise.", 3)
    )
    (told,) = snapshot_actions.changed_rules(frozen)
    assert (told.code, told.name, told.then, told.now) == ("people", "People", 2, 3)


@pytest.mark.parametrize(
    "attempt",
    [
        lambda snapshot: snapshot.save(),
        lambda snapshot: snapshot.delete(),
        lambda snapshot: Snapshot.objects.filter(pk=snapshot.pk).update(name="2027"),
        lambda snapshot: Snapshot.objects.all().delete(),
    ],
)
def test_a_snapshot_is_neither_written_again_nor_deleted(frozen, attempt):
    with pytest.raises(SnapshotIsFrozen):
        attempt(frozen)


def test_snapshot_outlives_the_account_of_its_author(frozen, staff):
    anonymise(staff.person)
    number = staff.pk
    staff.delete()
    again = Snapshot.objects.get(pk=frozen.pk)
    assert (again.made_by_id, snapshot_checks.altered(again)) == (number, set())


def test_a_period_and_a_line_are_remembered(webinar, staff):
    scope = Scope(date(2026, 5, 1), date(2026, 5, 31), action_line=2)
    assert snapshot_actions.scope_of(snapshot_actions.freeze(scope, by=staff)) == scope
