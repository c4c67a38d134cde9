"""Settings > Reporting API."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from learning.reports.api import tokens
from learning.reports.api.models import Token
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LIST = "/admin/reporting-tokens/"


@pytest.fixture
def administrator():
    return make_user("admin@example.org", "Administrators")


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def filled(**fields):
    day = timezone.localdate() + timedelta(days=30)
    return {"name": "Dashboard", "scopes": ["figures", "activities"], "last_day": day.isoformat(), **fields}


def test_an_administrator_makes_a_token_and_sees_its_secret_once(as_administrator, administrator):
    response = as_administrator.post(f"{LIST}new/", filled())
    (secret,) = re.findall(r'value="(mlr_[^"]+)"', response.content.decode())
    token = Token.objects.get()
    assert (token.name, token.scopes, token.made_by) == ("Dashboard", ["activities", "figures"], administrator)
    assert tokens.find(secret) == token
    assert "no-store" in response["Cache-Control"]
    page = as_administrator.get(LIST).content.decode()
    assert secret not in page
    assert secret[:8] in page


def test_token_works_to_the_end_of_its_last_day(as_administrator):
    as_administrator.post(f"{LIST}new/", filled())
    assert Token.objects.get().expires_at.date() == timezone.localdate() + timedelta(days=31)


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"scopes": []}, "This field is required."),
        ({"scopes": ["people"]}, "people is not one of the available choices."),
        ({"last_day": "2020-01-01"}, "Choose a day from today to a year from now."),
        ({"last_day": "2999-01-01"}, "Choose a day from today to a year from now."),
        ({"last_day": "soon"}, "Enter a valid date."),
    ],
)
def test_what_is_wrong_gets_a_sentence_and_makes_no_token(as_administrator, fields, sentence):
    response = as_administrator.post(f"{LIST}new/", filled(**fields))
    assert sentence in response.content.decode()
    assert not Token.objects.exists()


def test_revoking_is_asked_first_and_then_done(as_administrator, administrator, make_token):
    token, _secret = make_token()
    address = f"{LIST}{token.pk}/revoke/"
    assert address in as_administrator.get(LIST).content.decode()
    assert "Yes, revoke it" in as_administrator.get(address).content.decode()
    token.refresh_from_db()
    assert token.is_standing
    assert as_administrator.post(address).status_code == 302
    token.refresh_from_db()
    assert (token.state, token.revoked_by) == ("Revoked", administrator)
    page = as_administrator.get(LIST).content.decode()
    assert address not in page


@pytest.mark.parametrize(("role", "answer"), [("Learning officers", 302), ("Reporting staff", 302), ("Trainers", 403)])
def test_tokens_are_hidden_from_everyone_but_administrators(client, make_token, role, answer):
    token, _secret = make_token()
    client.force_login(make_user("other@example.org", role))
    addresses = [LIST, f"{LIST}new/", f"{LIST}{token.pk}/revoke/"]
    assert {client.get(address).status_code for address in addresses} == {answer}
    client.post(f"{LIST}{token.pk}/revoke/")
    client.post(f"{LIST}new/", filled())
    assert [one.is_standing for one in Token.objects.all()] == [True]


@pytest.mark.parametrize("address", ["edit/{}/", "delete/{}/", "{}/", "copy/{}/"])
def test_a_token_is_neither_edited_nor_deleted(as_administrator, make_token, address):
    token, _secret = make_token()
    assert as_administrator.get(LIST + address.format(token.pk)).status_code == 404


@pytest.mark.parametrize("count", [1, 30])
def test_the_list_costs_the_same_queries_for_one_and_thirty(
    as_administrator, administrator, make_token, django_assert_num_queries, count
):
    for _number in range(count):
        make_token(by=administrator)
    as_administrator.get(LIST)
    with django_assert_num_queries(11):
        as_administrator.get(LIST)
