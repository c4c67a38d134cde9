"""What browsers are told, page by page."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as configured
from django.core import mail

from tests.factories import make_course, make_user

pytestmark = pytest.mark.django_db
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
SITE = (
    "default-src 'self'; img-src 'self' data:; media-src 'self'; "
    "frame-src https://www.youtube-nocookie.com https://player.vimeo.com; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


def policy_of(response):
    return {part.split()[0]: part.split()[1:] for part in response.headers["Content-Security-Policy"].split("; ")}


@pytest.mark.parametrize(
    "address",
    [
        "/en/",
        "/en/catalogue/",
        "/en/search/?q=x",
        "/en/my/",
        "/accounts/login/",
        "/accounts/signup/",
        "/en/nowhere/",
        "/en/help/",
    ],
)
def test_every_page_of_the_site_is_strict(client, address):
    headers = client.get(address).headers
    assert {name: headers[name] for name in EVERYWHERE} == EVERYWHERE
    assert sorted(headers["Content-Security-Policy"].split("; ")) == sorted(SITE.split("; "))
    assert headers["X-Frame-Options"] == "DENY"


def test_inline_scripts_and_styles_are_for_the_admin_alone(as_officer):
    assert policy_of(as_officer.get("/admin/"))["script-src"] == ["'self'", "'unsafe-inline'"]
    assert "'unsafe-inline'" not in as_officer.get("/en/").headers["Content-Security-Policy"]


def test_the_admin_is_framed_by_itself_alone(as_officer):
    response = as_officer.get("/admin/")
    assert policy_of(response)["frame-ancestors"] == ["'self'"]
    assert policy_of(response)["object-src"] == ["'none'"]
    assert response.headers["X-Frame-Options"] == "DENY"


def test_only_a_preview_may_be_framed_by_the_editor(as_officer):
    course = make_course()
    response = as_officer.get(f"/admin/pages/{course.pk}/edit/preview/")
    assert response.headers["X-Frame-Options"] == "SAMEORIGIN"
    assert policy_of(response)["frame-ancestors"] == ["'self'"]


@pytest.mark.parametrize(
    "address",
    ["/en/my/", "/en/my/profile/", "/en/my/record/", "/en/teaching/", "/accounts/sessions/", "/accounts/2fa/"],
)
def test_what_is_personal_is_kept_by_no_cache(as_official, address):
    kept = as_official.get(address).headers["Cache-Control"]
    assert {"private", "no-store"} <= set(kept.replace(" ", "").split(","))


def test_the_admin_is_kept_by_no_cache(as_officer):
    assert "no-store" in as_officer.get("/admin/").headers["Cache-Control"]


@pytest.mark.parametrize("address", ["/en/", "/en/catalogue/", "/en/help/"])
def test_a_page_drawn_for_someone_is_theirs(as_official, address):
    assert as_official.get(address).headers["Cache-Control"] == "private, no-cache"


def test_pages_vary_with_the_cookie(client):
    assert "Cookie" in client.get("/en/").headers["Vary"]


@pytest.mark.parametrize(
    "host", ["evil.example", "testserver.evil.example", "testserver@evil.example", "evil.example:80"]
)
def test_another_host_is_refused(client, host):
    assert client.get("/en/", HTTP_HOST=host).status_code == 400


@pytest.mark.parametrize(
    "headers", [{"HTTP_X_FORWARDED_HOST": "evil.example"}, {"HTTP_HOST": "testserver:8080"}, {"HTTP_HOST": "localhost"}]
)
def test_mail_leads_to_this_site_whatever_host_a_request_names(client, headers):
    make_user("eva@example.org")
    client.post("/accounts/password/reset/", {"email": "eva@example.org"}, **headers)
    client.post("/accounts/signup/", {"email": "new@example.org", "password1": "walnuts on the tram"}, **headers)
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        links = [word for word in message.body.split() if word.startswith("http")]
        assert links
        assert all(link == "http://testserver" or link.startswith("http://testserver/") for link in links)


PRODUCTION = {
    "SESSION_COOKIE_NAME": "__Host-session",
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SESSION_COOKIE_HTTPONLY": True,
    "CSRF_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "CSRF_COOKIE_SAMESITE": "Lax",
    "SESSION_COOKIE_PATH": "/",
    "SESSION_COOKIE_DOMAIN": None,
    "SECURE_HSTS_SECONDS": 31_536_000,
    "SECURE_HSTS_INCLUDE_SUBDOMAINS": True,
    "SECURE_HSTS_PRELOAD": True,
    "SECURE_SSL_REDIRECT": True,
    "SECOND_FACTOR_FOR_STAFF": True,
    "DEBUG": False,
    "ALLOWED_HOSTS": ["learning.example.org"],
    "USE_X_FORWARDED_HOST": False,
}


def settings_with(**env):
    """The settings as another process reads them from `env`."""
    ask = f"import json; from django.conf import settings; print(json.dumps({{n: getattr(settings, n) for n in {list(PRODUCTION)!r}}}))"
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "learning.settings", **env}
    told = subprocess.run(
        [sys.executable, "-c", ask], env=clean, cwd=configured.BASE_DIR, capture_output=True, check=True
    )
    return json.loads(told.stdout)


def test_production_is_safe_without_being_told():
    assert settings_with(SECRET_KEY="x" * 60, BASE_URL="https://learning.example.org") == PRODUCTION


def test_the_demo_is_the_only_one_without_a_second_factor(tmp_path):
    told = settings_with(DEMO="1", DATA_DIR=str(tmp_path), PORT="8000")
    assert (told["SECOND_FACTOR_FOR_STAFF"], told["SESSION_COOKIE_SECURE"]) == (False, False)


def test_cookies_and_transport_are_as_production_says(client, settings):
    for name, value in PRODUCTION.items():
        if name not in {"ALLOWED_HOSTS", "SECOND_FACTOR_FOR_STAFF"}:
            setattr(settings, name, value)
    assert client.get("/en/").headers["Location"] == "https://testserver/en/"
    response = client.get("/accounts/login/", secure=True)
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    cookie = response.cookies["__Host-csrf"]
    assert (cookie["secure"], cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (
        True,
        True,
        "Lax",
        "/",
        "",
    )
