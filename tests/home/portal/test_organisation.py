"""Pages of focal points: what they see of the people of their organisation, and what they never see."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from learning.activities.models import Feedback, Result
from learning.people.changes import change
from learning.people.duplicates.merges import merge, unmerge
from learning.people.models import Person
from learning.people.privacy.erasure import anonymise
from tests.factories import (
    make_activity,
    make_enrolment,
    make_focal_point,
    make_organisation,
    make_person,
    make_session,
    make_webinar,
)

pytestmark = pytest.mark.django_db
HOME = "/en/my/organisation/"


@pytest.fixture
def look(as_focal, dakar, focal):
    """Return a function: query -> {name: [titles]} of the list, without the focal point's own row."""

    def look(**query):
        rows = as_focal.get(f"{HOME}{dakar.uuid}/", query).context["rows"]
        return {person.name: [one.title for one in theirs] for person, theirs in rows if person != focal.person}

    return look


def page_of(client, organisation, person=None):
    below = f"people/{person.uuid}/" if person else ""
    return client.get(f"{HOME}{organisation.uuid}/{below}").content.decode()


def test_focal_point_of_one_organisation_is_redirected_to_it(as_focal, dakar):
    assert as_focal.get(HOME).headers["Location"] == f"{HOME}{dakar.uuid}/"


def test_focal_point_of_several_organisations_gets_a_choice(as_focal, dakar, focal):
    abidjan = make_organisation("Abidjan", country="CI")
    make_focal_point(abidjan, focal.person)
    page = as_focal.get(HOME).content.decode()
    assert [f"{HOME}{body.uuid}/" in page for body in (dakar, abidjan)] == [True, True]
    assert as_focal.get(f"{HOME}{abidjan.uuid}/").status_code == 200


def test_list_has_people_who_belong_or_took_part_for_the_organisation(look, dakar):
    aya, ben = make_person("Aya", dakar), make_person("Ben", dakar)
    guest = make_person("Guest")
    webinar = make_webinar("Night care")
    make_enrolment(webinar.activity, aya)
    came = make_enrolment(make_activity("Old workshop"), guest)
    came.organisation = dakar
    came.save()
    assert look() == {"Aya": ["Night care"], "Ben": [], "Guest": ["Old workshop"]}
    assert ben.organisation == dakar


def test_participation_for_other_organisations_is_not_shown(look, as_focal, dakar):
    aya = make_person("Aya", dakar)
    elsewhere = make_enrolment(make_activity("For Lagos"), aya)
    elsewhere.organisation = make_organisation("Lagos")
    elsewhere.save()
    assert look() == {"Aya": []}
    assert "For Lagos" not in page_of(as_focal, dakar, aya)


def test_person_who_moved_is_listed_with_earlier_participation_only(look, as_focal, dakar):
    aya = make_person("Aya", dakar, email="aya@dakar.example", job_title="Planner in Dakar")
    activity = make_activity("Before")
    make_session(activity, timezone.now() - timedelta(days=9))
    make_enrolment(activity, aya, attended_on="2026-01-05", participated_on="2026-01-05")
    aya.organisation, aya.job_title, aya.email = make_organisation("Lagos"), "Mayor of Lagos", "aya@lagos.example"
    change(aya, ["organisation", "job_title", "email"])
    make_enrolment(make_activity("After"), aya)
    assert look() == {"Aya": ["Before"]}
    assert look(state="left") == {"Aya": ["Before"]}
    for page in (page_of(as_focal, dakar), page_of(as_focal, dakar, aya)):
        assert "Aya" in page
        assert [word for word in ("After", "Lagos", "aya@", "Planner", "Mayor") if word in page] == []
    assert look(words="lagos") == {}


def test_person_who_moved_without_participation_is_not_listed(look, as_focal, dakar):
    aya = make_person("Aya", dakar)
    aya.organisation = make_organisation("Lagos")
    change(aya, ["organisation"])
    assert look() == {}
    assert as_focal.get(f"{HOME}{dakar.uuid}/people/{aya.uuid}/").status_code == 404


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "enrolled on"),
        ({"status": "waiting", "queued_at": timezone.now(), "enrolled_at": None}, "on the waiting list"),
        ({"started_on": "2026-01-05", "participated_on": "2026-01-05"}, "started on 5 Jan 2026"),
        ({"attended_on": "2026-01-05", "participated_on": "2026-01-05"}, "took part on 5 Jan 2026"),
        ({"source": "replay", "replayed_on": "2026-01-05"}, "watched the recording"),
        (
            {
                "attended_on": "2026-01-05",
                "participated_on": "2026-01-05",
                "completed_at": timezone.now().replace(year=2026, month=2, day=3, hour=12),
                "completed_by": "attendance",
            },
            "completed on 3 Feb 2026",
        ),
        (
            {"status": "withdrawn", "attended_on": "2026-01-05", "participated_on": "2026-01-05"},
            "took part on 5 Jan 2026",
        ),
    ],
)
def test_state_of_participation_is_shown_with_its_day(as_focal, dakar, fields, words):
    make_enrolment(make_activity("It"), make_person("Aya", dakar), **fields)
    assert words in page_of(as_focal, dakar)


def test_replay_is_shown_without_day_and_length(as_focal, dakar):
    aya = make_person("Aya", dakar)
    make_enrolment(make_activity("It"), aya, source="replay", enrolled_at=None, replayed_on=date(2019, 3, 4))
    for page in (page_of(as_focal, dakar), page_of(as_focal, dakar, aya)):
        assert "atched the recording" in page
        assert "2019" not in page


@pytest.mark.parametrize(
    "fields", [{"status": "applied"}, {"status": "declined"}, {"status": "withdrawn"}, {"source": "replay"}]
)
def test_applications_and_withdrawn_enrolments_are_not_shown(look, dakar, fields):
    make_enrolment(make_activity("It"), make_person("Aya", dakar), **fields)
    assert look() == {"Aya": []}


def test_gender_results_and_feedback_are_on_no_page(as_focal, dakar):
    aya = make_person("Aya", dakar, gender="woman")
    enrolment = make_enrolment(make_activity("It"), aya)
    Result.objects.create(enrolment=enrolment, purpose="quiz", score=7, out_of=1234, taken_at=timezone.now())
    Feedback.objects.create(enrolment=enrolment, rating=1, comment="Boring", given_at=timezone.now())
    for page in (page_of(as_focal, dakar), page_of(as_focal, dakar, aya)):
        assert [word for word in ("oman", "ender", "1234", "Boring") if word in page] == []


def test_erased_person_is_not_listed(look, as_focal, dakar):
    aya = make_person("Aya", dakar)
    make_enrolment(make_activity("It"), aya, attended_on="2026-01-05", participated_on="2026-01-05")
    anonymise(aya)
    assert look() == {}
    assert as_focal.get(f"{HOME}{dakar.uuid}/people/{aya.uuid}/").status_code == 404


def test_merged_people_are_one_row_with_each_activity_once(look, as_focal, dakar):
    aya, other = make_person("Aya", dakar), make_person("Aya Koné", None)
    activity = make_activity("It")
    make_enrolment(activity, aya)
    better = make_enrolment(activity, other, attended_on="2026-01-05", participated_on="2026-01-05")
    better.organisation = dakar
    better.save()
    make_enrolment(make_activity("Other's own"), other)
    merge(other, into=aya)
    assert look() == {"Aya": ["It"]}
    assert "took part on 5 Jan 2026" in page_of(as_focal, dakar)
    assert "Aya" in page_of(as_focal, dakar, other)
    unmerge(other)
    assert look() == {"Aya": ["It"], "Aya Koné": ["It"]}


def test_people_of_merged_organisation_are_listed(look, as_focal, dakar):
    alias = make_organisation("Ville de Dakar")
    aya = make_person("Aya", alias)
    make_enrolment(make_activity("It"), aya)
    assert look() == {}
    merge(alias, into=dakar)
    assert look() == {"Aya": ["It"]}
    assert as_focal.get(f"{HOME}{alias.uuid}/people/{aya.uuid}/").status_code == 200


def test_list_is_narrowed_by_words_and_state(look, dakar):
    day = {"participated_on": "2026-01-05", "started_on": "2026-01-05"}
    done = {**day, "completed_at": timezone.now(), "completed_by": "steps"}
    for name, fields in {"Aya": {}, "Ben": day, "Cléo": done}.items():
        make_enrolment(make_activity(), make_person(name, dakar, email=f"{name[0]}@dakar.example"), **fields)
    make_person("Dia", dakar, organisation_confirmed_on="2026-01-01", email="dia.sow@dakar.example")
    assert list(look(words="y")) == ["Aya"]
    assert list(look(words="sow dia")) == ["Dia"]
    assert list(look(state="enrolled")) == ["Aya", "Ben", "Cléo"]
    assert list(look(state="took_part")) == ["Ben", "Cléo"]
    assert list(look(state="completed")) == ["Cléo"]
    assert list(look(state="confirmed")) == ["Dia"]
    assert list(look(state="to_confirm", words="dakar")) == ["Aya", "Ben", "Cléo"]
    assert list(look(state="left")) == []
    assert list(look(page="nonsense")) == ["Aya", "Ben", "Cléo", "Dia"]
    assert list(look(state="nonsense")) == list(look(words='"')) == []
    assert look(words="%") == look(words="zzz") == {}


def test_numbers_show_how_many_belong_and_wait_for_confirmation(as_focal, dakar, focal):
    Person.objects.filter(pk=focal.person.pk).update(organisation_confirmed_on=timezone.localdate())
    make_person("Aya", dakar)
    make_enrolment(make_activity(), make_person("Guest"))
    assert as_focal.get(f"{HOME}{dakar.uuid}/").context["numbers"] == {"belong": 2, "to_confirm": 1}


def test_long_list_is_paginated_and_keeps_filters(as_focal, dakar):
    for number in range(27):
        make_person(f"Person {number:02}", dakar)
    page = as_focal.get(f"{HOME}{dakar.uuid}/", {"words": "person", "state": "to_confirm"})
    assert len(page.context["rows"]) == 25
    assert page.context["next"] == "?words=person&state=to_confirm&page=2"
    assert len(as_focal.get(f"{HOME}{dakar.uuid}/{page.context['next']}").context["rows"]) == 2


@pytest.mark.parametrize("count", [1, 25])
def test_query_count_of_list_is_the_same_for_one_and_many_people(as_focal, dakar, django_assert_num_queries, count):
    for number in range(count):
        person = make_person(f"Person {number}", dakar)
        for _times in range(2):
            make_enrolment(make_webinar().activity, person)
    as_focal.get(f"{HOME}{dakar.uuid}/")
    with django_assert_num_queries(13):
        as_focal.get(f"{HOME}{dakar.uuid}/")


@pytest.mark.parametrize("count", [1, 30])
def test_query_count_of_colleague_page_is_the_same_for_one_and_thirty_activities(
    as_focal, dakar, django_assert_num_queries, count
):
    aya = make_person("Aya", dakar)
    for _number in range(count):
        make_enrolment(make_webinar().activity, aya)
    as_focal.get(f"{HOME}{dakar.uuid}/people/{aya.uuid}/")
    with django_assert_num_queries(11):
        as_focal.get(f"{HOME}{dakar.uuid}/people/{aya.uuid}/")


def test_colleague_is_confirmed_and_removed_on_the_page(as_focal, dakar):
    aya = make_person("Aya", dakar)
    address = f"{HOME}{dakar.uuid}/people/{aya.uuid}/"
    page = as_focal.post(address + "confirm/", follow=True)
    assert "Aya is confirmed as belonging to Dakar." in page.content.decode()
    aya.refresh_from_db()
    assert aya.organisation_confirmed_on == timezone.localdate()
    assert "Has <bdi>Aya</bdi> left" in as_focal.get(address + "remove/").content.decode()
    page = as_focal.post(address + "remove/", follow=True)
    assert "Aya no longer belongs to Dakar and gets an e-mail about it." in page.content.decode()
    aya.refresh_from_db()
    assert aya.organisation is None


def test_names_are_escaped_and_isolated_in_bidirectional_text(as_focal, dakar):
    evil = make_person("<script>alert(1)</script> \u202eevil", dakar)
    for page in (
        page_of(as_focal, dakar),
        page_of(as_focal, dakar, evil),
        as_focal.get(f"{HOME}{dakar.uuid}/people/{evil.uuid}/remove/").content.decode(),
    ):
        assert "<script>alert" not in page
        assert "<bdi>\u2068&lt;script&gt;" in page


def test_only_focal_points_get_links_to_organisation_pages(client, as_focal, official):
    assert HOME in as_focal.get("/en/").content.decode()
    assert HOME in as_focal.get("/en/my/").content.decode()
    assert HOME in as_focal.get("/en/my/profile/").content.decode()
    client.force_login(official)
    for address in ("/en/", "/en/my/", "/en/my/profile/"):
        assert HOME + '"' not in client.get(address).content.decode()


def test_organisation_pages_are_not_cached(as_focal, dakar):
    for address in (HOME, f"{HOME}{dakar.uuid}/", f"{HOME}{dakar.uuid}/invite/"):
        assert "no-store" in as_focal.get(address)["Cache-Control"]
