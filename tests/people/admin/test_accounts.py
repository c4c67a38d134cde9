import re

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.test import Client

from learning.people.models import User
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/users/"


@pytest.fixture
def administrator():
    return make_user("admin@example.org", "Administrators")


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


@pytest.fixture
def as_superuser():
    client = Client()
    client.force_login(make_user("root@example.org", is_superuser=True))
    return client


def edit(user):
    return f"{LIST}edit/{user.pk}/"


def test_accounts_are_listed_with_name_address_and_roles(as_administrator):
    page = as_administrator.get(LIST).content.decode()
    for words in ("Admin", "admin@example.org", "Administrators"):
        assert words in page


def test_accounts_are_found_by_name_and_address(as_administrator):
    make_user("ana@example.org")
    make_user("bea@example.org")
    for asked in ("ana@", "Ana"):
        found = as_administrator.get(f"{LIST}?q={asked}").context["object_list"]
        assert [user.email for user in found] == ["ana@example.org"]


def test_the_list_shows_accounts_without_a_person(as_superuser):
    make_user("nobody@example.org", person=None)
    assert b"nobody@example.org" in as_superuser.get(LIST).content


def test_a_new_account_has_roles_no_password_and_an_address_still_to_be_confirmed(as_administrator, mailoutbox):
    officers = Group.objects.get(name="Learning officers")
    page = as_administrator.get(LIST + "new/").content.decode()
    assert 'name="password1"' not in page
    as_administrator.post(LIST + "new/", {"email": "New@Example.org", "is_active": "on", "groups": [officers.pk]})
    user = User.objects.get(email="new@example.org")
    assert (list(user.groups.all()), user.has_usable_password(), user.is_superuser) == ([officers], False, False)
    assert list(EmailAddress.objects.filter(user=user).values_list("verified", "primary")) == [(False, True)]
    assert [(mail.to, mail.subject) for mail in mailoutbox] == [(["new@example.org"], "Choose a new password")]


def test_its_owner_chooses_a_password_confirms_the_address_and_is_in(as_administrator, mailoutbox):
    as_administrator.post(LIST + "new/", {"email": "new@example.org", "is_active": "on"})
    owner = Client()
    link = owner.get(re.search(r"http://testserver(\S+)", mailoutbox[0].body)[1]).headers["Location"]
    owner.post(link, {"password1": "walnuts on the tram", "password2": "walnuts on the tram"})
    response = owner.post("/accounts/login/", {"login": "new@example.org", "password": "walnuts on the tram"})
    assert response.headers["Location"] == "/accounts/confirm-email/"
    owner.post(re.search(r"http://testserver(\S+)", mailoutbox[-1].body)[1])
    assert User.objects.get(email="new@example.org").person.email == "new@example.org"


def test_a_changed_address_is_to_be_confirmed_again(as_administrator):
    user = make_user("ana@example.org")
    as_administrator.post(edit(user), {"email": "ana@work.example", "is_active": "on"})
    user.refresh_from_db()
    assert user.email == "ana@work.example"
    addresses = EmailAddress.objects.filter(user=user).values_list("email", "verified", "primary")
    assert list(addresses) == [("ana@work.example", False, True)]


def test_an_unchanged_address_stays_confirmed(as_administrator):
    user = make_user("ana@example.org")
    as_administrator.post(edit(user), {"email": "ana@example.org"})
    user.refresh_from_db()
    assert user.is_active is False
    assert EmailAddress.objects.get(user=user).verified is True


def test_one_address_is_one_account(as_administrator):
    make_user("ana@example.org")
    page = as_administrator.post(LIST + "new/", {"email": "ANA@example.org", "is_active": "on"})
    assert "Another account has this address." in page.content.decode()


def test_only_a_superuser_makes_superusers(as_administrator, as_superuser):
    user = make_user("ana@example.org")
    data = {"email": "ana@example.org", "is_active": "on", "is_superuser": "on"}
    as_administrator.post(edit(user), data)
    user.refresh_from_db()
    assert user.is_superuser is False
    as_superuser.post(edit(user), data)
    user.refresh_from_db()
    assert user.is_superuser is True


def test_a_superuser_is_edited_by_superusers_alone(as_administrator):
    root = make_user("root@example.org", is_superuser=True)
    response = as_administrator.post(edit(root), {"email": "mine@example.org", "is_active": "on"})
    assert response.headers["Location"] == "/admin/"
    root.refresh_from_db()
    assert root.email == "root@example.org"


def test_deactivating_own_account_is_refused(as_administrator, administrator):
    role = Group.objects.get(name="Administrators")
    as_administrator.post(edit(administrator), {"email": administrator.email, "groups": [role.pk]})
    administrator.refresh_from_db()
    assert administrator.is_active is True


def test_officers_do_not_administer_accounts(as_officer):
    assert as_officer.get(LIST).headers["Location"] == "/admin/"


def test_ones_own_settings_in_the_admin_leave_the_name_to_the_profile(as_officer):
    page = as_officer.get("/admin/account/").content.decode()
    assert "name_email" not in page
    as_officer.post(
        "/admin/account/",
        {
            "locale-preferred_language": "es",
            "theme-theme": "dark",
            "theme-density": "default",
            "theme-contrast": "system",
            "theme-keyboard_shortcuts": "on",
        },
    )
    assert User.objects.get(email="officer@example.org").wagtail_userprofile.preferred_language == "es"


@pytest.mark.parametrize("number", [1, 30])
def test_the_list_takes_the_same_queries_for_one_row_and_for_thirty(
    as_administrator, django_assert_num_queries, number
):
    for _ in range(number):
        make_user(None, "Trainers")
    as_administrator.get(LIST)
    with django_assert_num_queries(13):
        as_administrator.get(LIST)
