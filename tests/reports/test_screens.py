"""The screens of figures as staff meet them: filters, links, files, who may see what, and what it costs."""

import csv
import json
from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from learning.activities.choices import EnrolmentStatus
from learning.activities.models import ActivityPartner, DeclaredFigure, EnrolmentEvent, Feedback, Target
from learning.people.models import AuditEntry
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person, make_session

pytestmark = pytest.mark.django_db

ROOT = "/admin/figures/"
LISTINGS = ("regions", "gender", "trends", "members", "partners", "targets", "applications")
START = datetime(2026, 5, 12, 14, tzinfo=UTC)


@pytest.fixture
def reader(client):
    """May see figures, but nobody behind them."""
    from django.contrib.auth.models import Permission

    from tests.factories import make_user

    user = make_user()
    user.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "view_activity"]))
    client.force_login(user)
    return client


@pytest.fixture
def seminar(come):
    """Six came in May 2026: five women of a member in Bogotá, a man of a French city."""
    activity = make_activity("Seminar", kind="seminar", starts_on=START.date(), action_line=2)
    make_session(activity, START)
    bogota, lyon = make_member("Bogotá", country="CO"), make_organisation("Lyon", country="FR")
    for number in range(6):
        person = make_person(gender="woman" if number < 5 else "man", organisation=bogota if number < 5 else lyon)
        come(activity, person, enrolled_at=START - timedelta(days=1))
    return activity


def table(response, *names):
    return [tuple(getattr(row, name) for name in names) for row in response.context["object_list"]]


def read_csv(response):
    text = b"".join(response.streaming_content).decode()
    assert text.startswith("\ufeff")
    rows = list(csv.reader(StringIO(text[1:])))
    gap = rows.index([])
    return dict(rows[:gap]), rows[gap + 1], rows[gap + 2 :]


@pytest.mark.parametrize("name", LISTINGS)
def test_each_screen_opens_without_anything_in_it(as_staff, name):
    assert as_staff.get(f"{ROOT}{name}/").status_code == 200
    assert as_staff.get(f"{ROOT}{name}/results/").status_code == 200


@pytest.mark.parametrize("name", ["all", *LISTINGS])
def test_officials_are_kept_out(as_official, name):
    assert as_official.get(f"{ROOT}{name}/").status_code == 302


def test_the_menu_leads_to_a_page_that_names_every_screen(as_staff):
    page = as_staff.get(f"{ROOT}all/").content.decode()
    assert [name for name in LISTINGS if f'href="{ROOT}{name}/"' in page] == list(LISTINGS)
    assert f'"url": "{ROOT}all/"' in as_staff.get("/admin/").content.decode()


@pytest.mark.parametrize(
    "query", ["year=9999", "kind=cinema", "by=star", "period_from=yesterday", "p=99", "ordering=x", "q=%00"]
)
@pytest.mark.parametrize("name", LISTINGS)
def test_what_can_not_be_asked_is_answered_all_the_same(as_staff, seminar, name, query):
    assert as_staff.get(f"{ROOT}{name}/?{query}").status_code in {200, 400}


# ---- Regions


def test_regions_say_who_came_and_lead_to_them(as_staff, seminar):
    response = as_staff.get(f"{ROOT}regions/?year=2026")
    assert table(response, "name", "people", "organisations", "members", "women", "women_share") == [
        ("Latin America and the Caribbean", 5, 1, 1, 5, 100),
        ("Europe", 1, 1, 0, 0, None),
    ]
    page = response.content.decode()
    address = f"{ROOT}people/?measure=women&year=2026&region=latin-america&covered=too"
    assert address.replace("&", "&amp;") in page
    assert len(as_staff.get(address).context["object_list"]) == 5
    assert f'href="{ROOT}rules/#organisations"' in page


def test_countries_and_kinds_of_organisation_are_rows_too(as_staff, seminar):
    assert table(as_staff.get(f"{ROOT}regions/?by=country"), "name", "people") == [("Colombia", 5), ("France", 1)]
    assert table(as_staff.get(f"{ROOT}regions/?by=organisation_kind"), "name", "people") == [
        ("Local or regional government", 6)
    ]


def test_without_the_permission_the_table_with_filters_says_nothing_of_gender(reader, seminar):
    page = reader.get(f"{ROOT}regions/").content.decode()
    assert "Non-binary" not in page
    assert "measure=" not in page
    _head, names, _rows = read_csv(reader.get(f"{ROOT}regions/?export=csv"))
    assert names == ["Where from", "Participations", "People", "Organisations", "Members", "Countries"]


def test_whoever_looks_at_gender_is_logged(as_staff, staff, seminar):
    as_staff.get(f"{ROOT}regions/?year=2026")
    as_staff.get(f"{ROOT}activity/{seminar.pk}/")
    looks = AuditEntry.objects.filter(action=AuditEntry.Action.FIGURES_SEEN, by=staff).order_by("pk")
    assert [look.details["screen"] for look in looks] == ["regions", "activity"]
    assert looks[0].details["filters"] == ["year"]


def test_a_reader_s_look_is_not_since_nothing_of_anyone_is_shown(reader, seminar):
    reader.get(f"{ROOT}regions/")
    reader.get(f"{ROOT}gender/")
    assert not AuditEntry.objects.exists()


# ---- Trends


def test_a_change_stands_beside_the_year_before_and_is_not_said_of_nothing(as_staff, come):
    for year, number in ((2024, 2), (2026, 3)):
        activity = make_activity(starts_on=date(year, 3, 1))
        for _number in range(number):
            come(activity, participated_on=date(year, 3, 1), attended_on=date(year, 3, 1))
    response = as_staff.get(f"{ROOT}trends/")
    assert table(response, "name", "people", "people_change") == [
        ("2026", 3, None),
        ("2025", 0, -100),
        ("2024", 2, None),
    ]
    assert "n/a" in response.content.decode()
    assert "−100 %" in response.content.decode()


def test_the_first_quarter_of_a_year_is_compared_with_the_last_of_the_one_before(as_staff, come):
    come(make_activity(starts_on=date(2025, 11, 3)))
    for _number in range(2):
        come(make_activity(starts_on=date(2026, 2, 3)))
    assert table(
        as_staff.get(f"{ROOT}trends/?year=2026&by=quarter"), "name", "participations", "participations_change"
    ) == [("2026, quarter 1", 2, 100)]


# ---- Members


@pytest.fixture
def members(seminar, come):
    """Bogotá came this year, Cali last year, Quito never; Lima left before."""
    cali = make_member("Cali", country="CO")
    make_member("Quito", country="EC")
    make_member("Lima", country="PE", until=date(2020, 1, 1))
    old = make_activity(starts_on=date(2025, 3, 1))
    day = date(2025, 3, 1)
    come(old, make_person(organisation=cali), participated_on=day, attended_on=day)


def test_members_of_the_period_are_listed_with_what_they_did(as_staff, members):
    response = as_staff.get(f"{ROOT}members/?year=2026&ordering=name")
    assert table(response, "name", "participations", "people", "activities", "last_on") == [
        ("Bogotá", 5, 5, 1, date(2026, 5, 12)),
        ("Cali", 0, 0, 0, date(2025, 3, 1)),
        ("Quito", 0, 0, 0, None),
    ]
    assert [total.text for total in response.context["totals"]] == ["3", "1", "–", "1"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("took_part=now", ["Bogotá"]),
        ("took_part=not_now", ["Cali", "Quito"]),
        ("took_part=never", ["Quito"]),
        ("q=qui", ["Quito"]),
        ("region=europe", []),
        ("organisation_kind=academic", []),
    ],
)
def test_members_can_be_narrowed(as_staff, members, query, names):
    response = as_staff.get(f"{ROOT}members/?year=2026&ordering=name&{query}")
    assert [name for (name,) in table(response, "name")] == names


# ---- Partners


def test_a_partner_stands_once_for_each_role_with_what_is_declared_beside(as_staff, seminar):
    bank = make_organisation("Bank")
    for role in ("funder", "host"):
        ActivityPartner.objects.create(activity=seminar, organisation=bank, role=role)
    planned = make_activity(starts_on=date(2026, 12, 1))
    ActivityPartner.objects.create(activity=planned, organisation=bank, role="funder")
    DeclaredFigure.objects.create(
        activity=seminar, value=300, qualifier="over", year=2026, unit="people", source="Report"
    )
    response = as_staff.get(f"{ROOT}partners/?role=funder")
    assert table(response, "name", "role", "activities", "participations", "people", "declared_text") == [
        ("Bank", "Funder", 1, 6, 6, "over 300")
    ]
    address = f"{ROOT}people/?measure=participants&partner={bank.pk}&partner_role=funder&covered=too"
    assert address.replace("&", "&amp;") in response.content.decode()
    assert len(as_staff.get(address).context["object_list"]) == 6


# ---- Targets


def test_a_target_is_passed_by_as_many_per_cent_as_the_report_prints(as_staff, seminar):
    Target.objects.create(activity=seminar, metric="participants", value=4)
    Target.objects.create(activity=seminar, metric="completers", value=3)
    to_come = make_activity("To come", starts_on=date(2099, 1, 1))
    Target.objects.create(activity=to_come, metric="participants", value=100)
    response = as_staff.get(f"{ROOT}targets/")
    assert sorted(table(response, "name", "metric", "aim", "actual", "difference"), key=str) == [
        ("Seminar", "Completers", 3, 0, -100),
        ("Seminar", "Participants", 4, 6, 50),
        ("To come", "Participants", 100, None, None),
    ]
    assert [(total.text, total.label) for total in response.context["totals"]] == [
        ("+50 %", "Participants: 6 of 4"),
        ("−100 %", "Completers: 0 of 3"),
    ]


# ---- Applications


def test_applications_are_followed_to_the_end(as_staff):
    activity = make_activity("Training", access="application", starts_on=START.date())
    for status in ("applied", "declined", "waiting", "withdrawn", "enrolled", "enrolled"):
        enrolment = make_enrolment(activity, status=status, source="application", queued_at=START)
        EnrolmentEvent.objects.create(enrolment=enrolment, status=EnrolmentStatus.APPLIED, at=START)
    day = START.date()
    type(enrolment).objects.filter(pk=enrolment.pk).update(
        attended_on=day, participated_on=day, completed_at=START, completed_by="officer"
    )
    make_enrolment(activity)
    response = as_staff.get(f"{ROOT}applications/")
    steps = ("applied", "undecided", "declined", "waiting", "withdrawn", "chosen", "came", "completed")
    assert table(response, *steps) == [(6, 1, 1, 1, 1, 2, 1, 1)]
    people = as_staff.get(f"{ROOT}people/?measure=chosen&activity={activity.pk}&covered=too")
    assert len(people.context["object_list"]) == 2


# ---- One activity


def lines(response, code):
    (part,) = [part for part in response.context["parts"] if part.code == code]
    return {str(line.label): line.printed for line in part.lines}


def test_an_activity_is_told_on_one_page(as_staff, seminar):
    Target.objects.create(activity=seminar, metric="participants", value=20)
    DeclaredFigure.objects.create(activity=seminar, value=40, year=2026, unit="people", source="Report")
    response = as_staff.get(f"{ROOT}activity/{seminar.pk}/")
    assert lines(response, "funnel") == {
        "Expected": "20",
        "Registered": "6",
        "Came live": "6",
        "Started learning": "0",
        "Took part: came or started": "6",
        "Completed": "0",
    }
    assert lines(response, "rates")["Attendance rate"] == "100 %"
    assert lines(response, "gender") == {"Women": "5", "Men": "1", "Non-binary or another": "0", "No answer": "0"}
    assert lines(response, "countries") == {"Colombia": "5", "France": "1"}
    page = response.content.decode()
    assert "83 % women (of 100 % who answered)" in page
    assert "6 counted + 40 declared (not de-duplicated)." in page
    assert "Nobody has answered yet." in page


def test_the_page_of_an_activity_and_the_list_of_all_lead_to_its_report(as_staff, seminar):
    address = f'href="{ROOT}activity/{seminar.pk}/"'
    assert address in as_staff.get(reverse("activity:inspect", args=[seminar.pk])).content.decode()
    assert address in as_staff.get(ROOT).content.decode()


def test_a_course_that_is_always_open_can_be_told_by_year(as_staff, come):
    course = make_activity(kind="course")
    come(course, participated_on=date(2025, 3, 1), started_on=date(2025, 3, 1), attended_on=None)
    come(course)
    assert lines(as_staff.get(f"{ROOT}activity/{course.pk}/"), "funnel")["Took part: came or started"] == "2"
    told = as_staff.get(f"{ROOT}activity/{course.pk}/?year=2025")
    assert lines(told, "funnel")["Took part: came or started"] == "1"
    assert as_staff.get(f"{ROOT}activity/{course.pk}/?year=MMXXV").status_code == 404


def rate(activity, *ratings):
    for rating in ratings:
        enrolment = make_enrolment(activity, attended_on=START.date(), participated_on=START.date())
        Feedback.objects.create(enrolment=enrolment, rating=rating, given_at=START)


def test_answers_of_one_to_four_people_are_told_as_their_number_alone(reader, seminar):
    rate(seminar, 5, 5, 5, 5, 5, 4)
    response = reader.get(f"{ROOT}activity/{seminar.pk}/")
    assert lines(response, "feedback") == {"Answers": "6"}
    assert "gender" not in [part.code for part in response.context["parts"]]
    assert "Women" not in [line.label for part in response.context["parts"] for line in part.lines]


def test_answers_of_five_and_more_are_told_with_their_average(reader, seminar):
    rate(seminar, *[5] * 5, *[4] * 5)
    assert lines(reader.get(f"{ROOT}activity/{seminar.pk}/"), "feedback") == {
        "Answers": "10",
        "Average, of 5": "4.5",
        "5 of 5": "5",
        "4 of 5": "5",
        "3 of 5": "0",
        "2 of 5": "0",
        "1 of 5": "0",
    }


def test_staff_with_the_permission_see_the_few_answers_too(as_staff, seminar):
    rate(seminar, 5, 4)
    assert lines(as_staff.get(f"{ROOT}activity/{seminar.pk}/"), "feedback")["4 of 5"] == "1"


@pytest.mark.parametrize("address", ["activity/999999/", "activity/1/"])
def test_an_activity_that_is_not_there_is_not_found(as_staff, address):
    assert as_staff.get(f"{ROOT}{address}").status_code == 404


# ---- Files


def test_a_csv_says_what_was_asked_and_has_the_rows_of_the_screen(as_staff, seminar):
    head, names, rows = read_csv(as_staff.get(f"{ROOT}regions/?year=2026&by=country&ordering=name&export=csv"))
    assert head["Table"] == "Regions and gender"
    assert head["Period"] == "2026"
    assert head["Rows"] == "Countries"
    assert head["people"] == "6"
    assert head["Rules"].startswith("How we count, version ")
    assert head["Small numbers"] == "No share of fewer than 5 people is shown."
    assert "Made" in head
    assert rows == [
        ["Colombia", "5", "5", "1", "1", "1", "5", "0", "0", "0", "100", "100"],
        ["France", "1", "1", "1", "0", "1", "0", "1", "0", "0", "", ""],
    ]
    assert len(names) == 12


def test_an_xlsx_has_typed_cells_under_a_head_that_stays(as_staff, seminar):
    content = as_staff.get(f"{ROOT}members/?year=2026&export=xlsx").getvalue()
    sheet = load_workbook(BytesIO(content)).active
    first = int(sheet.freeze_panes[1:])
    assert sheet.cell(first - 1, 1).value == "Member"
    assert [cell.value for cell in sheet[first]] == [
        "Bogotá",
        "Latin America and the Caribbean",
        5,
        5,
        1,
        date(2026, 5, 12),
    ]


def test_a_json_has_the_head_the_rules_and_the_rows(as_staff, seminar):
    told = json.loads(as_staff.get(f"{ROOT}trends/?export=json").content)
    assert told["head"]["Table"] == "Trends"
    assert told["rules"]["people"] == 1
    assert told["rows"][0]["people"] == 6
    assert told["rows"][0]["people_change"] is None


@pytest.mark.parametrize("name", LISTINGS)
@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_every_screen_goes_into_every_kind_of_file(as_staff, seminar, name, form):
    response = as_staff.get(f"{ROOT}{name}/?export={form}")
    assert response["Content-Disposition"].endswith(f'.{form}"')
    assert b"".join(response) if form != "json" else response.content


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_the_report_of_an_activity_goes_into_files_too(as_staff, seminar, form):
    response = as_staff.get(f"{ROOT}activity/{seminar.pk}/?export={form}")
    assert f"activity-{seminar.pk}-rules-v1.{form}" in response["Content-Disposition"]
    if form == "csv":
        _head, names, rows = read_csv(response)
        assert names == ["Part", "What", "Number", "Rule"]
        assert ["Gender", "Women", "5", "women"] in rows


def test_a_name_that_starts_like_a_formula_comes_out_inert(as_staff, seminar):
    make_member("=cmd|' /C calc'!A0")
    _head, _names, rows = read_csv(as_staff.get(f"{ROOT}members/?q=cmd&export=csv"))
    assert rows[0][0].startswith("'=")


# ---- What it costs


def fill(come, count):
    for number in range(count):
        body = make_member(f"Body {number}", country=("CO", "FR", "SN")[number % 3])
        activity = make_activity(starts_on=date(2020 + number % 6, 1 + number % 12, 1), access="application")
        make_session(activity, datetime(2020 + number % 6, 1 + number % 12, 1, 9, tzinfo=UTC))
        come(activity, make_person(organisation=body), source="application")
        Target.objects.create(activity=activity, metric="participants", value=5)
        ActivityPartner.objects.create(activity=activity, organisation=body, role="host")
        DeclaredFigure.objects.create(activity=activity, value=40, year=2026, unit="people", source="Report")


@pytest.mark.parametrize("name", LISTINGS)
def test_a_screen_costs_the_same_queries_for_one_row_and_thirty(as_staff, come, name, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    fill(come, 1)
    as_staff.get(f"{ROOT}{name}/")
    with CaptureQueriesContext(connection) as one:
        as_staff.get(f"{ROOT}{name}/")
    fill(come, 29)
    with django_assert_num_queries(len(one)):
        as_staff.get(f"{ROOT}{name}/")


@pytest.mark.parametrize("count", [1, 30])
def test_a_report_costs_the_same_queries_for_one_person_and_thirty(as_staff, come, count, django_assert_num_queries):
    activity = make_activity(starts_on=date(2026, 5, 12))
    for _number in range(count):
        come(activity)
    as_staff.get(f"{ROOT}activity/{activity.pk}/")
    with django_assert_num_queries(25):
        as_staff.get(f"{ROOT}activity/{activity.pk}/")
