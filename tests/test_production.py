"""Security settings of production by default."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings as configured

from tests.factories import make_user

pytestmark = pytest.mark.django_db
PRODUCTION = {
    "SESSION_COOKIE_NAME": "__Host-session",
    "CSRF_COOKIE_NAME": "__Host-csrf",
    "LANGUAGE_COOKIE_NAME": "__Host-language",
    "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
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
    "SECOND_FACTOR_FOR_FOCAL_POINTS": True,
    "DEBUG": False,
    "ALLOWED_HOSTS": ["learning.example.org"],
    "USE_X_FORWARDED_HOST": False,
    "SECURE_PROXY_SSL_HEADER": None,
    "ALLAUTH_TRUSTED_PROXY_COUNT": 0,
}


def settings_with(**env):
    """Return the settings that another process reads from `env`."""
    ask = f"import json; from django.conf import settings; print(json.dumps({{n: getattr(settings, n) for n in {list(PRODUCTION)!r}}}))"
    clean = {"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "learning.settings", **env}
    told = subprocess.run(
        [sys.executable, "-c", ask], env=clean, cwd=configured.BASE_DIR, capture_output=True, check=True
    )
    return json.loads(told.stdout)


def test_production_settings_are_secure_by_default():
    assert settings_with(SECRET_KEY="x" * 60, BASE_URL="https://learning.example.org") == PRODUCTION


def test_forwarded_addresses_are_trusted_only_behind_a_proxy():
    told = settings_with(SECRET_KEY="x" * 60, BASE_URL="https://learning.example.org", BEHIND_PROXY="1")
    believed = {"SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"], "ALLAUTH_TRUSTED_PROXY_COUNT": 1}
    assert told == PRODUCTION | believed


def test_demo_requires_no_second_factor(tmp_path):
    told = settings_with(DEMO="1", DATA_DIR=str(tmp_path), PORT="8000")
    assert (told["SECOND_FACTOR_FOR_STAFF"], told["SESSION_COOKIE_SECURE"]) == (False, False)
    assert told["SECOND_FACTOR_FOR_FOCAL_POINTS"] is False


def test_second_factor_of_focal_points_can_be_switched_off():
    told = settings_with(
        SECRET_KEY="x" * 60, BASE_URL="https://learning.example.org", SECOND_FACTOR_FOR_FOCAL_POINTS="0"
    )
    assert told == PRODUCTION | {"SECOND_FACTOR_FOR_FOCAL_POINTS": False}


def test_cookies_and_redirects_follow_the_production_settings(client, settings):
    for name, value in PRODUCTION.items():
        if name != "ALLOWED_HOSTS" and not name.startswith("SECOND_FACTOR"):
            setattr(settings, name, value)
    assert client.get("/en/").headers["Location"] == "https://testserver/en/"
    response = client.get("/accounts/login/", secure=True)
    assert response.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"
    make_user("eva@example.org")
    form = {"login": "eva@example.org", "password": "correct horse"}
    logged_in = client.post("/accounts/login/", form, secure=True)
    cookies = {**response.cookies, **logged_in.cookies, **client.get("/en/", secure=True).cookies}
    assert set(cookies) == {"__Host-csrf", "__Host-session", "__Host-language"}
    for name, cookie in cookies.items():
        assert (cookie["secure"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", ""), name
    assert (cookies["__Host-csrf"]["httponly"], cookies["__Host-session"]["httponly"]) == (True, True)
