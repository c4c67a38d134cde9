import json
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.db import connection
from openpyxl.utils import get_column_letter

from learning.activities.models import DeclaredFigure
from learning.people.models import AuditEntry
from learning.reports.measures.definitions import DEFINITIONS
from learning.reports.models import Snapshot, seals
from learning.reports.scope.scopes import Scope
from learning.reports.snapshots import actions as snapshot_actions
from tests.factories import make_activity, make_member, make_person, make_session, make_user
from tests.reports.screen_parser import read_csv, read_head, read_json, read_xlsx, values_of

pytestmark = pytest.mark.django_db

ANNUAL, FREEZE, FROZEN = "/admin/figures/annual/", "/admin/figures/annual/freeze/", "/admin/figures/frozen/"
START = datetime(2026, 5, 12, 14, tzinfo=UTC)


@pytest.fixture
def seminar(come):
    """Five women and a man of one member city came; over 300 more are declared."""
    activity = make_activity("Seminar", kind="seminar", mode="in_person", starts_on=START.date(), action_line=2)
    make_session(activity, START)
    member = make_member("Bogotá", country="CO")
    for number in range(6):
        person = make_person(gender="woman" if number else "man", organisation=member)
        come(activity, person, enrolled_at=START - timedelta(days=1))
    DeclaredFigure.objects.create(
        activity=activity, value=300, qualifier="over", year=2026, unit="people", source="Report", quote="Over 300 came"
    )
    return activity


@pytest.fixture
def reader(client):
    """Someone who sees activities and figures, but not the people behind them."""
    user = make_user("reader@example.org")
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "view_activity"]))
    client.force_login(user)
    return client


def sentences(response):
    return [one["text"] for _title, said in response.context["parts"] for one in said]


def test_staff_read_sentences_with_rule_source_and_the_year_before(as_staff, seminar):
    response = as_staff.get(f"{ANNUAL}?year=2026")
    assert sentences(response) == [
        "1 activity with a total of 6 participants (6 people) from 1 member city, from 1 country",
        "100% of registrants came live",
        "83% women (of 100% who answered)",
        "Over 300 participants",
    ]
    page = response.content.decode()
    for piece in (
        'href="/admin/figures/rules/#participations"',
        "Counted from the people",
        "Declared: Report",
        "<q>Over 300 came</q>",
        "/admin/figures/people/?year=2026&amp;measure=member_cities",
    ):
        assert piece in page


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es", "1 actividad con un total de 6 participantes (6 personas) de 1 ciudad miembro, de 1 país"),
        ("fr", "1 activité avec un total de 6 participants (6 personnes), issus de 1 ville membre, de 1 pays"),
    ],
)
def test_the_sentences_language_is_not_the_screens(as_staff, seminar, language, words):
    response = as_staff.get(f"{ANNUAL}?year=2026&language={language}")
    assert sentences(response)[0] == words
    assert "Annual figures" in response.content.decode()


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("from=2026-06-30&to=2026-06-01", "The period ends before it begins."),
        ("year=1066", "Select a valid choice"),
        ("year=&from=yesterday", "Enter a valid date."),
    ],
)
def test_bad_input_gets_a_sentence_and_stays_typed(as_staff, seminar, query, words):
    response = as_staff.get(f"{ANNUAL}?{query}")
    assert response.status_code == 200
    page = response.content.decode()
    assert words in page
    assert "<details open>" in page or "year=1066" in query
    if "yesterday" in query:
        assert 'value="yesterday"' in page


def test_the_last_year_that_has_begun_is_shown_first(as_staff, seminar):
    make_activity(starts_on=datetime(2999, 1, 1, tzinfo=UTC).date())
    assert as_staff.get(ANNUAL).context["scope"] == Scope.of_year(2026)


def test_the_people_behind_a_figure_of_a_year_are_as_many_and_the_look_is_logged(as_staff, staff, seminar):
    response = as_staff.get("/admin/figures/people/?year=2026&measure=participants")
    assert len(response.context["object_list"]) == 6
    entry = AuditEntry.objects.get(details__measure="participants")
    assert (entry.by, entry.details) == (staff, {"measure": "participants", "scope": {"year": "2026"}})


def test_who_may_not_see_people_gets_no_names_and_no_shares_by_gender(reader, seminar):
    page = reader.get(f"{ANNUAL}?year=2026").content.decode()
    assert "women" not in page
    assert "measure=" not in page
    assert "Shares by gender are left out" in page
    content = read_json(reader.get(f"{ANNUAL}?year=2026&export=json"))
    assert "all.women_share" not in {row["key"] for row in content["rows"]}


def test_the_files_say_what_was_asked_and_the_csv_begins_with_its_columns(as_staff, seminar):
    address = f"{ANNUAL}?year=2026&action_line=2&export=csv"
    response = as_staff.get(address)
    headings, figures = read_csv(response)
    head = read_head(as_staff, address)
    assert (head["Period"], head["Action line"], head["Rules of counting"]) == (
        "2026",
        "2 · Capacities for metropolitan governance",
        "version 2",
    )
    assert head["Left out"] == "Nothing is left out."
    told = {row[0]: dict(zip(headings, row, strict=True)) for row in figures}
    assert {name: told["People"][name] for name in ("Value", "Rule", "Version of the rule", "Period before")} == {
        "Value": "6",
        "Rule": "people",
        "Version of the rule": "2",
        "Period before": "0",
    }
    assert told["Participants (people)"]["The value is"] == "over (strictly more than)"
    assert "annual-figures-2026-2-rules-v2.csv" in response["Content-Disposition"]


def test_the_xlsx_has_typed_cells_a_frozen_head_and_filters(as_staff, seminar):
    sheet = read_xlsx(as_staff.get(f"{ANNUAL}?year=2026&export=xlsx"))
    names, *rows = values_of(sheet)
    assert names[:2] == ["Figure", "Value"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:{get_column_letter(sheet.max_column)}{sheet.max_row}"
    told = {row[0]: row[1] for row in rows}
    assert (told["People"], told["Participants (people)"]) == (6, 300)


def test_the_json_says_everything_once(as_staff, seminar):
    content = read_json(as_staff.get(f"{ANNUAL}?year=2026&export=json"))
    assert content["about"]["Period"] == "2026"
    assert content["rules"]["people"] == 2
    assert content["sentences"][-1]["text"]["fr"] == "Plus de 300 participants"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_source_that_starts_like_a_formula_comes_out_inert(as_staff, seminar, start):
    DeclaredFigure.objects.update(source=f"{start}cmd|' /C calc'!A0")
    names, rows = read_csv(as_staff.get(f"{ANNUAL}?year=2026&export=csv"))
    assert f"'{start}cmd|' /C calc'!A0" in {row[names.index("Source")] for row in rows}
    sheet = read_xlsx(as_staff.get(f"{ANNUAL}?year=2026&export=xlsx"))
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_freezing_makes_a_snapshot_that_is_listed_shown_and_compared(as_staff, seminar):
    address = f"{FREEZE}?year=2026&action_line=2"
    assert 'value="2026, 2 · Capacities for metropolitan governance"' in as_staff.get(address).content.decode()
    response = as_staff.post(address, {"name": "Annual report 2026", "note": "Page 12"})
    snapshot = Snapshot.objects.get()
    assert response["Location"] == FROZEN
    assert (snapshot.name, snapshot.note, snapshot.scope) == (
        "Annual report 2026",
        "Page 12",
        "year=2026&action_line=2",
    )
    assert f'href="{FROZEN}{snapshot.pk}/"' in as_staff.get(FROZEN).content.decode()
    page = as_staff.get(f"{FROZEN}{snapshot.pk}/?language=es").content.decode()
    assert snapshot.checksum in page
    assert "these are the figures as they were frozen" in page
    assert "1 actividad con un total de 6 participantes" in page
    assert "every figure is as it was" in as_staff.get(f"{FROZEN}{snapshot.pk}/changes/").content.decode()
    DeclaredFigure.objects.update(value=400)
    page = as_staff.get(f"{FROZEN}{snapshot.pk}/changes/").content.decode()
    assert all(piece in page for piece in (">300<", ">400<", ">+100<"))


def test_a_changed_snapshot_warns(as_staff, staff, seminar):
    snapshot = snapshot_actions.freeze(Scope.of_year(2026), by=staff)
    content = json.dumps(snapshot.content).replace('"value": "6"', '"value": "6000"')
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE reports_snapshot SET content = %s, checksum = %s WHERE id = %s",
            [content, seals.checksum_of(json.loads(content)), snapshot.pk],
        )
    for address in (FROZEN, f"{FROZEN}results/"):
        assert "altered since it was frozen" in as_staff.get(address).content.decode()
    for address in (f"{FROZEN}{snapshot.pk}/", f"{FROZEN}{snapshot.pk}/changes/"):
        assert "Altered since it was frozen" in as_staff.get(address).content.decode()
    address = f"{FROZEN}{snapshot.pk}/?export="
    names, rows = read_csv(as_staff.get(f"{address}csv"))
    assert {row[names.index("State")] for row in rows} == {"altered since it was frozen"}
    assert read_head(as_staff, address)["State"] == "altered since it was frozen"
    assert "frozen-figures-1-altered.csv" in as_staff.get(f"{address}csv")["Content-Disposition"]


def test_a_deleted_snapshot_is_named_in_the_list(as_staff, staff, seminar):
    snapshot_actions.freeze(Scope.of_year(2026), by=staff)
    assert "Deleted since they were frozen" not in as_staff.get(FROZEN).content.decode()
    Snapshot.objects.model._base_manager.all()._raw_delete("default")
    page = as_staff.get(FROZEN).content.decode()
    assert "Deleted since they were frozen" in page
    assert "Number 1, " in page


def test_a_name_that_is_too_long_stays_typed(as_staff, seminar):
    page = as_staff.post(f"{FREEZE}?year=2026", {"name": "x" * 201, "note": "Page 12"}).content.decode()
    assert "x" * 201 in page
    assert "Page 12" in page
    assert not Snapshot.objects.exists()


def test_a_snapshot_is_exported_with_its_checksum_and_the_day_it_was_made(as_staff, staff, seminar):
    with time_machine.travel("2026-06-01T10:00Z", tick=False):
        snapshot = snapshot_actions.freeze(Scope.of_year(2026), by=staff)
    address = f"{FROZEN}{snapshot.pk}/?export="
    head, content = read_head(as_staff, address), read_json(as_staff.get(f"{address}json"))["content"]
    assert (head["sha-256"], head["Made"]) == (snapshot.checksum, "2026-06-01 10:00 UTC")
    assert (head["Name"], head["Number"], head["State"]) == ("2026", "1", "as it was frozen")
    assert seals.checksum_of(content) == snapshot.checksum


def test_freezing_what_cannot_be_read_is_not_found(as_staff):
    assert as_staff.post(f"{FREEZE}?year=last", {"name": "2026"}).status_code == 404
    assert as_staff.get(f"{FREEZE}?year=last").status_code == 404
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("address", [ANNUAL, FROZEN, f"{FROZEN}1/", f"{FROZEN}1/changes/"])
def test_officials_are_kept_out(as_official, address):
    assert as_official.get(address).status_code == 403


def test_officers_read_snapshots_but_freeze_none(as_officer, staff, seminar):
    snapshot = snapshot_actions.freeze(Scope.of_year(2026), by=staff)
    assert as_officer.get(f"{FROZEN}{snapshot.pk}/").status_code == 200
    assert "Freeze 2026" not in as_officer.get(f"{ANNUAL}?year=2026").content.decode()
    assert as_officer.post(f"{FREEZE}?year=2026", {"name": "2026"}).status_code == 404


def test_snapshots_are_hidden_without_permission(reader, staff, seminar):
    snapshot = snapshot_actions.freeze(Scope.of_year(2026), by=staff)
    for address in (FROZEN, f"{FROZEN}{snapshot.pk}/", f"{FROZEN}{snapshot.pk}/changes/"):
        assert reader.get(address).status_code in {302, 404}


def test_every_rule_stands_on_the_rules_page_with_its_version(as_staff):
    page = as_staff.get("/admin/figures/rules/").content.decode()
    assert [code for code in DEFINITIONS if f'id="{code}"' not in page] == []
    for definition in DEFINITIONS.values():
        assert f"version {definition.version}" in page
    assert page.count("version 1") + page.count("version 2") == len(DEFINITIONS)


@pytest.mark.parametrize("count", [1, 20])
def test_the_screen_costs_the_same_queries_however_much_it_holds(as_staff, come, django_assert_num_queries, count):
    for _number in range(count):
        activity = make_activity(starts_on=START.date())
        come(activity)
        DeclaredFigure.objects.create(activity=activity, value=40, year=2026, unit="people", source="Report")
    as_staff.get(f"{ANNUAL}?year=2026")
    with django_assert_num_queries(31):
        as_staff.get(f"{ANNUAL}?year=2026")


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_of_snapshots_costs_the_same_queries(as_staff, staff, seminar, django_assert_num_queries, count):
    for _number in range(count):
        snapshot_actions.freeze(Scope.of_year(2026), by=staff)
    as_staff.get(FROZEN)
    with django_assert_num_queries(15):
        as_staff.get(FROZEN)
