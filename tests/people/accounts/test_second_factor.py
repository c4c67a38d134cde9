"""Every way to the admin: each asks for a second factor, and each session of staff ends."""

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.utils import timezone

from learning.people.models import User
from tests.factories import make_user

from ..second_factor import code_now, give_app

pytestmark = pytest.mark.django_db
PASSWORD = "correct horse"


@pytest.fixture(autouse=True)
def _second_factor(settings):
    settings.SECOND_FACTOR_FOR_STAFF = True


def log_in(client, user, password=PASSWORD):
    return client.post("/accounts/login/", {"login": user.email, "password": password})


def link_in(message):
    return re.search(r"http://testserver(/\S+)", message.body)[1]


@pytest.mark.parametrize("address", ["/admin/login/", "/_util/login/", "/django-admin/", "/django-admin/login/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_other_log_in_forms_lead_to_the_one_door(client, officer, address, method):
    form = {"username": officer.email, "password": PASSWORD}
    response = getattr(client, method)(address, form)
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/login/")
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    ("wanted", "kept"),
    [
        ("/admin/pages/", "/accounts/login/?next=%2Fadmin%2Fpages%2F"),
        ("https://evil.example/", "/accounts/login/"),
        ("//evil.example/", "/accounts/login/"),
    ],
)
def test_the_one_door_remembers_where_someone_wanted_to_go(client, wanted, kept):
    assert client.get("/admin/login/", {"next": wanted}).headers["Location"] == kept


def test_staff_without_a_second_factor_are_led_to_set_one_up(client, officer):
    assert log_in(client, officer).headers["Location"] == "/my/"
    response = client.get("/admin/")
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/2fa/")
    page = client.get("/accounts/2fa/").content.decode()
    assert "The editors&#x27; side needs a second proof that it is you. Set it up here, once." in page
    assert client.get("/en/my/").status_code == 200


def test_no_post_reaches_the_admin_without_a_second_factor(client, officer):
    log_in(client, officer)
    response = client.post("/admin/organisations/new/", {"name": "Atlantis"})
    assert (response.status_code, response.headers["Location"]) == (302, "/accounts/2fa/")


def test_learners_may_have_one_and_are_asked_for_it(client, official):
    give_app(official)
    assert log_in(client, official).headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/en/my/").status_code == 302
    assert client.post("/accounts/2fa/authenticate/", {"code": code_now()}).headers["Location"] == "/my/"
    assert client.get("/en/my/").status_code == 200


def test_the_code_of_the_app_opens_the_admin(client, officer):
    give_app(officer)
    log_in(client, officer)
    assert client.get("/admin/").status_code == 302
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    assert client.get("/admin/").status_code == 200


def test_a_code_works_once(client, officer):
    give_app(officer)
    code = code_now()
    log_in(client, officer)
    client.post("/accounts/2fa/authenticate/", {"code": code})
    client.post("/accounts/logout/")
    log_in(client, officer)
    response = client.post("/accounts/2fa/authenticate/", {"code": code})
    assert response.status_code == 200
    assert client.get("/admin/").status_code == 302


def test_a_recovery_code_opens_the_admin_once(client, officer):
    first, *_others = give_app(officer)
    for expected in (200, 302):
        log_in(client, officer)
        client.post("/accounts/2fa/authenticate/", {"code": first})
        assert client.get("/admin/").status_code == expected
        client.post("/accounts/logout/")


@pytest.mark.django_db(transaction=True)
def test_setting_it_up_in_this_session_is_showing_it(client, tree, officer, monkeypatch):
    monkeypatch.setattr(
        "allauth.mfa.totp.internal.auth.generate_totp_secret", lambda *args: "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
    )
    log_in(client, officer)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    assert client.get("/accounts/2fa/totp/activate/").status_code == 200
    response = client.post("/accounts/2fa/totp/activate/", {"code": code_now()})
    assert response.headers["Location"] == "/accounts/2fa/recovery-codes/"
    assert client.get("/admin/").status_code == 200


def test_a_session_from_before_the_factor_shows_it_first(client, officer):
    log_in(client, officer)
    give_app(officer)
    response = client.get("/admin/reports/")
    assert response.headers["Location"] == "/accounts/2fa/reauthenticate/?next=%2Fadmin%2Freports%2F"
    response = client.post("/accounts/2fa/reauthenticate/", {"code": code_now(), "next": "/admin/reports/"})
    assert response.headers["Location"] == "/admin/reports/"
    assert client.get("/admin/").status_code == 200


def test_taking_the_factor_away_closes_the_admin(client, officer):
    give_app(officer)
    log_in(client, officer)
    client.post("/accounts/2fa/authenticate/", {"code": code_now()})
    officer.authenticator_set.all().delete()
    assert client.get("/admin/").headers["Location"] == "/accounts/2fa/"


def test_a_forgotten_password_is_no_way_round_it(client, officer):
    give_app(officer)
    client.post("/accounts/password/reset/", {"email": officer.email})
    form = client.get(link_in(mail.outbox[-1])).headers["Location"]
    client.post(form, {"password1": "walnuts on the tram", "password2": "walnuts on the tram"})
    assert client.get("/admin/").status_code == 302
    assert log_in(client, officer, "walnuts on the tram").headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/admin/").status_code == 302


def test_confirming_an_address_is_no_way_round_it(client, officer):
    give_app(officer)
    EmailAddress.objects.filter(user=officer).update(verified=False)
    log_in(client, officer)
    confirm = link_in(mail.outbox[-1])
    client.post(confirm)
    assert client.get("/admin/").status_code == 302


def test_knowing_the_session_of_before_the_log_in_is_worth_nothing(client, officer):
    """Session fixation."""
    client.get("/accounts/login/")
    client.post("/en/catalogue/")
    session = client.session
    session["planted"] = "by someone else"
    session.save()
    before = client.cookies["session"].value
    log_in(client, officer)
    assert client.cookies["session"].value != before
    client.cookies["session"] = before
    assert client.get("/en/my/").status_code == 302


def test_staff_are_logged_out_after_half_an_hour_at_rest(client, officer, settings):
    settings.SECOND_FACTOR_FOR_STAFF = False
    start = timezone.now()
    with time_machine.travel(start, tick=False) as clock:
        log_in(client, officer)
        for _minutes in range(3):
            clock.shift(timedelta(minutes=29))
            assert client.get("/admin/").status_code == 200
        clock.shift(timedelta(minutes=31))
        response = client.get("/admin/pages/?p=2")
        assert response.headers["Location"] == "/accounts/login/?next=/admin/pages/%3Fp%3D2"
        assert "_auth_user_id" not in client.session


def test_what_the_editor_asks_by_itself_is_no_activity(client, officer, settings):
    settings.SECOND_FACTOR_FOR_STAFF = False
    with time_machine.travel(timezone.now(), tick=False) as clock:
        log_in(client, officer)
        client.get("/admin/")
        for _minutes in range(4):
            clock.shift(timedelta(minutes=10))
            client.post("/admin/editing-sessions/1/")
        assert client.get("/admin/").status_code == 302


def test_staff_are_logged_out_after_twelve_hours_at_the_latest(client, officer, settings):
    settings.SECOND_FACTOR_FOR_STAFF = False
    with time_machine.travel(timezone.now(), tick=False) as clock:
        log_in(client, officer)
        for _times in range(29):
            clock.shift(timedelta(minutes=25))
            client.get("/admin/")
        assert client.get("/admin/").status_code == 302


def test_a_learners_session_stays(client, official):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        log_in(client, official)
        clock.shift(timedelta(days=3))
        assert client.get("/en/my/").status_code == 200


def test_people_see_and_end_their_other_sessions(client, official):
    other = type(client)()
    log_in(other, official)
    log_in(client, official)
    page = client.get("/accounts/sessions/").content.decode()
    assert page.count("<strong>Here</strong>") == 1
    assert page.count("<strong>Elsewhere</strong>") == 1
    client.post("/accounts/sessions/")
    assert other.get("/en/my/").status_code == 302
    assert client.get("/en/my/").status_code == 200


def test_page_of_sessions_shows_own_sessions_alone(client, official):
    other = type(client)(HTTP_USER_AGENT="Someone else's browser")
    log_in(other, make_user())
    log_in(client, official)
    assert "Someone else" not in client.get("/accounts/sessions/").content.decode()


def test_the_secret_of_an_app_is_not_readable_in_the_database(officer):
    give_app(officer)
    kept = str(list(officer.authenticator_set.values_list("data", flat=True)))
    assert "JBSWY3DP" not in kept


def test_an_account_shut_by_an_administrator_opens_nothing(client, officer):
    log_in(client, officer)
    User.objects.filter(pk=officer.pk).update(is_active=False)
    assert client.get("/en/my/").status_code == 302


def test_codes_are_limited(client, officer):
    """Five wrong codes, and the sixth try is answered 429 even where it is right."""
    give_app(officer)
    log_in(client, officer)
    for _times in range(5):
        assert client.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/accounts/2fa/authenticate/", {"code": code_now()}).status_code == 429
    assert client.get("/admin/").status_code == 302
