"""Passkeys in a browser: a passkey counts as both factors, and opens the admin by itself."""

import pytest
from playwright.sync_api import expect

from tests.factories import make_user

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def with_a_key():
    """Return a function that gives a page's browser a virtual key, with its owner always present."""

    def give(page):
        session = page.context.new_cdp_session(page)
        session.send("WebAuthn.enable")
        key = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True}
        options = {**key, "isUserVerified": True, "automaticPresenceSimulation": True}
        session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
        return page

    return give


def test_officer_adds_a_passkey_and_logs_in_with_it_alone(visit, site, settings, with_a_key):
    settings.SECOND_FACTOR_FOR_STAFF = True
    make_user("officer@example.org", "Learning officers")
    page = with_a_key(visit(width=1280))
    page.goto("/accounts/login/")
    page.get_by_label("E-mail address").fill("officer@example.org")
    page.get_by_label("Password").fill("correct horse")
    page.get_by_role("button", name="Log in", exact=True).click()
    page.goto("/admin/")
    expect(page).to_have_url(f"{site}/accounts/2fa/")
    page.goto("/accounts/2fa/webauthn/add/")
    page.get_by_label("Password").fill("correct horse")
    page.locator("main button[type=submit], main button:not([type])").first.click()
    page.get_by_label("Name of the key").fill("My laptop")
    page.get_by_label("I can log in with it instead of my password").check()
    page.locator("main form button").first.click()
    page.wait_for_url("**/accounts/2fa/recovery-codes/")
    page.goto("/admin/")
    expect(page).to_have_url(f"{site}/admin/")

    page.context.clear_cookies()
    page.goto("/accounts/login/?next=/admin/")
    page.get_by_role("button", name="passkey").click()
    page.wait_for_url(lambda url: "/accounts/login/" not in url)
    page.goto("/admin/")
    expect(page).to_have_url(f"{site}/admin/")
