from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from learning.activities.models import Activity, Enrolment
from learning.people.models import Organisation
from tests.factories import make_enrolment, make_organisation, make_person, make_session, make_user, make_webinar

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity():
    activity = make_webinar("Night care").activity
    make_session(activity)
    return activity


def address(activity, step="enrol", language="en"):
    return f"/{language}/activities/{activity.key}/{step}/"


def page_of(client, activity):
    return client.get(f"/en/webinars/{make_page_slug(activity)}/").content.decode()


def make_page_slug(activity):
    from webinars.models import WebinarPage

    return WebinarPage.objects.get(translation_key=activity.key).slug


def change(activity, **fields):
    Activity.objects.filter(pk=activity.pk).update(**fields)


def enrol(client, activity, **fields):
    data = {"name": "Aya Koné", "organisation": "Abidjan", **fields}
    return client.post(address(activity), data, follow=True)


@pytest.fixture
def abidjan():
    return make_organisation("Abidjan", country="CI")


def test_a_visitor_is_asked_to_log_in_and_comes_back_to_enrol(client, activity):
    assert client.get(address(activity)).url == f"/accounts/login/?next={address(activity)}"


def test_a_newcomer_says_who_they_are_once(client, activity, abidjan):
    user = make_user("new@example.org", person=None)
    person = make_person(name=" ", organisation=None, email="new@example.org", user=user)
    client.force_login(user)
    response = enrol(client, activity)
    person.refresh_from_db()
    assert (person.name, person.organisation) == ("Aya Koné", abidjan)
    assert Enrolment.objects.get().organisation == abidjan
    assert "You are enrolled" in response.content.decode()


def test_coming_for_another_organisation_leaves_the_profile_alone(as_official, official, activity, abidjan):
    before = official.person.organisation
    enrol(as_official, activity)
    official.person.refresh_from_db()
    assert official.person.organisation == before
    assert Enrolment.objects.get().organisation == abidjan


def test_the_page_of_the_activity_enrols_with_one_click(as_official, official, activity):
    page = page_of(as_official, activity)
    assert f'action="{address(activity)}"' in page
    assert f'value="{official.person.organisation.label}"' in page
    enrol(as_official, activity, organisation=official.person.organisation.label)
    assert "You are enrolled" in page_of(as_official, activity)


def test_an_unknown_organisation_loses_nothing_that_was_typed(as_official, activity):
    response = enrol(as_official, activity, organisation="Ciudad Nueva")
    page = response.content.decode()
    assert 'value="Aya Koné"' in page
    assert 'value="Ciudad Nueva"' in page
    assert not Enrolment.objects.exists()


def test_mine_is_not_here_proposes_it(as_official, activity):
    answers = {"organisation_asked": "Ciudad Nueva", "organisation_choice": "new"}
    enrol(as_official, activity, organisation="Ciudad Nueva", **answers)
    proposed = Organisation.objects.get(name="Ciudad Nueva")
    assert not proposed.is_confirmed
    assert Enrolment.objects.get().organisation == proposed


def test_a_full_activity_offers_the_waiting_list_and_says_how_many_are_before(as_official, activity, abidjan):
    change(activity, capacity=1)
    make_enrolment(activity)
    make_enrolment(activity, status="waiting", queued_at=timezone.now() - timedelta(hours=1))
    assert "Join the waiting list" in page_of(as_official, activity)
    assert "with 1 person before you" in enrol(as_official, activity).content.decode()


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"opens_at": timezone.now() + timedelta(days=1)}, "Enrolment has not opened yet."),
        ({"closes_at": timezone.now() - timedelta(days=1)}, "Enrolment has closed."),
        ({"status": "cancelled"}, "This activity was cancelled."),
        ({"access": "application"}, "People are chosen from applications."),
        ({"access": "invitation"}, "This activity is by invitation."),
        ({"access": "members"}, "This activity is for member organisations. Yours is not a member on its day."),
        ({"capacity": 0, "has_waiting_list": False}, "All places are taken, and there is no waiting list."),
    ],
)
def test_each_refusal_has_its_own_words_and_enrols_nobody(as_official, activity, abidjan, fields, sentence):
    change(activity, **fields)
    assert sentence in enrol(as_official, activity).content.decode()
    assert not Enrolment.objects.exists()


def test_leaving_asks_first_and_gives_the_place_to_the_next(
    as_official, official, activity, django_capture_on_commit_callbacks
):
    change(activity, capacity=1)
    make_enrolment(activity, official.person)
    waiting = make_enrolment(activity, status="waiting", queued_at=timezone.now())
    assert "Give your place back?" in as_official.get(address(activity, "withdraw")).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        as_official.post(address(activity, "withdraw"))
    waiting.refresh_from_db()
    assert waiting.status == "enrolled"
    assert [message.to for message in mail.outbox] == [[official.person.email], [waiting.person.email]]


def test_a_get_changes_nothing(as_official, official, activity):
    as_official.get(address(activity))
    enrolment = make_enrolment(activity, official.person)
    as_official.get(address(activity, "withdraw"))
    enrolment.refresh_from_db()
    assert enrolment.status == "enrolled"


def test_leaving_what_one_never_entered_is_not_found(as_official, activity):
    assert as_official.post(address(activity, "withdraw")).status_code == 404


def test_an_activity_without_a_readable_page_is_not_found(as_official, activity):
    from webinars.models import WebinarPage

    WebinarPage.objects.get().unpublish()
    assert as_official.get(address(activity)).status_code == 404
    assert as_official.post(address(activity), {}).status_code == 404


def test_the_language_of_the_address_is_kept(as_official, official, activity):
    make_enrolment(activity, official.person)
    assert as_official.post(address(activity, "withdraw", "fr")).url.startswith("/fr/webinars/")


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("step", ["enrol", "withdraw"])
def test_asking_costs_the_same_for_one_enrolment_and_for_thirty(
    as_official, official, activity, django_assert_num_queries, step, count
):
    for _number in range(count):
        make_enrolment(activity)
        make_session(activity)
    if step == "withdraw":
        make_enrolment(activity, official.person)
    as_official.get(address(activity, step))
    with django_assert_num_queries(8):
        assert as_official.get(address(activity, step)).status_code == 200
