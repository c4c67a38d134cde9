"""200 concurrent clients enrol for the last place, served as in production, while the mail server does not respond."""

import os
import statistics
import sys
import threading
import time
from http.client import HTTPConnection
from importlib import import_module
from urllib.parse import urlencode

import pytest
import requests
from django.conf import settings as configured
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from learning.activities.models import Activity
from learning.activities.pages.lookup import path_of
from learning.core.models import OutgoingEmail
from tests.core.emails.servers import silent
from tests.factories import make_organisation, make_session, make_user, make_webinar

pytestmark = [pytest.mark.deep, pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
CLIENTS = 200
# By whether there is a waiting list. With eight cores or more for the platform both are 3 s. The time is processor
# time and not waiting for a lock: with one core, it is twice that of two. The clients and PostgreSQL share them.
P95_SECONDS = {False: 3, True: 3} if (os.cpu_count() or 1) >= 8 else {False: 6, True: 11}
TOKEN = "a" * 32
READERS_BEFORE = 24


def session_of(user):
    """Return the key of a session in which `user` is logged in."""
    session = import_module(configured.SESSION_ENGINE).SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = configured.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.save()
    return session.session_key


def open_the_page(port, cookie, sessions, webinar):
    """Request the webinar's page and its enrolment form, so that each worker has loaded what they need."""
    for session in sessions:
        for path in (path_of(webinar, "en"), f"/en/activities/{webinar.activity.key}/enrol/"):
            requests.get(f"http://127.0.0.1:{port}{path}", cookies={cookie: session}, timeout=60).raise_for_status()


@pytest.mark.parametrize("has_waiting_list", [False, True], ids=["without", "with"])
def test_last_seat_race_of_200_clients_answers_within_seconds_at_p95(gunicorn, settings, has_waiting_list):
    webinar, dakar = make_webinar(), make_organisation("Dakar")
    Activity.objects.filter(pk=webinar.activity.pk).update(capacity=1, has_waiting_list=has_waiting_list)
    make_session(webinar.activity)
    users = [make_user(f"p{number}@example.org") for number in range(CLIENTS)]
    for user in users:
        user.person.organisation = dakar
        user.person.save()
    sessions = [session_of(user) for user in users]
    start, taken, answers = threading.Barrier(CLIENTS), [], []

    form = urlencode({"organisation": "Dakar", "name": "Ana", "gender": "undisclosed", "csrfmiddlewaretoken": TOKEN})
    path = f"/en/activities/{webinar.activity.key}/enrol/"

    def enrol(port, session):
        cookies = f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={TOKEN}"
        headers = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        client = HTTPConnection("127.0.0.1", port, timeout=120)
        start.wait()
        began = time.monotonic()
        client.request("POST", path, form, headers)
        answer = client.getresponse()
        answer.read()
        taken.append(time.monotonic() - began)
        answers.append((answer.status, answer.headers["Location"]))
        client.close()

    with silent() as server:
        _process, port = gunicorn(server.port, "--workers", "4", "--threads", "4", "--backlog", "2048")
        open_the_page(port, settings.SESSION_COOKIE_NAME, sessions[:READERS_BEFORE], webinar)
        threads = [threading.Thread(target=enrol, args=[port, session]) for session in sessions]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    p95 = statistics.quantiles(taken, n=20)[-1]
    sys.stdout.write(f"\n200 clients: median {statistics.median(taken):.2f} s, p95 {p95:.2f} s\n")
    assert set(answers) == {(302, path_of(webinar, "en"))}
    counts = [webinar.activity.enrolments.filter(status=status).count() for status in ("enrolled", "waiting")]
    waiting = CLIENTS - 1 if has_waiting_list else 0
    assert counts == [1, waiting]
    assert OutgoingEmail.objects.count() == 1 + waiting
    assert p95 <= P95_SECONDS[has_waiting_list]
