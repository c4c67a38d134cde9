"""Participations as a file: every row of a scope, in three forms, with people only for those who may see them."""

import json
from datetime import UTC, date, datetime, timedelta

import pytest

from learning.activities.models import DeclaredFigure
from learning.people.duplicates.merges import merge
from learning.people.models import AuditEntry
from learning.reports import exports
from learning.reports.exports.xlsx_format import as_xlsx
from learning.reports.queries.by_activity import both_of
from learning.reports.scope.scopes import Scope
from tests.factories import make_activity, make_enrolment, make_member, make_person, make_session, make_user
from tests.reports.screen_parser import read_csv, read_head, read_json, read_xlsx

pytestmark = pytest.mark.django_db
PAGE, FILE = "/admin/figures/participations/", "/admin/figures/participations/file/"
START = datetime(2026, 5, 12, 14, tzinfo=UTC)


@pytest.fixture
def seminar(come):
    activity = make_activity("Seminar", kind="seminar", starts_on=START.date())
    make_session(activity, START)
    bogota = make_member("Bogotá", country="CO")
    people = [make_person(f"Person {n}", email=f"p{n}@bogota.example", organisation=bogota) for n in range(3)]
    for person in people:
        person.gender = "woman"
        person.save()
        come(activity, person, enrolled_at=START - timedelta(days=1))
    make_enrolment(activity)
    come(make_activity("Old", starts_on=date(2025, 1, 1)), participated_on=date(2025, 1, 1))
    return activity


def test_the_page_says_what_would_be_in_the_file(as_staff, seminar):
    response = as_staff.get(f"{PAGE}?year=2026&kind=seminar")
    page = response.content.decode()
    assert response.context["number"] == 3
    for words in ("3 participations", "Seminar", 'name="year" value="2026"', "With names, addresses and gender"):
        assert words in page


def test_the_list_of_activities_leads_to_it_with_its_filters(as_staff, seminar):
    page = as_staff.get("/admin/figures/?year=2026&kind=seminar").content.decode()
    assert f'href="{PAGE}?year=2026&amp;kind=seminar"' in page


def test_the_csv_has_one_row_for_each_participant_without_names(as_staff, seminar):
    response = as_staff.get(f"{FILE}?year=2026")
    columns, rows = read_csv(response)
    head = read_head(as_staff, f"{FILE}?year=2026")
    assert list(head) == ["Table", "Period", "People", "Made", "Rules of counting", "Where to find the rules"]
    assert (head["Period"], head["People"], head["Rules of counting"]) == ("2026", "without names", "version 2")
    assert columns == [
        *("Person", "Activity", "Kind", "Organisation", "Kind of organisation", "Country", "Region"),
        *("Member", "Source", "Came", "Started", "Took part", "Completed"),
    ]
    assert len(rows) == 3
    assert rows[0][1:] == [
        *("Seminar", "Seminar", "Bogotá", "Local or regional government", "Colombia"),
        *("Latin America and the Caribbean", "yes", "Enrolled themselves", "2026-05-12", "", "2026-05-12", ""),
    ]
    assert response["Content-Disposition"] == 'attachment; filename="participations-2026-rules-v2.csv"'
    assert "Person 0" not in str(rows)
    assert "example" not in str(rows)


def test_a_person_is_one_code_however_many_rows_count_as_them(as_staff, seminar, come):
    first, second, _third = [one.person for one in seminar.enrolments.all()[:3]]
    merge(second, first)
    come(make_activity(starts_on=START.date()), second)
    rows = read_csv(as_staff.get(f"{FILE}?year=2026"))[1]
    (first_code, activity), third, (again, other) = (row[:2] for row in rows)
    assert first_code == again != third[0]
    assert activity == third[1] != other
    assert {len(row[0]) for row in rows} == {32}


def test_with_people_it_has_their_names_and_is_kept_in_the_audit_log(as_staff, staff, seminar):
    columns, rows = read_csv(as_staff.get(f"{FILE}?year=2026&people=1"))
    assert columns[:4] == ["Name", "E-mail address", "Job title", "Gender"]
    assert [row[:4] for row in rows] == [[f"Person {n}", f"p{n}@bogota.example", "", "Woman"] for n in range(3)]
    (entry,) = AuditEntry.objects.filter(action="people_exported")
    assert entry.by == staff
    assert entry.details == {"list": "participations", "rows": 3, "format": "csv", "scope": {"year": "2026"}}


def test_without_people_nobody_is_exported(as_staff, seminar):
    as_staff.get(f"{FILE}?year=2026")
    assert not AuditEntry.objects.filter(action="people_exported").exists()


def test_a_merged_row_is_told_by_whom_it_counts_as(as_staff, seminar):
    first, second, _third = [one.person for one in seminar.enrolments.all()[:3]]
    merge(second, first)
    rows = read_csv(as_staff.get(f"{FILE}?year=2026&people=1"))[1]
    assert [row[0] for row in rows] == ["Person 0", "Person 2"]


def test_merged_persons_are_one_row_with_joint_facts(as_staff, come):
    activity, first, second = make_activity(starts_on=START.date()), make_person(), make_person()
    come(activity, first, attended_on=date(2026, 5, 13), participated_on=date(2026, 5, 13))
    come(activity, second, completed_at=START, completed_by="officer")
    merge(second, first)
    (row,) = read_csv(as_staff.get(f"{FILE}?year=2026"))[1]
    assert row[-4:] == ["2026-05-12", "", "2026-05-12", "2026-05-12"]


def test_the_rows_are_those_of_the_figure(as_staff, seminar, come):
    programme = make_activity("Programme", starts_on=date(2026, 1, 1))
    covered = make_activity("Covered", starts_on=date(2026, 2, 1))
    come(covered)
    figure = DeclaredFigure(activity=programme, value=300, year=2026, unit="people", source="Report")
    figure.covers = [covered]
    figure.save()
    scopes = [Scope(), Scope.of_year(2026), Scope(kind="seminar"), Scope(country="CO"), Scope(activity=covered.pk)]
    told = [len(read_csv(as_staff.get(f"{FILE}?{scope.urlencode()}"))[1]) for scope in scopes]
    # What is covered is not counted beside the figure, where that figure stands.
    assert told == [4, 3, 3, 4, 1]
    figures = [both_of(scope)[1].participants for scope in scopes]
    assert told == figures


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_cell_that_starts_like_a_formula_comes_out_inert(as_staff, seminar, start):
    type(seminar).objects.filter(pk=seminar.pk).update(title=f"{start}cmd|' /C calc'!A0")
    assert all(row[1].startswith("'") for row in read_csv(as_staff.get(f"{FILE}?year=2026"))[1])


def test_the_xlsx_has_days_as_days_and_a_head_that_stays_in_view(as_staff, seminar):
    sheet = read_xlsx(as_staff.get(f"{FILE}?year=2026&people=1&export=xlsx"))
    assert sheet.freeze_panes == "A2"
    assert [cell.value for cell in sheet[1]][:2] == ["Name", "E-mail address"]
    assert sheet["A2"].value == "Person 0"
    assert (sheet["O2"].value, sheet["O2"].number_format) == (datetime(2026, 5, 12), "yyyy-mm-dd")  # noqa: DTZ001
    assert sheet.max_row == 4
    assert read_head(as_staff, f"{FILE}?year=2026&people=1")["People"] == "by name"


def test_no_cell_of_the_xlsx_is_a_formula(as_staff, seminar):
    type(seminar).objects.filter(pk=seminar.pk).update(title="=1+1")
    sheet = read_xlsx(as_staff.get(f"{FILE}?activity={seminar.pk}&export=xlsx"))
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "d"}


def test_too_much_for_a_spreadsheet_gets_a_sentence(as_staff, seminar, monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 2)
    response = as_staff.get(f"{FILE}?year=2026&export=xlsx", follow=True)
    page = response.content.decode()
    assert "That is too much for a spreadsheet." in page
    assert "For up to 2 rows." in page
    assert response.redirect_chain == [(f"{PAGE}?year=2026", 302)]


def test_a_table_never_outgrows_its_sheet(monkeypatch):
    monkeypatch.setitem(as_xlsx.__globals__, "MOST_ROWS", 2)
    columns = (exports.ExportColumn("n", "N"),)
    with pytest.raises(exports.TooLong):
        as_xlsx(exports.Table([], columns, ((n,) for n in range(3))))


@pytest.mark.parametrize("count", [0, 1, 1000, 1001])
def test_json_holds_what_was_asked_and_every_row(count):
    columns = (exports.ExportColumn("n", "N"), exports.ExportColumn("day", "Day"))
    rows = ((n, date(2026, 1, 1)) for n in range(count))
    told = json.loads("".join(exports.as_json(exports.Table([("Period", "2026")], columns, rows))))
    assert (told["about"], told["columns"]) == ({"Period": "2026"}, {"n": "N", "day": "Day"})
    assert told["rows"] == [{"n": n, "day": "2026-01-01"} for n in range(count)]


def test_the_json_of_the_page(as_staff, seminar):
    response = as_staff.get(f"{FILE}?year=2026&export=json")
    told = read_json(response)
    assert response["Content-Type"] == "application/json; charset=utf-8"
    assert [row["activity"] for row in told["rows"]] == ["Seminar"] * 3
    assert told["rows"][0]["completed_on"] is None


def test_the_file_speaks_the_readers_language_to_its_last_row(as_staff, staff, seminar):
    from wagtail.users.models import UserProfile

    profile = UserProfile.get_for_user(staff)
    profile.preferred_language = "es"
    profile.save()
    _columns, rows = read_csv(as_staff.get(f"{FILE}?year=2026"))
    assert "Colombia" in rows[0]
    assert "América Latina y el Caribe" in rows[0]


def test_those_who_may_see_figures_but_no_people_get_codes_only(client, seminar):
    from django.contrib.auth.models import Permission

    reader = make_user()
    reader.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "view_activity"]))
    client.force_login(reader)
    assert "With names" not in client.get(PAGE).content.decode()
    assert len(read_csv(client.get(f"{FILE}?year=2026"))[1]) == 3
    assert client.get(f"{FILE}?people=1").status_code == 404


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_officials_are_kept_out(as_official, address):
    assert as_official.get(address).status_code == 403


@pytest.mark.parametrize("address", [PAGE, FILE])
def test_a_scope_that_cannot_be_read_gets_a_sentence(as_staff, address):
    response = as_staff.get(f"{address}?year=soon", follow=True)
    assert "“soon” is no year." in response.content.decode()


def test_a_form_that_does_not_exist_is_not_found(as_staff):
    assert as_staff.get(f"{FILE}?export=pdf").status_code == 404


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize(("query", "queries"), [("", 9), ("&people=1", 14), ("&export=xlsx", 13), ("&export=json", 9)])
def test_a_file_costs_the_same_queries_for_one_row_and_thirty(
    as_staff, come, django_assert_num_queries, count, query, queries
):
    for _number in range(count):
        come(make_activity(starts_on=START.date()))
    list(as_staff.get(f"{FILE}?year=2026{query}").streaming_content)
    with django_assert_num_queries(queries):
        list(as_staff.get(f"{FILE}?year=2026{query}").streaming_content)
