"""Logging in with an account from elsewhere, against an OpenID provider that runs beside the test."""

from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress
from oidc_provider_mock import User as ProviderUser
from oidc_provider_mock import run_server_in_thread

from learning import single_sign_on_settings
from learning.core import security_headers
from learning.people.models import Person, User
from tests.factories import make_person, make_user

from ..second_factor import code_now, give_app

pytestmark = pytest.mark.django_db
PEOPLE = [
    ProviderUser(sub="ana", claims={"email": "Ana@example.org", "email_verified": True, "name": "Ana Ruiz"}),
    ProviderUser(sub="mallory", claims={"email": "official@example.org", "email_verified": False}),
    ProviderUser(sub="official", claims={"email": "official@example.org", "email_verified": True}),
    ProviderUser(sub="nameless", claims={}),
    ProviderUser(sub="officer", claims={"email": "officer@example.org", "email_verified": True}),
]


@pytest.fixture(scope="module")
def issuer():
    with run_server_in_thread(user_claims=PEOPLE) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def _provider(issuer, settings):
    env = {"OIDC_ISSUER": issuer, "OIDC_CLIENT_ID": "learning", "OIDC_CLIENT_SECRET": "hush", "OIDC_NAME": "City ID"}
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on_settings.providers(env.get)


def come_back(client, sub):
    """Press the button, say yes at the provider as `sub`, and follow it back."""
    away = client.post("/accounts/oidc/sso/login/?process=login&next=/en/my/").headers["Location"]
    answer = requests.post(away, data={"sub": sub}, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(answer)
    return client.get(f"{parts.path}?{parts.query}")


def test_the_button_is_there_when_the_environment_says_so(client, settings):
    assert "Log in with City ID" in client.get("/accounts/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on_settings.providers({}.get)
    assert "Log in with City ID" not in client.get("/accounts/login/").content.decode()
    assert client.post("/accounts/oidc/sso/login/").status_code == 404


def test_looking_at_the_address_leads_nowhere_yet(client):
    """A link can't log anyone in: leaving for the provider takes a POST."""
    assert client.get("/accounts/oidc/sso/login/?process=login").status_code == 200


def test_a_newcomer_gets_an_account_and_a_person(client):
    assert come_back(client, "ana").headers["Location"] == "/en/my/"
    user = User.objects.get()
    assert (user.email, user.has_usable_password()) == ("ana@example.org", False)
    assert EmailAddress.objects.get().verified
    assert Person.objects.get().user == user
    assert user.socialaccount_set.get().extra_data == {}
    assert client.get("/en/my/").status_code == 200


def test_person_who_took_part_before_is_found_by_the_address(client):
    before = make_person("Ana", email="ana@example.org")
    come_back(client, "ana")
    before.refresh_from_db()
    assert before.user == User.objects.get()


def test_a_verified_address_leads_to_the_account_that_has_it(client, official):
    assert come_back(client, "official").headers["Location"] == "/en/my/"
    assert client.session["_auth_user_id"] == str(official.pk)
    assert User.objects.count() == 1


def test_an_address_that_nobody_verified_leads_nowhere(client, official):
    response = come_back(client, "mallory")
    assert "_auth_user_id" not in client.session
    assert response.status_code == 302
    assert not official.socialaccount_set.exists()


def test_log_in_without_address_from_provider_asks_for_one_once(client, official):
    assert come_back(client, "nameless").headers["Location"] == "/accounts/3rdparty/signup/"
    answers = [client.post("/accounts/3rdparty/signup/", {"email": "not one"}).status_code for _time in range(21)]
    assert answers == [200] * 20 + [429]


def test_an_address_told_there_is_confirmed_like_any_other(client, official):
    come_back(client, "nameless")
    client.post("/accounts/3rdparty/signup/", {"email": official.email})
    assert "_auth_user_id" not in client.session
    assert not official.socialaccount_set.exists()


def test_staff_show_their_second_factor_all_the_same(client, officer, settings):
    settings.SECOND_FACTOR_FOR_STAFF = True
    give_app(officer)
    assert come_back(client, "officer").headers["Location"].startswith("/accounts/2fa/authenticate/")
    assert client.get("/admin/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert client.get("/admin/").status_code == 200


def test_an_answer_to_nobodys_question_is_refused(client):
    """Log-in CSRF: a code that another browser asked for."""
    response = client.get("/accounts/oidc/sso/login/callback/?code=x&state=y")
    assert response.status_code == 401
    assert "The other side did not confirm who you are." in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_refusal_at_the_provider_is_told_kindly(client):
    away = client.post("/accounts/oidc/sso/login/?process=login").headers["Location"]
    answer = requests.post(away, data={"action": "deny"}, allow_redirects=False, timeout=10).headers["Location"]
    # RFC 6749 has the provider send the state back with its error; this one forgets to.
    state = parse_qs(urlsplit(away).query)["state"][0]
    parts = urlsplit(answer)
    page = client.get(f"{parts.path}?{parts.query}&state={state}", follow=True).content.decode()
    assert "Nothing has changed." in page


def test_an_account_is_connected_and_disconnected_by_its_owner(client):
    user = make_user("eva@example.org")
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": "correct horse"})
    away = client.post("/accounts/oidc/sso/login/?process=connect").headers["Location"]
    answer = requests.post(away, data={"sub": "ana"}, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(answer)
    client.get(f"{parts.path}?{parts.query}")
    account = user.socialaccount_set.get()
    assert "City ID" in client.get("/accounts/3rdparty/").content.decode()
    client.post("/accounts/3rdparty/", {"account": account.pk})
    assert not user.socialaccount_set.exists()


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({}, {}),
        ({"GOOGLE_CLIENT_ID": "g", "GOOGLE_CLIENT_SECRET": "s"}, {"google": True}),
        ({"MICROSOFT_CLIENT_ID": "m", "MICROSOFT_TENANT": "amb"}, {"microsoft": False}),
    ],
)
def test_the_environment_switches_providers_on(env, expected):
    """Google and the provider of one's own are believed about addresses, Microsoft is not."""
    found = single_sign_on_settings.providers(env.get)
    assert {name: facts.get("EMAIL_AUTHENTICATION", False) for name, facts in found.items()} == expected


def test_the_form_may_lead_to_the_providers_that_are_on_and_nowhere_else():
    env = {"OIDC_ISSUER": "https://id.example.org/realms/city", "GOOGLE_CLIENT_ID": "g"}.get
    site, admin = security_headers.content_security(env, single_sign_on_settings.origins(env))
    assert site["DIRECTIVES"]["form-action"] == ["'self'", "https://id.example.org", "https://accounts.google.com"]
    assert admin["DIRECTIVES"]["form-action"] == ["'self'"]
