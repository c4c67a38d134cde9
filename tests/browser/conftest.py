"""Chromium against a live server. `make test` sets CHROMIUM; without a browser these tests fail."""

import os
import subprocess

import pytest
from django.conf import settings
from django.test import Client
from django.test.testcases import _MediaFilesHandler
from playwright.sync_api import sync_playwright

from tests.factories import make_user

# Playwright keeps an event loop in this thread; Django would treat the tests' own queries as asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

QUIET = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
QUIET += ["--disable-component-update", "--disable-sync", "--mute-audio", "--autoplay-policy=no-user-gesture-required"]
WITH_AND_WITHOUT = pytest.mark.parametrize("javascript", [True, False], ids=["with JavaScript", "without JavaScript"])


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium():
    path = (
        os.environ.get("CHROMIUM")
        or subprocess.check_output([settings.BASE_DIR / "scripts/find-browser"], text=True).strip()
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def site(tree, live_server, settings, monkeypatch):
    """The address of the live server, with e-mails that link to it.

    Uploads are served by the platform's own view, with access checks and byte ranges, not by Django's view for tests.
    """
    monkeypatch.setattr(_MediaFilesHandler, "_should_handle", lambda handler, path: False)
    settings.BASE_URL = settings.WAGTAILADMIN_BASE_URL = live_server.url
    return live_server.url


@pytest.fixture
def visit(chromium, site):
    """Return a function that opens a page for `user` (None is a visitor) in a browser context of its own."""
    opened = []

    def visit(user=None, javascript=True, width=360, **options):
        context = chromium.new_context(
            base_url=site,
            java_script_enabled=javascript,
            viewport={"width": width, "height": 800},
            locale="en",
            **options,
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        if user:
            own = Client()
            own.force_login(user)
            cookie = own.cookies[settings.SESSION_COOKIE_NAME]
            context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": site}])
        return context.new_page()

    yield visit
    for context in opened:
        context.close()


@pytest.fixture
def learner(site):
    return make_user("learner@example.org")
