"""What a screen shows, as files."""

from datetime import UTC, datetime

import pytest

from tests.factories import make_member
from tests.reports.screen_parser import LISTINGS, ROOT, read_csv, read_head, read_json, read_xlsx

pytestmark = pytest.mark.django_db

START = datetime(2026, 5, 12, 14, tzinfo=UTC)


def test_files_say_what_was_asked_and_have_the_rows_of_the_screen(as_staff, seminar):
    address = f"{ROOT}regions/?year=2026&by=country&ordering=name&export=csv"
    names, rows = read_csv(as_staff.get(address))
    head = read_head(as_staff, address)
    assert head["Table"] == "Regions and gender"
    assert head["Period"] == "2026"
    assert head["Rows"] == "Countries"
    assert head["people"] == "6"
    assert head["Rules of counting"] == "version 2"
    assert head["Small numbers"] == "No share of fewer than 5 people is shown."
    assert "Made" in head
    assert rows == [
        ["Colombia", "5", "5", "1", "1", "1", "5", "0", "0", "0", "100", "100"],
        ["France", "1", "1", "1", "0", "1", "0", "1", "0", "0", "", ""],
    ]
    assert len(names) == 12


def test_an_xlsx_has_typed_cells_under_a_head_that_stays(as_staff, seminar):
    sheet = read_xlsx(as_staff.get(f"{ROOT}members/?year=2026&export=xlsx"))
    assert sheet.freeze_panes == "A2"
    assert sheet.cell(1, 1).value == "Member"
    assert [cell.value for cell in sheet[2]] == [
        "Bogotá",
        "Latin America and the Caribbean",
        5,
        5,
        1,
        datetime(2026, 5, 12),  # noqa: DTZ001
    ]


def test_a_json_has_the_head_the_rules_and_the_rows(as_staff, seminar):
    told = read_json(as_staff.get(f"{ROOT}trends/?export=json"))
    assert told["about"]["Table"] == "Trends"
    assert told["rules"]["people"] == 2
    assert told["rows"][0]["people"] == 6
    assert told["rows"][0]["people_change"] is None


@pytest.mark.parametrize("name", LISTINGS)
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_every_screen_goes_into_every_kind_of_file(as_staff, seminar, name, form):
    response = as_staff.get(f"{ROOT}{name}/?export={form}")
    assert response["Content-Disposition"].endswith(f'.{form}"')
    assert b"".join(response)


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_the_report_of_an_activity_goes_into_files_too(as_staff, seminar, form):
    response = as_staff.get(f"{ROOT}activity/{seminar.pk}/?export={form}")
    assert f"activity-{seminar.pk}-rules-v2.{form}" in response["Content-Disposition"]
    if form == "csv":
        names, rows = read_csv(response)
        assert names == ["Part", "What", "Number", "Rule"]
        assert ["Gender", "Women", "5", "women"] in rows


def test_a_name_that_starts_like_a_formula_comes_out_inert(as_staff, seminar):
    make_member("=cmd|' /C calc'!A0")
    _names, rows = read_csv(as_staff.get(f"{ROOT}members/?q=cmd&export=csv"))
    assert rows[0][0].startswith("'=")
