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


def test_visitor_is_redirected_to_log_in_and_back(client, activity):
    assert client.get(address(activity)).url == f"/accounts/login/?next={address(activity)}"


def test_first_enrolment_saves_name_and_organisation_in_the_profile(client, activity, abidjan):
    user = make_user("new@example.org", person=None)
    person = make_person(name=" ", organisation=None, email="new@example.org", user=user)
    client.force_login(user)
    response = enrol(client, activity)
    person.refresh_from_db()
    assert (person.name, person.organisation) == ("Aya Koné", abidjan)
    assert Enrolment.objects.get().organisation == abidjan
    assert "You are enrolled" in response.content.decode()


def test_enrolment_for_another_organisation_keeps_the_profile(as_official, official, activity, abidjan):
    before = official.person.organisation
    enrol(as_official, activity)
    official.person.refresh_from_db()
    assert official.person.organisation == before
    assert Enrolment.objects.get().organisation == abidjan


def test_activity_page_has_a_form_to_enrol_with_one_click(as_official, official, activity):
    page = page_of(as_official, activity)
    assert f'action="{address(activity)}"' in page
    assert f'value="{official.person.organisation.label}"' in page
    enrol(as_official, activity, organisation=official.person.organisation.label)
    assert "You are enrolled" in page_of(as_official, activity)


def test_unknown_organisation_keeps_the_input(as_official, activity):
    response = enrol(as_official, activity, organisation="Ciudad Nueva")
    page = response.content.decode()
    assert 'value="Aya Koné"' in page
    assert 'value="Ciudad Nueva"' in page
    assert not Enrolment.objects.exists()


def test_new_organisation_is_proposed_unconfirmed(as_official, activity):
    answers = {"organisation_asked": "Ciudad Nueva", "organisation_choice": "new"}
    enrol(as_official, activity, organisation="Ciudad Nueva", **answers)
    proposed = Organisation.objects.get(name="Ciudad Nueva")
    assert not proposed.is_confirmed
    assert Enrolment.objects.get().organisation == proposed


def test_full_activity_offers_waiting_list_and_shows_number_ahead(as_official, activity, abidjan):
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
def test_refusal_shows_its_reason_and_enrols_nobody(as_official, activity, abidjan, fields, sentence):
    change(activity, **fields)
    assert sentence in enrol(as_official, activity).content.decode()
    assert not Enrolment.objects.exists()


def test_withdrawal_asks_for_confirmation_and_promotes_the_next(
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


def test_get_does_not_change_the_enrolment(as_official, official, activity):
    as_official.get(address(activity))
    enrolment = make_enrolment(activity, official.person)
    as_official.get(address(activity, "withdraw"))
    enrolment.refresh_from_db()
    assert enrolment.status == "enrolled"


def test_withdrawal_without_enrolment_is_not_found(as_official, activity):
    assert as_official.post(address(activity, "withdraw")).status_code == 404


def test_activity_without_a_published_page_is_not_found(as_official, activity):
    from webinars.models import WebinarPage

    WebinarPage.objects.get().unpublish()
    assert as_official.get(address(activity)).status_code == 404
    assert as_official.post(address(activity), {}).status_code == 404


def test_redirect_keeps_the_language_of_the_address(as_official, official, activity):
    make_enrolment(activity, official.person)
    assert as_official.post(address(activity, "withdraw", "fr")).url.startswith("/fr/webinars/")


@pytest.mark.parametrize("count", [1, 30])
@pytest.mark.parametrize("step", ["enrol", "withdraw"])
def test_forms_to_enrol_and_withdraw_take_constant_queries(
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
