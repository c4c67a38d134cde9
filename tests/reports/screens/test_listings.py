"""The screens of figures as staff meet them: filters, links, who may see what, and what it costs."""

from datetime import UTC, date, datetime

import pytest

from learning.activities.choices import EnrolmentStatus
from learning.activities.models import ActivityPartner, DeclaredFigure, EnrolmentEvent, Target
from learning.people.models import AuditEntry
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person, make_session
from tests.reports.screen_parser import LISTINGS, ROOT, read_csv, table

pytestmark = pytest.mark.django_db

START = datetime(2026, 5, 12, 14, tzinfo=UTC)


@pytest.mark.parametrize("name", LISTINGS)
def test_each_screen_opens_without_anything_in_it(as_staff, name):
    assert as_staff.get(f"{ROOT}{name}/").status_code == 200
    assert as_staff.get(f"{ROOT}{name}/results/").status_code == 200


@pytest.mark.parametrize("name", ["all", *LISTINGS])
def test_officials_are_kept_out(as_official, name):
    assert as_official.get(f"{ROOT}{name}/").status_code == 403


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


@pytest.mark.parametrize("name", ["", "regions/", "trends/"])
@pytest.mark.parametrize("query", ["year=1999", "year=0", "kind=cinema", "year=2026&period_from=2026-01-01"])
def test_filter_that_cannot_be_read_finds_nothing_and_says_so(as_staff, seminar, name, query):
    response = as_staff.get(f"{ROOT}{name}?{query}")
    assert list(response.context["object_list"]) == []
    assert "Nothing is found, since a filter can&#x27;t be read." in response.content.decode()
    assert as_staff.get(f"{ROOT}{name}?{query}&export=csv").status_code == 400
    assert len(as_staff.get(f"{ROOT}{name}?year=2026").context["object_list"]) > 0


# ---- Regions


def test_regions_say_who_came_and_lead_to_them(as_staff, seminar):
    response = as_staff.get(f"{ROOT}regions/?year=2026")
    assert table(response, "name", "people", "organisations", "members", "women", "women_share") == [
        ("Latin America and the Caribbean", 5, 1, 1, 5, 100),
        ("Europe", 1, 1, 0, 0, None),
    ]
    page = response.content.decode()
    address = f"{ROOT}people/?measure=women&year=2026&region=latin-america"
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
    names, _rows = read_csv(reader.get(f"{ROOT}regions/?export=csv"))
    assert names == ["Where from", "Participations", "People", "Organisations", "Members", "Countries"]


def test_reading_figures_by_gender_is_logged(as_staff, staff, seminar):
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
    planned = make_activity(starts_on=date(2099, 12, 1))
    ActivityPartner.objects.create(activity=planned, organisation=bank, role="funder")
    DeclaredFigure.objects.create(
        activity=seminar, value=300, qualifier="over", year=2026, unit="people", source="Report"
    )
    response = as_staff.get(f"{ROOT}partners/?role=funder")
    assert table(response, "name", "role", "activities", "participations", "people", "declared_text") == [
        ("Bank", "Funder", 1, 6, 6, "over 300")
    ]
    address = f"{ROOT}people/?measure=participants&partner={bank.pk}&partner_role=funder"
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
    people = as_staff.get(f"{ROOT}people/?measure=chosen&activity={activity.pk}")
    assert len(people.context["object_list"]) == 2


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


# ---- Pictures


def drawn(response):
    return {picture.name: picture for picture in response.context["pictures"]}


def test_regions_are_a_map_of_who_took_part_and_bars_by_people(as_staff, come):
    for name, latitude, longitude, people in (("Bogotá", 4.6, -74.1, 6), ("Lyon", 45.8, 4.8, 5)):
        body = make_member(name, country="CO" if name == "Bogotá" else "FR", latitude=latitude, longitude=longitude)
        for _number in range(people):
            come(make_activity(starts_on=START.date()), make_person(organisation=body))
    pictures = drawn(as_staff.get(f"{ROOT}regions/?by=country"))
    assert pictures["where"].rows == (("Bogotá", "6"), ("Lyon", "5"))
    assert [(bar.labels[0][0], bar.told) for bar in pictures["how-many"].bars] == [("Colombia", "6"), ("France", "5")]


def test_a_line_of_time_runs_from_the_first_year_to_the_last_and_needs_two(as_staff, come):
    come(make_activity(starts_on=date(2025, 1, 1)))
    assert drawn(as_staff.get(f"{ROOT}trends/")) == {}
    come(make_activity(starts_on=date(2026, 1, 1)))
    line = drawn(as_staff.get(f"{ROOT}trends/"))["over-time"]
    assert [(column.label.text, column.told.text) for column in line.columns] == [("2025", "1"), ("2026", "1")]


def test_members_who_did_not_take_part_are_hollow_dots(as_staff, come):
    came = make_member("Bogotá", latitude=4.6, longitude=-74.1)
    make_member("Lyon", latitude=45.8, longitude=4.8)
    come(make_activity(starts_on=START.date()), make_person(organisation=came))
    dots = drawn(as_staff.get(f"{ROOT}members/"))["where"].dots
    assert [dot.took_part for dot in dots] == [False, True]


def test_applications_are_a_funnel(as_staff, come):
    activity = make_activity(starts_on=START.date())
    come(activity, source="application")
    make_enrolment(activity, source="application", status="declined")
    bars = drawn(as_staff.get(f"{ROOT}applications/"))["steps"].bars
    assert [(bar.labels[0][0], bar.told.split(" ")[0]) for bar in bars] == [
        ("Applied", "2"),
        ("Enrolled", "1"),
        ("Came", "1"),
        ("Completed", "0"),
    ]
