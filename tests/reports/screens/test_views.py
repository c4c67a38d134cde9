from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib.auth.models import Group, Permission

from learning.activities.models import Activity, DeclaredFigure
from learning.reports.annual.parts import WHOLE, count
from learning.reports.scope.scopes import Scope
from tests.factories import make_activity, make_member, make_person, make_session, make_user
from tests.reports.screen_parser import read_csv, read_head, read_xlsx, values_of

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/figures/"
START = datetime(2026, 5, 12, 14, tzinfo=UTC)


@pytest.fixture
def seminar(come):
    """Five women and a man of three organisations came, one of them a member; 40 more are declared."""
    activity = make_activity("Seminar", kind="seminar", starts_on=START.date(), action_line=2)
    make_session(activity, START)
    member = make_member("Bogotá", country="CO")
    for number in range(6):
        organisation = member if number < 4 else ...
        person = make_person(gender="woman" if number else "man", organisation=organisation)
        come(activity, person, enrolled_at=START - timedelta(days=1))
    DeclaredFigure.objects.create(activity=activity, value=40, year=2026, unit="participants", source="Report")
    return activity


def rows(response):
    return [(row.title, row.figures.participants) for row in response.context["object_list"]]


def test_staff_read_counted_and_declared_side_by_side(as_staff, seminar):
    response = as_staff.get(ADDRESS)
    (row,) = response.context["object_list"]
    told = row.figures
    assert (told.registrants, told.participants, told.organisations, told.members, told.non_members) == (6, 6, 3, 1, 2)
    page = response.content.decode()
    assert "83 % (of 100 % who answered)" in page
    assert "6 counted + 40 declared (not de-duplicated)." in page


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("year=2026", [("Seminar", 6)]),
        ("year=2025", [("Old", 0)]),
        ("kind=seminar", [("Seminar", 6)]),
        ("action_line=1", [("Old", 0)]),
        ("action_line=2&year=2025", []),
        ("plan=2024", [("Old", 0)]),
        ("mode=in_person", [("Old", 0)]),
        ("is_training=1", [("Seminar", 6)]),
        ("period_from=2026-05-01&period_to=2026-05-31", [("Seminar", 6)]),
        ("period_from=2026-05-13", []),
        ("year=9999&kind=cinema", []),
    ],
)
def test_every_filter_narrows(as_staff, seminar, query, expected):
    old = {"starts_on": date(2025, 1, 1), "action_line": 1, "plan": "2024", "mode": "in_person", "is_training": False}
    make_activity("Old", kind="workshop", **old)
    response = as_staff.get(f"{ADDRESS}?{query}")
    assert response.status_code == 200
    if "9999" not in query:
        assert rows(response) == expected


def test_each_number_opens_its_people(as_staff, seminar):
    page = as_staff.get(ADDRESS).content.decode()
    address = f"/admin/figures/people/?activity={seminar.pk}&measure=members"
    assert address.replace("&", "&amp;") in page
    response = as_staff.get(address)
    assert len(response.context["object_list"]) == 4
    assert "members on the day" in response.content.decode()


def totals(response):
    return {total.rule: total.text for total in response.context["totals"]}


def test_the_head_counts_the_activities_that_were_held_as_the_annual_figures_do(as_staff, seminar):
    make_activity("Planned", starts_on=date(2099, 11, 1))
    make_activity("Called off", starts_on=date(2026, 6, 1), status="cancelled")
    response = as_staff.get(f"{ADDRESS}?year=2026")
    assert len(response.context["object_list"]) == 2
    assert totals(response)["activities"] == "1"
    assert count(Scope.of_year(2026))[0][WHOLE].activities == 1


def test_each_total_opens_its_people_unless_a_search_narrows_it(as_staff, seminar):
    behind = {
        total.rule: len(as_staff.get(total.url).context["object_list"])
        for total in as_staff.get(f"{ADDRESS}?year=2026").context["totals"]
        if total.url
    }
    everybody = dict.fromkeys(["participations", "people", "organisations", "countries"], 6)
    assert behind == {**everybody, "members": 4, "non_members": 2, "women": 5}
    assert [total.url for total in as_staff.get(f"{ADDRESS}?q=Semi").context["totals"]] == [""] * 8


def test_what_a_declared_figure_covers_is_neither_in_the_totals_nor_among_their_people(as_staff, seminar, come):
    webinars = make_activity("Six webinars", starts_on=date(2026, 3, 1), is_aggregate=True)
    printed = {"metric": "participants", "value": 300, "qualifier": "over", "year": 2026, "source": "Report"}
    over = DeclaredFigure.objects.create(activity=webinars, **printed)
    over.covers = [seminar]
    over.save()
    come(make_activity("Workshop", starts_on=date(2026, 4, 1)))
    response = as_staff.get(f"{ADDRESS}?year=2026")
    assert (totals(response)["activities"], totals(response)["people"]) == ("1", "1")
    assert "1 counted + over 300 declared" in response.content.decode()
    people = next(total.url for total in response.context["totals"] if total.rule == "people")
    assert len(as_staff.get(people).context["object_list"]) == 1


def test_each_column_leads_to_its_rule(as_staff, seminar):
    assert 'href="/admin/figures/rules/#registrants"' in as_staff.get(ADDRESS).content.decode()
    assert 'id="registrants"' in as_staff.get("/admin/figures/rules/").content.decode()


@pytest.mark.parametrize(
    "address", [ADDRESS, "/admin/figures/rules/", "/admin/figures/people/?activity=1&measure=women"]
)
def test_officials_and_trainers_are_kept_out(as_official, address):
    assert as_official.get(address).status_code == 403


@pytest.mark.parametrize(
    "query",
    [
        "activity=1&measure=secrets",
        "activity=x&measure=women",
        "measure=women&year=last",
        "activity=" + "9" * 30 + "&measure=women",
    ],
)
def test_a_figure_that_does_not_exist_is_not_found(as_staff, query):
    assert as_staff.get(f"/admin/figures/people/?{query}").status_code == 404


def test_who_may_not_see_people_sees_no_gender_and_no_names(client, seminar):
    from django.contrib.auth.models import Permission

    from tests.factories import make_user

    reader = make_user()
    needed = ["access_admin", "view_activity"]
    reader.user_permissions.add(*Permission.objects.filter(codename__in=needed))
    client.force_login(reader)
    page = client.get(ADDRESS).content.decode()
    assert "who answered" not in page
    assert "measure=" not in page
    assert client.get(f"/admin/figures/people/?activity={seminar.pk}&measure=women").status_code == 404


def test_the_csv_has_the_filters_rows_and_figures(as_staff, seminar):
    make_activity("Old", starts_on=datetime(2025, 1, 1, tzinfo=UTC).date())
    response = as_staff.get(f"{ADDRESS}?year=2026&export=csv")
    names, (row,) = read_csv(response)
    head = read_head(as_staff, f"{ADDRESS}?year=2026")
    assert (head["Table"], head["Period"]) == ("Participants by activity", "2026")
    assert dict(zip(names, row, strict=True)) | {"When": ""} == {
        "Activity": "Seminar",
        "Kind": "Seminar",
        "When": "",
        "Registrants": "6",
        "Participants": "6",
        "Completers": "0",
        "Organisations": "3",
        "Members": "1",
        "Non-members": "2",
        "Countries": "1",
        "Walk-ins": "0",
        "Replay viewers": "0",
        "Women": "5",
        "Answered on gender": "6",
        "Declared": "40 participants",
    }
    assert "participants-2026-rules-v2.csv" in response["Content-Disposition"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_a_cell_that_starts_like_a_formula_comes_out_inert(as_staff, seminar, start):
    Activity.objects.update(title=f"{start}cmd|' /C calc'!A0")
    assert read_csv(as_staff.get(f"{ADDRESS}?export=csv"))[1][0][0].startswith("'")
    sheet = read_xlsx(as_staff.get(f"{ADDRESS}?export=xlsx"))
    assert sheet.cell(sheet.max_row, 1).data_type == "s"


def test_the_xlsx_has_numbers_as_numbers(as_staff, seminar):
    _names, row = values_of(read_xlsx(as_staff.get(f"{ADDRESS}?export=xlsx")))
    assert row[3:6] == [6, 6, 0]


def test_the_people_behind_a_figure_are_exported_too(as_staff, seminar):
    address = f"/admin/figures/people/?activity={seminar.pk}&measure=members&export=csv"
    _names, rows = read_csv(as_staff.get(address))
    head = read_head(as_staff, address)
    assert (head["Figure"], head["Activity"]) == ("Members", "Seminar")
    assert [row[2] for row in rows] == ["Bogotá"] * 4


@pytest.mark.parametrize("count", [1, 30])
def test_the_report_costs_the_same_queries_for_one_activity_and_thirty(
    as_staff, come, django_assert_num_queries, count
):
    for _number in range(count):
        activity = make_activity(starts_on=START.date())
        come(activity)
        DeclaredFigure.objects.create(activity=activity, value=40, year=2026, unit="people", source="Report")
    as_staff.get(ADDRESS)
    with django_assert_num_queries(32):
        as_staff.get(ADDRESS)


def test_entering_the_admin_alone_shows_no_figure(client, seminar):
    group = Group.objects.create(name="Writers")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(make_user("writer@example.org", "Writers"))
    assert client.get("/admin/").status_code == 200
    assert client.get(ADDRESS).status_code == 302
    assert client.get(ADDRESS + "?export=csv").status_code == 302
