"""Invitations of colleagues by focal points: paste, check, send."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from learning.activities.models import Activity, Enrolment
from tests.factories import (
    make_activity,
    make_course,
    make_enrolment,
    make_focal_point,
    make_member,
    make_organisation,
    make_person,
    make_session,
    make_user,
    make_webinar,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def address(client, dakar):
    client.force_login(make_focal_point(dakar))
    return f"/en/my/organisation/{dakar.uuid}/invite/"


@pytest.fixture
def activity():
    page = make_webinar("Night care")
    make_session(page.activity)
    return page.activity


def ahead(title, **fields):
    page = make_webinar(title)
    make_session(page.activity)
    Activity.objects.filter(pk=page.activity.pk).update(**fields)
    return page.activity


def offered(client, address):
    return [page.title for _activity, page in client.get(address).context["form"].offered.values()]


def said(response):
    return " ".join(str(message) for message in response.context["messages"])


def test_only_activities_that_colleagues_could_enrol_in_themselves_are_offered(client, address):
    ahead("Ahead")
    ahead("Full with a queue", capacity=0)
    make_course("Any time")
    ahead("By invitation", access="invitation")
    ahead("By application", access="application")
    ahead("For members", access="members")
    ahead("Cancelled", status="cancelled")
    ahead("Full", capacity=0, has_waiting_list=False)
    ahead("Opens later", opens_at=timezone.now() + timedelta(days=1))
    ahead("Closed", closes_at=timezone.now() - timedelta(days=1))
    make_session(make_webinar("Over").activity, timezone.now() - timedelta(days=2))
    make_session(make_activity("Without a page"))
    make_webinar("Draft", live=False)
    assert offered(client, address) == ["Ahead", "Full with a queue", "Any time"]


def test_members_are_offered_activities_for_members(client):
    body = make_member("Rabat", country="MA")
    client.force_login(make_focal_point(body))
    ahead("For members", access="members")
    assert offered(client, f"/en/my/organisation/{body.uuid}/invite/") == ["For members"]


@pytest.mark.parametrize("count", [1, 30])
def test_query_count_of_invitation_form_is_the_same_for_one_and_thirty_activities(
    client, django_assert_num_queries, count
):
    body = make_member("Rabat", country="MA")
    client.force_login(make_focal_point(body))
    address = f"/en/my/organisation/{body.uuid}/invite/"
    for _number in range(count):
        ahead("For members", access="members")
    client.get(address)
    with django_assert_num_queries(10):
        client.get(address)


def test_preview_lists_addresses_and_sends_nothing(client, address, activity, dakar):
    make_person("Aya", dakar, email="aya@dakar.example")
    text = "Aya <aya@dakar.example>; new@new.example\nnonsense@"
    page = client.post(address, {"activity": activity.key, "text": text}).content.decode()
    assert [word in page for word in ("aya@dakar.example", "new@new.example", "Line 2", "Night care")] == [True] * 4
    assert (Enrolment.objects.count(), mail.outbox) == (0, [])
    again = client.post(address, {"activity": activity.key, "text": text, "edit": "1"})
    assert again.context["form"]["text"].value() == text


def test_sending_enrols_colleagues_and_invites_all_other_addresses(
    client, address, activity, dakar, django_capture_on_commit_callbacks
):
    make_person("Aya", dakar, email="aya@dakar.example")
    text = "aya@dakar.example new@new.example"
    with django_capture_on_commit_callbacks(execute=True):
        page = client.post(address, {"activity": activity.key, "text": text, "send": "1"}, follow=True)
    assert page.redirect_chain == [(f"/en/my/organisation/{dakar.uuid}/", 302)]
    assert [(message.to, message.subject) for message in mail.outbox] == [
        (["new@new.example"], "Invitation: Night care"),
        (["aya@dakar.example"], "You are enrolled: Night care"),
    ]


def strangers():
    make_person("Known", make_organisation("Lagos"), email="known@lagos.example")
    make_user("account@lagos.example")
    make_person("Nowhere", None, email="nowhere@lagos.example")
    other = make_person("Enrolled for another", email="enrolled@lagos.example")
    make_enrolment(Activity.objects.get(), other)
    return ["known", "account", "nowhere", "enrolled", "unknown"]


def test_answers_do_not_show_whether_an_address_is_known(client, address, activity, dakar):
    """The preview, the message and the list are the same byte for byte, except for the address and the token."""
    answers = set()
    for name in strangers():
        email = f"{name}@lagos.example"
        form = {"activity": activity.key, "text": email}
        told = [
            client.post(address, form),
            client.post(address, {**form, "send": "1"}, follow=True),
            client.get(f"/en/my/organisation/{dakar.uuid}/"),
        ]
        answers.add(tuple(plain(response).replace(email, "ADDRESS") for response in told))
    assert len(answers) == 1
    assert Activity.objects.get().enrolments.count() == 1


def plain(response):
    text = response.content.decode()
    token = response.context["csrf_token"]
    return f"{response.status_code} {text.replace(str(token), 'TOKEN')}"


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": ""}, "Paste at least one address."),
        ({"text": "nobody here"}, "There is no e-mail address in it."),
        ({"text": " ".join(f"a{number}@new.example" for number in range(51))}, "At most 50 addresses at once, please."),
        ({"text": "x" * 10_001}, "at most 10000 characters"),
        ({"activity": ""}, "Choose what you invite them to."),
        ({"activity": "x"}, "enrolled in any more."),
        ({"activity": "6099fdc7-1b33-48e8-90c3-520818fbcc6e"}, "enrolled in any more."),
    ],
)
def test_invalid_form_shows_error_and_keeps_text(client, address, activity, changed, sentence):
    form = {"activity": activity.key, "text": "new@new.example", "send": "1", **changed}
    page = client.post(address, form)
    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert page.context["form"]["text"].value() == form["text"]
    assert mail.outbox == []


def test_activity_that_is_not_offered_cannot_be_posted(client, address, dakar, activity):
    make_person("Aya", dakar, email="aya@dakar.example")
    closed = ahead("By invitation", access="invitation")
    client.post(address, {"activity": closed.key, "text": "aya@dakar.example", "send": "1"})
    assert not Enrolment.objects.exists()


def test_colleagues_without_a_place_are_named_in_the_message(client, address, activity, dakar):
    for name in ("aya", "luz"):
        make_person(name, dakar, email=f"{name}@dakar.example")
    Activity.objects.update(capacity=1, has_waiting_list=False)
    form = {"activity": activity.key, "text": "aya@dakar.example luz@dakar.example", "send": "1"}
    assert "No place was left for: luz@dakar.example" in said(client.post(address, form, follow=True))


def test_form_without_open_activities_says_so(client, address):
    assert "Nothing to invite to" in client.get(address).content.decode()


def test_eleventh_invitation_in_an_hour_is_rate_limited(client, address, activity):
    form = {"activity": activity.key, "text": "new@new.example"}
    answers = [client.post(address, {**form, "send": "1"}).status_code for _times in range(11)]
    assert answers == [302] * 10 + [429]
    assert client.post(address, form).status_code == 200
