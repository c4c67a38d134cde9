from datetime import date

import pytest
from django.contrib.auth.models import Permission

from learning.people.models import AuditEntry
from tests.factories import make_activity, make_enrolment, make_member, make_organisation, make_person, make_user
from tests.reports.screen_parser import read_csv

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/figures/quality/"
LOOKS = AuditEntry.objects.filter(action__in=["figures_seen", "people_exported"])
CAME = {"attended_on": date(2026, 5, 12), "participated_on": date(2026, 5, 12)}


def spoil(times):
    """So many of most kinds of problems."""
    for number in range(times):
        activity = make_activity(f"Over {number:02}", starts_on=date(2026, 5, 12))
        make_enrolment(activity, make_person(f"Nobody {number}", organisation=None), source="walk_in", **CAME)
        city = make_organisation(f"Typed {number}", is_confirmed=False)
        make_person(f"Ana {number}", organisation=city)
        make_person(f"ana {number}", organisation=city)
        make_member(f"Member {number}")


def told(response):
    return {problem.code: count for problem, count in response.context["counts"]}


def test_how_many_of_each_kind_stand_above_and_every_row_below(as_officer):
    spoil(2)
    response = as_officer.get(ADDRESS)
    assert told(response) == {
        "no-organisation": 2,
        "no-gender": 2,
        "look-alikes": 2,
        "unconfirmed": 2,
        "placeless": 3,
        "never-came": 2,
        "not-closed": 2,
        "unregistered": 2,
        "declared-below": 0,
        "no-consent": 0,
        "not-counted": 0,
        "odd-addresses": 0,
    }
    assert [row.problem.code for row in response.context["object_list"]] == [
        code for code, count in told(response).items() for _row in range(count)
    ]
    assert all(row.url for row in response.context["object_list"])


def test_one_kind_is_chosen(as_officer):
    spoil(2)
    response = as_officer.get(f"{ADDRESS}?problem=not-closed")
    assert [row.what for row in response.context["object_list"]] == ["Over 01", "Over 00"]
    page = response.content.decode()
    assert "Check who came, then confirm the figures" in page
    assert told(response)["unconfirmed"] == 2


def test_the_list_has_pages(as_officer):
    spoil(12)
    first, second, last = (as_officer.get(f"{ADDRESS}?p={page}").context["object_list"] for page in (1, 2, 99))
    assert (len(first), len(second)) == (50, 47)
    assert [row.problem.code for row in (first[0], first[49], second[0])] == [
        "no-organisation",
        "placeless",
        "placeless",
    ]
    assert [row.what for row in last] == [row.what for row in second]


def test_nothing_wrong_has_words_of_its_own(as_officer):
    make_organisation(latitude=1, longitude=1)
    page = as_officer.get(f"{ADDRESS}?problem=unconfirmed").content.decode()
    assert "Nothing of this kind is wrong." in page


def test_choice_that_is_none_finds_nothing(as_officer):
    make_organisation("Dakar", is_confirmed=False)
    response = as_officer.get(f"{ADDRESS}?problem=weather")
    assert list(response.context["object_list"]) == []
    assert "Nothing is found, since a filter can&#x27;t be read." in response.content.decode()


def test_who_may_not_change_anything_is_led_to_where_it_can_be_seen(as_staff):
    spoil(1)
    rows = as_staff.get(ADDRESS).context["object_list"]
    urls = {row.problem.code: row.url for row in rows if row.url}
    assert {code: as_staff.get(url).status_code for code, url in urls.items()} == dict.fromkeys(
        {row.problem.code for row in rows}, 200
    )
    assert not [url for url in urls.values() if "/edit/" in url or "/confirm/" in url or "/merge/" in url]


def test_officers_are_led_to_pages_that_open(as_officer):
    spoil(1)
    urls = [row.url for row in as_officer.get(ADDRESS).context["object_list"]]
    assert {as_officer.get(url).status_code for url in urls} == {200}


def test_looking_at_names_is_logged_and_at_numbers_not(as_officer, officer):
    def looks():
        return [(entry.action, entry.by, entry.details) for entry in LOOKS.order_by("pk")]

    as_officer.get(f"{ADDRESS}?problem=not-closed")
    assert looks() == []
    as_officer.get(f"{ADDRESS}?problem=look-alikes")
    assert looks() == [("figures_seen", officer, {"list": "quality", "problems": ["look-alikes"]})]


def test_the_export_has_the_filter_of_the_screen_and_is_logged(as_officer, officer):
    spoil(1)
    make_organisation("=Typed", is_confirmed=False)
    answer = as_officer.get(f"{ADDRESS}?problem=unconfirmed&export=csv")
    names, body = read_csv(answer)
    assert names == ["Problem", "What", "What is wrong", "Where to correct it"]
    detail = "typed by someone, matched to no organisation of the register"
    assert [row[:3] for row in body] == [
        ["Unmatched organisation names", "'=Typed", detail],
        ["Unmatched organisation names", "Typed 0", detail],
    ]
    assert body[0][3].startswith("http://testserver/admin/organisations/")
    entry = LOOKS.get()
    assert (entry.action, entry.details["rows"], entry.details["problems"]) == ("people_exported", 2, ["unconfirmed"])


@pytest.mark.parametrize("query", ["", "?problem=look-alikes"])
def test_query_count_is_the_same_for_one_and_five_problems_of_each_kind(
    as_officer, django_assert_max_num_queries, query
):
    def asked(times):
        spoil(times)
        as_officer.get(ADDRESS)
        with django_assert_max_num_queries(60) as queries:
            as_officer.get(f"{ADDRESS}{query}")
        return len(queries)

    assert asked(1) == asked(4)


def test_screen_is_404_without_permission_to_see_people(client):
    editor = make_user("editor@example.org")
    editor.user_permissions.add(*Permission.objects.filter(codename__in=["access_admin", "view_activity"]))
    client.force_login(editor)
    assert client.get(ADDRESS).status_code == 404
    assert client.get(f"{ADDRESS}results/").status_code == 404
