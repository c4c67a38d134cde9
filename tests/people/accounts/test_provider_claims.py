"""What single sign-on is believed, against an OpenID provider that runs beside the test and misbehaves."""

import re
from urllib.parse import urlsplit

import pytest
import requests
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.google.views import GoogleOAuth2Adapter
from allauth.socialaccount.providers.microsoft.views import MicrosoftGraphOAuth2Adapter
from django.test import Client
from oidc_provider_mock import User as ProviderUser
from oidc_provider_mock import run_server_in_thread

from learning import single_sign_on_settings
from learning.people.models import Person, User
from tests.factories import make_person, make_user

pytestmark = pytest.mark.django_db
OWNER, PASSWORD = "owner@example.org", "a kettle in the snow"
# What is no boolean true, whatever else it looks like.
UNTRUE = {
    "text-false": "false",
    "text-zero": "0",
    "text-true": "true",
    "text-True": "True",
    "number": 1,
    "none": None,
    "list": ["true"],
    "object": {"value": True},
}
MALFORMED = {
    "email-list": {"email": [OWNER], "email_verified": True},
    "email-number": {"email": 5, "email_verified": True},
    "email-true": {"email": True, "email_verified": True},
    "email-object": {"email": {"@": OWNER}, "email_verified": True},
    "email-two": {"email": f"{OWNER},mallory@example.org", "email_verified": True},
}
SUBJECTS = [
    ProviderUser(sub="unsaid", claims={"email": OWNER}),
    ProviderUser(sub="unverified", claims={"email": OWNER, "email_verified": False}),
    ProviderUser(sub="verified", claims={"email": OWNER, "email_verified": True}),
    ProviderUser(sub="verified-again", claims={"email": OWNER, "email_verified": True}),
    *(ProviderUser(sub=sub, claims={"email": OWNER, "email_verified": told}) for sub, told in UNTRUE.items()),
    *(ProviderUser(sub=sub, claims=claims) for sub, claims in MALFORMED.items()),
    # Google's older user info, and Microsoft Graph's.
    ProviderUser(sub="google-true", claims={"id": "g1", "email": OWNER, "verified_email": True}),
    ProviderUser(sub="google-false", claims={"id": "g2", "email": OWNER, "verified_email": "false"}),
    ProviderUser(sub="microsoft", claims={"id": "m1", "mail": OWNER, "email_verified": True}),
    ProviderUser(sub="microsoft-upn", claims={"id": "m2", "userPrincipalName": OWNER, "email_verified": "true"}),
]


@pytest.fixture(scope="module")
def issuer():
    with run_server_in_thread(user_claims=SUBJECTS) as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture(autouse=True)
def _providers(issuer, settings, monkeypatch):
    env = {f"{name}_CLIENT_ID": "learning" for name in ("OIDC", "GOOGLE", "MICROSOFT")}
    env |= {f"{name}_CLIENT_SECRET": "hush" for name in ("OIDC", "GOOGLE", "MICROSOFT")} | {"OIDC_ISSUER": issuer}
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on_settings.providers(env.get)
    for adapter in (GoogleOAuth2Adapter, MicrosoftGraphOAuth2Adapter):
        monkeypatch.setattr(adapter, "authorize_url", f"{issuer}/oauth2/authorize")
        monkeypatch.setattr(adapter, "access_token_url", f"{issuer}/oauth2/token")
    monkeypatch.setattr(GoogleOAuth2Adapter, "identity_url", f"{issuer}/userinfo")
    monkeypatch.setattr(MicrosoftGraphOAuth2Adapter, "profile_url", f"{issuer}/userinfo")


def sign_on(client, sub, provider="oidc/sso"):
    """Press the button, say yes at the provider as `sub`, and follow it back."""
    away = client.post(f"/accounts/{provider}/login/?process=login&next=/en/my/").headers["Location"]
    answer = requests.post(away, data={"sub": sub}, allow_redirects=False, timeout=10).headers["Location"]
    parts = urlsplit(answer)
    return client.get(f"{parts.path}?{parts.query}")


def is_in(client, user=None):
    logged_in = client.session.get("_auth_user_id")
    return logged_in is not None and (user is None or logged_in == str(user.pk))


def link_in(mail):
    return re.search(r"http://testserver(\S+)", mail.body)[1]


def confirmation_in(mailoutbox):
    return link_in(next(mail for mail in mailoutbox if mail.subject == "Confirm your address"))


def choose_password(client, link):
    form = client.get(link).headers["Location"]
    return client.post(form, {"password1": PASSWORD, "password2": PASSWORD})


@pytest.mark.parametrize("sub", ["unsaid", "unverified", *UNTRUE])
def test_only_boolean_true_leads_to_the_account_that_has_the_address(client, sub):
    owner = make_user(OWNER)
    assert sign_on(client, sub).status_code == 302
    assert not is_in(client)
    assert not SocialAccount.objects.exists()
    assert User.objects.get() == owner


@pytest.mark.parametrize("sub", ["unsaid", "unverified", *UNTRUE])
def test_only_boolean_true_makes_a_newcomer_an_account_without_confirming(client, sub):
    person = make_person("Owner", email=OWNER)
    assert sign_on(client, sub).headers["Location"] == "/accounts/confirm-email/"
    assert not is_in(client)
    assert not EmailAddress.objects.get(email=OWNER).verified
    person.refresh_from_db()
    assert person.user is None


@pytest.mark.parametrize("sub", MALFORMED)
def test_malformed_address_is_no_error_and_leads_to_no_account(client, sub):
    make_user(OWNER)
    response = sign_on(client, sub)
    assert response.headers["Location"] in {"/accounts/3rdparty/signup/", "/accounts/3rdparty/login/error/"}
    assert not is_in(client)
    assert (User.objects.count(), SocialAccount.objects.count()) == (1, 0)


@pytest.mark.parametrize("scope", [None, ["openid", "email", "profile"]])
def test_google_is_believed_by_boolean_true_alone(client, settings, monkeypatch, issuer, scope):
    """With and without an ID token."""
    owner, subs = make_user(OWNER), ("google-false", "google-true")
    if scope:
        settings.SOCIALACCOUNT_PROVIDERS["google"]["SCOPE"] = scope
        monkeypatch.setattr("allauth.socialaccount.providers.google.views.ID_TOKEN_ISSUER", issuer)
        subs = ("text-false", "verified")
    sign_on(client, subs[0], "google")
    assert (is_in(client), SocialAccount.objects.count()) == (False, 0)
    sign_on(client, subs[1], "google")
    assert is_in(client, owner)


@pytest.mark.parametrize("sub", ["microsoft", "microsoft-upn"])
def test_microsoft_is_never_believed_about_an_address(client, sub):
    make_user(OWNER)
    assert sign_on(client, sub, "microsoft").headers["Location"] == "/accounts/confirm-email/"
    assert (is_in(client), SocialAccount.objects.count()) == (False, 0)


@pytest.mark.parametrize(
    ("sub", "provider"), [("unverified", "oidc/sso"), ("text-true", "oidc/sso"), ("microsoft", "microsoft")]
)
def test_identity_from_before_is_gone_once_the_owner_has_confirmed(client, mailoutbox, sub, provider):
    """Somebody signs on with the owner's address first; the owner signs up, resets the password, confirms."""
    mallory = Client()
    sign_on(mallory, sub, provider)
    client.post("/accounts/signup/", {"email": OWNER, "password1": PASSWORD})
    client.post("/accounts/password/reset/", {"email": OWNER})
    choose_password(client, link_in(mailoutbox[-1]))
    client.post("/accounts/login/", {"login": OWNER, "password": PASSWORD})
    client.post(confirmation_in(mailoutbox))
    owner = User.objects.get()
    assert is_in(client, owner)
    assert not owner.socialaccount_set.exists()
    for browser in (mallory, Client()):
        sign_on(browser, sub, provider)
        assert not is_in(browser)
    assert User.objects.get().check_password(PASSWORD)


def test_password_of_whoever_signed_up_first_is_gone_once_the_owner_has_confirmed(client, mailoutbox):
    mallory = Client()
    mallory.post("/accounts/signup/", {"email": OWNER, "password1": "walnuts on the tram"})
    choose_password(client, client.post(link_in(mailoutbox[0])).headers["Location"])
    for browser in (mallory, Client()):
        browser.post("/accounts/login/", {"login": OWNER, "password": "walnuts on the tram"})
        assert not is_in(browser)
    client.post("/accounts/login/", {"login": OWNER, "password": PASSWORD})
    assert is_in(client, User.objects.get())
    assert Person.objects.get().user == User.objects.get()


def test_unverified_identity_is_gone_once_the_owner_signs_on_with_a_verified_address(client, mailoutbox):
    mallory = Client()
    sign_on(mallory, "unverified")
    sign_on(client, "verified")
    client.post(confirmation_in(mailoutbox))
    owner = User.objects.get()
    assert is_in(client, owner)
    assert list(owner.socialaccount_set.values_list("uid", flat=True)) == ["verified"]
    sign_on(Client(), "unverified")
    assert not is_in(mallory)


def test_newcomer_keeps_the_identity_they_confirm_the_address_with(client, mailoutbox):
    sign_on(client, "microsoft", "microsoft")
    client.post(link_in(mailoutbox[0]))
    owner = User.objects.get()
    assert is_in(client, owner)
    again = Client()
    sign_on(again, "microsoft", "microsoft")
    assert is_in(again, owner)


def test_newcomer_who_confirms_in_another_browser_chooses_a_password(client, mailoutbox):
    sign_on(client, "unverified")
    elsewhere = Client()
    to_form = elsewhere.post(link_in(mailoutbox[0])).headers["Location"]
    choose_password(elsewhere, to_form)
    elsewhere.post("/accounts/login/", {"login": OWNER, "password": PASSWORD})
    assert is_in(elsewhere, User.objects.get())
    assert not SocialAccount.objects.exists()


def test_open_session_of_an_unverified_account_ends_when_the_address_is_confirmed(client):
    """An administrator has given the account another address: its old sessions are not the new owner's."""
    user = make_user("before@example.org")
    before = Client()
    before.post("/accounts/login/", {"login": "before@example.org", "password": "correct horse"})
    assert before.get("/en/my/").status_code == 200
    EmailAddress.objects.filter(user=user).delete()
    address = EmailAddress.objects.create(user=user, email=OWNER, primary=True, verified=False)
    User.objects.filter(pk=user.pk).update(email=OWNER)
    client.post(f"/accounts/confirm-email/{EmailConfirmationHMAC(address).key}/")
    assert before.get("/en/my/").status_code == 302
    assert not User.objects.get().has_usable_password()


def test_user_info_about_somebody_else_than_the_id_token_is_refused(client, monkeypatch):
    owner = make_user(OWNER)
    fetch = "allauth.socialaccount.providers.openid_connect.views.OpenIDConnectOAuth2Adapter._fetch_user_info"
    claims = {"sub": "somebody else", "email": OWNER, "email_verified": True}
    monkeypatch.setattr(fetch, lambda self, token: claims)
    sign_on(client, "unverified")
    assert (is_in(client), owner.socialaccount_set.count()) == (False, 0)


@pytest.mark.parametrize("answer", [{}, {"sub": None, "email": OWNER}, {"sub": "x" * 500}, ["sub"], "sub", None, 5])
def test_user_info_of_any_shape_is_no_error(client, monkeypatch, answer):
    fetch = "allauth.socialaccount.providers.openid_connect.views.OpenIDConnectOAuth2Adapter._fetch_user_info"
    monkeypatch.setattr(fetch, lambda self, token: answer)
    response = sign_on(client, "unsaid")
    assert response.status_code in {302, 401}
    assert not is_in(client)


def test_provider_that_is_away_is_told_and_no_error(client, settings):
    env = {"OIDC_ISSUER": "http://localhost:9", "OIDC_CLIENT_ID": "learning"}
    settings.SOCIALACCOUNT_PROVIDERS = single_sign_on_settings.providers(env.get)
    response = client.post("/accounts/oidc/sso/login/", follow=True)
    assert response.status_code == 401
    assert "The other side did not confirm who you are." in response.content.decode()
