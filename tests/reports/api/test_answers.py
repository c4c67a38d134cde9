"""What comes back, page by page."""

from datetime import UTC, date, datetime

import pytest

from learning.activities.models import ActivityLanguage, ActivityPartner, DeclaredFigure, Enrolment, Theme
from learning.people.duplicates.merges import merge
from learning.people.models import AuditEntry, Organisation
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person

pytestmark = pytest.mark.django_db


def walk(ask, place, limit, **query):
    """All rows of all pages, and how many pages there were."""
    rows, pages, after = [], 0, {}
    while True:
        answer = ask(place, limit=limit, **after, **query).json()
        rows, pages = rows + answer["items"], pages + 1
        if answer["next"] is None:
            return rows, pages
        after = {"after": answer["next"]}


def test_an_activity_is_told_as_the_register_has_it(ask):
    series = make_activity("Series", kind="series")
    row = make_activity(
        "Seminar", kind="seminar", starts_on=date(2026, 5, 12), parent=series, action_line=2, country="CO"
    )
    row.themes = [Theme.objects.create(code="care", name_en="Care")]
    row.save()
    ActivityLanguage.objects.create(activity=row, code="es")
    host = make_organisation("Bogotá")
    ActivityPartner.objects.create(activity=row, organisation=host, role="host")
    _series, told = ask("activities").json()["items"]
    assert told == {
        "id": str(row.key),
        "kind": "seminar",
        "title": "Seminar",
        "status": "planned",
        "starts_on": "2026-05-12",
        "ends_on": None,
        "date_precision": "day",
        "time_zone": "UTC",
        "mode": "online",
        "place": "",
        "country": "CO",
        "action_line": 2,
        "plan": "",
        "counts_as_training": True,
        "part_of": str(series.key),
        "languages": ["es"],
        "themes": ["care"],
        "partners": [{"organisation": str(host.uuid), "role": "host"}],
    }


def test_an_organisation_is_told_with_its_memberships_and_merged_ones_are_not(ask):
    bogota, twin = make_member("Bogotá", country="CO"), make_organisation("Bogota")
    make_organisation("Proposed", is_confirmed=False)
    merge(twin, bogota)
    (told,) = ask("organisations").json()["items"]
    assert (told["id"], told["name"], told["region"]) == (str(bogota.uuid), "Bogotá", "latin-america")
    assert told["memberships"] == [{"since": "2000-01-01", "until": None}]


def test_figures_are_those_of_the_screen_each_with_its_rule_and_without_gender(ask, seminar):
    DeclaredFigure.objects.create(activity=seminar, value=40, year=2026, unit="people", source="Report")
    told = ask("figures", year=2026).json()
    values = {row["code"]: row["value"] for row in told["figures"]}
    assert (told["activities"], told["participations"]) == (1, 5)
    assert (values["registrants"], values["participants"], values["members"], values["non_members"]) == (5, 5, 1, 1)
    assert told["declared"]["value"] == 40
    assert "women" not in values
    assert all(row["rule"] and row["rule_version"] >= 1 for row in told["figures"])


@pytest.mark.parametrize(
    ("query", "activities"),
    [
        ({}, 2),
        ({"year": 2026}, 1),
        ({"year": 2025}, 1),
        ({"from": "2026-01-01"}, 1),
        ({"to": "2026-05-11"}, 1),
        ({"from": "2025-01-01", "to": "2026-12-31"}, 2),
        ({"kind": "seminar"}, 1),
        ({"action_line": 1}, 0),
    ],
)
def test_the_same_questions_narrow_figures_activities_and_participations(ask, seminar, come, query, activities):
    old = make_activity("Old", kind="workshop", starts_on=date(2025, 3, 1))
    make_enrolment(old, attended_on=date(2025, 3, 1), participated_on=date(2025, 3, 1))
    assert ask("figures", **query).json()["activities"] == activities
    keys = {row["id"] for row in ask("activities", **query).json()["items"]}
    assert len(keys) == activities
    rows = ask("participations", **query).json()["items"]
    assert {row["activity"] for row in rows} == keys
    assert len(rows) == ask("figures", **query).json()["participations"]


def test_a_participation_names_nobody(ask, seminar):
    rows = ask("participations").json()["items"]
    assert len(rows) == 5
    assert set(rows[0]) == {
        *("id", "activity", "person", "organisation", "organisation_kind", "country", "region"),
        *("is_member", "source", "participated_on", "completed_on"),
    }
    bogota = Organisation.objects.get(name="Bogotá")
    assert (rows[0]["organisation"], rows[0]["is_member"], rows[0]["country"]) == (str(bogota.uuid), True, "CO")
    text = ask("participations").content.decode()
    for enrolment in Enrolment.objects.select_related("person"):
        person = enrolment.person
        assert not any(word in text for word in (person.name, person.email, str(person.uuid), "woman"))


def test_those_who_did_not_take_part_and_speakers_are_not_among_them(ask, seminar, come):
    make_enrolment(seminar)
    come(seminar, role="speaker")
    assert len(ask("participations").json()["items"]) == 5


def test_one_person_is_one_pseudonym_to_one_token_and_another_to_the_next(ask, make_token, come):
    person, twin = make_person(), make_person()
    merge(twin, person)
    for activity, who in ((make_activity(), person), (make_activity(), twin), (make_activity(), make_person())):
        come(activity, who)
    first, second, other = [row["person"] for row in ask("participations").json()["items"]]
    assert first == second != other
    _token, secret = make_token()
    again = [row["person"] for row in ask("participations", secret).json()["items"]]
    assert again[0] == again[1]
    assert not {first, other} & set(again)


def test_reading_participations_is_kept_in_the_audit_log_once_a_walk(ask, seminar):
    walk(ask, "participations", 2, activity=seminar.key)
    (entry,) = AuditEntry.objects.filter(action="token_used")
    assert entry.details == {"scope": "participations", "filters": ["activity"]}


def test_who_begins_with_a_page_in_the_middle_is_kept_too(ask, seminar):
    ask("participations", after="0-0", **{"from": "2026-01-01"})
    (entry,) = AuditEntry.objects.filter(action="token_used")
    assert entry.details == {"scope": "participations", "filters": ["from"]}


def test_of_one_activity(ask, seminar, come):
    come(make_activity())
    assert len(ask("participations", activity=seminar.key).json()["items"]) == 5


def test_pages_hold_every_row_once(ask, seminar):
    whole, pages = walk(ask, "participations", 100)
    assert (len(whole), pages) == (5, 1)
    assert walk(ask, "participations", 2) == (whole, 3)
    assert walk(ask, "participations", 5) == (whole, 1)


def test_rows_that_arrive_or_go_meanwhile_move_no_other(ask, come, seminar):
    before = ask("participations").json()["items"]
    first = ask("participations", limit=2).json()
    come(seminar)
    Enrolment.objects.order_by("pk").first().delete()
    rest = ask("participations", limit=100, after=first["next"]).json()["items"]
    assert rest[:3] == before[2:]
    assert len(rest) == 4


@pytest.mark.parametrize(
    "query",
    [
        {"after": "x"},
        {"after": "é"},
        {"after": "1"},
        {"after": "1-1-1"},
        {"after": "٣-٣"},
        {"after": "9" * 17 + "-1"},
        {"limit": 0},
        {"limit": "1e2"},
        {"limit": "1_0"},
        {"limit": 1001},
        {"limit": "many"},
        {"year": "now"},
        {"kind": "cinema"},
        {"activity": "1"},
        {"from": "2026-02-01", "to": "2026-01-01"},
        {"year": 2026, "from": "2026-01-01"},
        {"year": 2026, "to": "2026-12-31"},
        {"year": [2025, 2026]},
        {"year": ""},
        {"year": 0},
        {"year": "2026.0"},
        {"from": "1767225600"},
        {"from": "2026-01-01T00:00:00"},
        {"kind": ""},
        {"plan": ""},
        {"theme": ""},
        {"organisation": ""},
        {"organisation": "0"},
        {"activity": "3fa85f64571745622b3fc2c963f66afa"},
        {"country": "XX"},
        {"country": ""},
        {"changed_since": "2026-05-12T09:00:00"},
        {"changed_since": "1767225600"},
        {"organization": "3fa85f64-5717-4562-b3fc-2c963f66afa6"},
        {"ogranisation": ""},
    ],
)
def test_a_question_that_makes_no_sense_gets_a_sentence(ask, query):
    response = ask("participations", **query)
    assert (response.status_code, response["Content-Type"]) == (400, "application/problem+json")
    assert response.json()["detail"]


@pytest.mark.parametrize(
    ("place", "queries"), [("activities", 13), ("figures", 17), ("organisations", 10), ("participations", 12)]
)
@pytest.mark.parametrize("count", [1, 30])
def test_a_page_costs_the_same_queries_for_one_row_and_thirty(
    ask, come, django_assert_num_queries, place, queries, count
):
    """Some twelve of them are the token and the limit, counted in the cache that all processes share."""
    for _number in range(count):
        activity = make_activity(starts_on=date(2026, 5, 12))
        ActivityPartner.objects.create(activity=activity, organisation=make_member(), role="host")
        come(activity)
    ask(place)
    with django_assert_num_queries(queries):
        ask(place)


def test_a_day_is_told_where_it_was_completed(ask, come):
    come(make_activity(), completed_at=datetime(2026, 6, 1, 9, tzinfo=UTC), completed_by="officer")
    (row,) = ask("participations").json()["items"]
    assert (row["participated_on"], row["completed_on"]) == ("2026-05-12", "2026-06-01")
