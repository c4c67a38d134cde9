"""Parameters of the API: each one is obeyed or refused, none is ignored."""

import json
from uuid import uuid4

import pytest

from learning.activities.models import Theme
from learning.people.duplicates.merges import merge
from tests.factories import make_activity, make_organisation, make_person

pytestmark = pytest.mark.django_db
NARROWED = ("activities", "figures", "participations")
UNKNOWN = str(uuid4())


@pytest.mark.parametrize("place", NARROWED)
@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"activity": UNKNOWN}, "The register has no such activity."),
        ({"organisation": UNKNOWN}, "The register has no such organisation."),
        ({"theme": "care"}, "The register has no such theme."),
        ({"plan": "2024-2026"}, "The register has no such plan."),
    ],
)
def test_unknown_id_is_answered_with_404_and_a_sentence(ask, seminar, place, query, sentence):
    response = ask(place, **query)
    assert (response.status_code, response["Content-Type"]) == (404, "application/problem+json")
    assert response.json()["detail"] == sentence


def test_known_plan_and_theme_narrow(ask, seminar):
    seminar.plan = "2024–2026"
    seminar.themes = [Theme.objects.create(code="care", name_en="Care")]
    seminar.save()
    make_activity()
    assert len(ask("activities", plan="2024–2026", theme="care").json()["items"]) == 1


def test_merged_organisation_id_stands_for_what_it_counts_as(ask, come):
    bogota, twin, other = (make_organisation(name) for name in ("Bogotá", "Bogota", "Cali"))
    activity = make_activity()
    for organisation in (bogota, twin, other):
        come(activity, make_person(organisation=organisation))
    merge(twin, bogota)
    rows = [ask("participations", organisation=one.uuid).json()["items"] for one in (bogota, twin)]
    assert rows[0] == rows[1]
    assert {row["organisation"] for row in rows[0]} == {str(bogota.uuid)}
    assert [ask("figures", organisation=one.uuid).json()["participations"] for one in (bogota, twin, other)] == [
        2,
        2,
        1,
    ]


@pytest.mark.parametrize("place", [*NARROWED, "organisations"])
def test_unknown_parameter_is_refused_by_name(ask, place):
    response = ask(place, organization=UNKNOWN)
    assert response.status_code == 400
    assert response.json()["detail"].startswith("“organization” can't be asked here. What can: ")


def test_parameters_of_other_lists_are_unknown_to_organisations(ask):
    assert ask("organisations", year=2026).status_code == 400
    assert ask("activities", changed_since="2026-05-12T09:00:00Z").status_code == 400


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"year": 2026, "from": "2026-01-01"}, "Ask for a year or for days, not for both."),
        ({"year": 2026, "to": "2026-12-31"}, "Ask for a year or for days, not for both."),
        ({"from": "2026-02-01", "to": "2026-01-01"}, "The period ends before it begins."),
        ({"year": [2025, 2026]}, "“year” was sent twice. Send it once."),
        ({"from": "12 May"}, "from: Write it like 2026-05-12."),
    ],
)
@pytest.mark.parametrize("place", NARROWED)
def test_contradiction_is_refused_with_a_sentence(ask, place, query, sentence):
    response = ask(place, **query)
    assert (response.status_code, response.json()["detail"]) == (400, sentence)


@pytest.mark.parametrize(
    ("query", "number"), [({"from": "0001-01-01"}, 5), ({"from": "9999-12-31"}, 0), ({"to": "0001-01-01"}, 0)]
)
def test_days_at_the_ends_of_the_calendar_are_days(ask, seminar, query, number):
    assert ask("figures", **query).json()["participations"] == number


@pytest.mark.parametrize(
    "address", ["/api/v1/figures?year=%00", "/api/v1/figures?year=%ff", "/api/v1/figures?" + "a" * 5000]
)
def test_address_that_cannot_be_read_is_a_problem_in_json(client, db, address):
    response = client.get(address)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert json.loads(response.content)["detail"] == "This address can't be read."


def test_other_method_is_a_problem_in_json_that_says_what_is_allowed(client, db):
    response = client.post("/api/v1/figures")
    assert (response.status_code, response["Allow"]) == (405, "GET")
    assert json.loads(response.content)["detail"] == "The API only reads: ask with GET."


def test_error_of_the_server_is_a_problem_in_json(client, ask, monkeypatch):
    from learning.reports.api.routers import figures

    monkeypatch.setattr(figures.by_activity, "both_of", lambda *args, **kwargs: 1 / 0)
    client.raise_request_exception = False
    response = ask("figures")
    assert (response.status_code, response["Content-Type"]) == (500, "application/problem+json")


def test_error_pages_elsewhere_stay_pages(client, db):
    assert client.get("/en/nothing-here/")["Content-Type"].startswith("text/html")
