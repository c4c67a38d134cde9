from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from learning.activities.choices import Kind, Role, Source, Status
from learning.activities.models import DeclaredFigure, Theme
from learning.people.duplicates.merges import merge
from tests.factories import make_activity, make_enrolment, make_person, make_session

INDEX = "/admin/activities/"


def rows(response):
    """Return the texts of the cells of each row of a listing."""
    table = BeautifulSoup(response.content, "html.parser").select_one("table.listing")
    if table is None:
        return []
    return [[" ".join(cell.text.split()) for cell in row.select("td")] for row in table.select("tbody tr")]


def titles(response):
    page = BeautifulSoup(response.content, "html.parser")
    return [link.text.strip() for link in page.select("td.title .title-wrapper a")]


def test_list_shows_dates_and_numbers_by_status(as_officer):
    activity = make_activity("Trees", Kind.WEBINAR, capacity=3)
    make_session(activity, datetime(2030, 3, 12, 15, tzinfo=UTC), time_zone="Africa/Dakar")
    took_part = {"participated_on": date(2030, 3, 12), "attended_on": date(2030, 3, 12)}
    make_enrolment(activity, **took_part, completed_at=timezone.now(), completed_by="officer")
    make_enrolment(activity)
    make_enrolment(activity, source=Source.WALK_IN, **took_part)
    make_enrolment(activity, role=Role.SPEAKER, **took_part)
    make_enrolment(activity, status="waiting", queued_at=timezone.now())
    make_enrolment(activity, source=Source.REPLAY, replayed_on=date(2030, 3, 20))

    [row] = rows(as_officer.get(INDEX))

    assert row[0].startswith("Trees")
    assert row[1:] == ["Webinar", "12 March 2030, 15:00 (Dakar)", "Planned", "2 / 3", "1", "2", "1"]


def test_merged_persons_count_as_one_participant(as_officer):
    activity = make_activity()
    one, other = make_person(), make_person()
    for person in (one, other):
        make_enrolment(activity, person, participated_on=date(2030, 1, 1), started_on=date(2030, 1, 1))
    merge(other, one)

    assert rows(as_officer.get(INDEX))[0][6] == "1"


def test_title_links_to_the_activity_overview(as_officer):
    activity = make_activity("Trees")

    page = BeautifulSoup(as_officer.get(INDEX).content, "html.parser")

    assert page.find("a", string=lambda text: text and text.strip() == "Trees")["href"] == f"{INDEX}{activity.pk}/"


@pytest.mark.parametrize("number", [1, 30])
def test_list_takes_constant_queries(number, as_officer, django_assert_num_queries):
    for _activity in range(number):
        activity = make_activity()
        make_session(activity)
        make_enrolment(activity)
    as_officer.get(INDEX)

    with django_assert_num_queries(14):
        response = as_officer.get(INDEX)

    assert len(rows(response)) == min(number, 20)


def test_list_is_searched_by_title(as_officer):
    make_activity("Trees in summer")
    make_activity("Care")

    assert titles(as_officer.get(INDEX, {"q": "summer"})) == ["Trees in summer"]


@pytest.fixture
def programme(db):
    theme = Theme.objects.create(code="care", name_en="Care")
    ahead = make_activity("Ahead", Kind.WEBINAR, action_line=1)
    make_session(ahead, timezone.now() + timedelta(days=400))
    always = make_activity("Always", Kind.COURSE, status=Status.HELD)
    always.themes.add(theme)
    always.save()
    make_activity("Gone", Kind.WORKSHOP, starts_on=date(2023, 5, 2), action_line=2, status=Status.CONFIRMED)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Always", "Ahead", "Gone"]),
        ({"ordering": "begin"}, ["Gone", "Ahead", "Always"]),
        ({"ordering": "title"}, ["Ahead", "Always", "Gone"]),
        ({"time": "upcoming"}, ["Ahead"]),
        ({"time": "any_time"}, ["Always"]),
        ({"time": "past"}, ["Gone"]),
        ({"year": "2023"}, ["Gone"]),
        ({"kind": "course"}, ["Always"]),
        ({"status": "confirmed"}, ["Gone"]),
        ({"action_line": "1"}, ["Ahead"]),
        ({"kind": "spaceship", "year": "MMXXIII"}, []),
    ],
)
def test_list_is_filtered_and_ordered(query, found, programme, as_officer):
    assert titles(as_officer.get(INDEX, query)) == found


def test_list_is_filtered_by_theme(programme, as_officer):
    assert titles(as_officer.get(INDEX, {"themes": Theme.objects.get().pk})) == ["Always"]


def test_list_is_exported_without_formulas(as_officer):
    make_activity("=1+1", capacity=5)

    exported = b"".join(as_officer.get(INDEX, {"export": "csv"}).streaming_content).decode("utf-8-sig").splitlines()

    assert exported == [
        "Reference title,Kind,When,Status,Enrolled,Places,Waiting,Took part,Completed",
        "'=1+1,Webinar,Date to be announced,Planned,0,5,0,0,0",
    ]


def test_reporting_staff_can_view_the_list_but_not_add(as_staff):
    make_activity("Trees")

    response = as_staff.get(INDEX)

    assert titles(response) == ["Trees"]
    assert reverse("activity:add") not in response.content.decode()
    assert as_staff.get(reverse("activity:add")).status_code == 302


def test_list_is_forbidden_for_officials(as_official):
    assert as_official.get(INDEX).status_code == 403


@pytest.mark.parametrize("number", [1, 30])
def test_list_of_declared_figures_takes_constant_queries(as_officer, django_assert_num_queries, number):
    for _figure in range(number):
        DeclaredFigure.objects.create(activity=make_activity(), value=40, unit="people", year=2023, source="Report")
    as_officer.get("/admin/declared-figures/")
    with django_assert_num_queries(13):
        assert len(rows(as_officer.get("/admin/declared-figures/"))) == min(number, 20)
