"""What people get while the database or the cache is away, from processes whose servers really do not answer."""

import json
import os
import subprocess
import sys

import pytest
from django.conf import settings
from django.core.cache import cache
from django.urls import reverse

from learning.core import caching
from tests.factories import make_certificate

ROOT = settings.BASE_DIR

ASK = """
import json, logging, sys
import django
django.setup()
logging.disable(logging.CRITICAL)
from django.test import Client
client = Client(raise_request_exception=False)
if %(session)r:
    client.cookies["session"] = "x" * 32
print(json.dumps([
    [answer.status_code, answer.get("Retry-After"), answer.get("Cache-Control"), "not available right now" in answer.content.decode()]
    for answer in (client.get(path, headers={"Host": "testserver"}) for path in %(paths)r)
]))
"""
NOBODY_LISTENS = "127.0.0.1:1"
PAGES = ["/en/", "/en/catalogue/", "/en/courses/x/", "/api/v1/activities/"]
OF_THEIR_OWN = ["/en/my/", "/admin/", "/accounts/login/", "/en/teaching/"]


def answers(paths, session=False, **environment):
    env = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        **environment,
    }
    script = ASK % {"paths": paths, "session": session}
    told = subprocess.run(
        [sys.executable, "-c", script], env=env, cwd=settings.BASE_DIR, capture_output=True, check=True, timeout=300
    )
    return json.loads(told.stdout.splitlines()[-1])


@pytest.mark.parametrize("session", [False, True], ids=["visitor", "with a session"])
def test_pages_answer_503_without_caching_while_the_database_is_away(tmp_path, session):
    away = {"DATABASE_URL": f"postgres://learning@{NOBODY_LISTENS}/learning", "DATA_DIR": str(tmp_path)}
    paths = [*PAGES, *(OF_THEIR_OWN if session else [])]
    *pages, health = answers([*paths, "/healthz/"], session, **away)
    for path, (status, retry, kept, says_so) in zip(paths, pages, strict=True):
        assert (status, retry, says_so or path.startswith("/api/")) == (503, "30", True), path
        assert "no-store" in kept
    assert health == [503, "30", "no-store", False]


@pytest.fixture
def without_redis(settings, db):
    settings.CACHES = caching.cache_settings(f"redis://{NOBODY_LISTENS}/0")


def test_public_certificate_pages_answer_while_redis_is_away(client, without_redis):
    certificate = make_certificate()
    address = reverse("certificate", args=[certificate.code])
    assert client.get(address).status_code == 200
    assert client.get("/certificates/", {"code": certificate.code}).headers["Location"] == address
    assert client.get("/certificates/did.json").status_code == 200


@pytest.mark.parametrize("path", ["/en/", "/en/catalogue/", "/en/search/?words=x", "/accounts/login/"])
def test_public_pages_answer_while_redis_is_away(client, without_redis, path):
    assert client.get(path).status_code == 200


def test_counting_in_a_cache_that_is_away_raises_as_for_an_unknown_key(without_redis):
    with pytest.raises(ValueError, match="No key"):
        cache.incr("certificates:127.0.0.1")


def test_no_module_uses_a_cache_past_the_one_that_survives_its_server():
    """`caches["quick"]` and `caches["shared"]` are for `learning.core.caching` alone."""
    sources = [
        path for package in ("learning", "courses", "webinars", "home") for path in (ROOT / package).rglob("*.py")
    ]
    assert [str(path) for path in sources if "caches[" in path.read_text()] == [str(ROOT / "learning/core/caching.py")]
