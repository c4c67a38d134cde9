"""The thread of a web process that delivers, and what happens when processes fork, die and begin again."""

import threading
import time

import pytest
import requests
from django.core.mail import send_mail
from django.db import connection, transaction
from django.utils import timezone

from learning.activities.enrolment import actions as enrolment_actions
from learning.core.emails import delivery_thread
from learning.core.models import OutgoingEmail
from tests.factories import make_activity, make_organisation, make_person, make_session
from tests.production import kill, wait_until

from .servers import Sink, serving, silent

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "ana@example.org"


@pytest.fixture
def delivering(at_port, settings):
    """The thread of this process, as the first request begins it."""
    settings.OUTBOX_DELIVERY = "thread"
    delivery_thread.on_request_started()
    yield
    delivery_thread.stop()


def test_thread_delivers_what_was_committed_and_not_before(serve, delivering):
    sink = serve(Sink())
    with transaction.atomic():
        send_mail("Hello", "Words", None, [ADDRESS])
        time.sleep(0.3)
        assert sink.messages == []
    wait_until(lambda: OutgoingEmail.objects.filter(status="sent").exists())
    assert sink.received == [ADDRESS]


def test_rolled_back_mail_is_not_sent(serve, delivering):
    sink = serve(Sink())
    with transaction.atomic():
        send_mail("Hello", "Words", None, [ADDRESS])
        transaction.set_rollback(True)
    send_mail("Hello", "Words", None, ["bo@example.org"])
    wait_until(lambda: OutgoingEmail.objects.filter(status="sent").exists())
    assert sink.received == ["bo@example.org"]


def test_a_process_has_one_thread_however_many_requests(delivering):
    for _ in range(5):
        delivery_thread.on_request_started()
    assert [one.name for one in threading.enumerate()].count("email-delivery") == 1


def test_a_command_begins_no_thread(at_port, settings):
    settings.OUTBOX_DELIVERY = "thread"
    send_mail("Hello", "Words", None, [ADDRESS])
    assert "email-delivery" not in [one.name for one in threading.enumerate()]
    assert OutgoingEmail.objects.get().status == "queued"


def test_several_deliverers_send_each_mail_once(serve):
    sink = serve(Sink())
    for number in range(30):
        send_mail("Hello", "Words", None, [f"p{number}@example.org"])

    def deliver():
        from learning.core.emails.delivery import deliver_due

        deliver_due()
        connection.close()

    threads = [threading.Thread(target=deliver) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(sink.messages) == len(set(sink.received)) == 30


@pytest.mark.race
def test_two_hundred_at_once_for_the_last_seat_are_answered_while_the_mail_server_is_silent(at_port, settings):
    """Only the delivery thread waits for the server: for a minute, which no answer takes."""
    settings.OUTBOX_DELIVERY, settings.EMAIL_TIMEOUT = "thread", 60
    activity = make_activity(capacity=1)
    make_session(activity)
    organisation = make_organisation()
    people = [make_person(organisation=organisation) for _ in range(200)]
    start, times, failures = threading.Barrier(200), [], []

    def enrol(person):
        start.wait()
        began = time.monotonic()
        try:
            enrolment_actions.enrol(activity, person)
        except Exception as failure:
            failures.append(failure)
        finally:
            times.append(time.monotonic() - began)
            connection.close()

    with silent() as server:
        at_port(server.port)
        delivery_thread.on_request_started()
        threads = [threading.Thread(target=enrol, args=[person]) for person in people]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
        wait_until(lambda: server.accepted)
    delivery_thread.stop()
    assert (failures, len(server.accepted)) == ([], 1)
    assert activity.enrolments.filter(status="enrolled").count() == 1
    assert OutgoingEmail.objects.count() == 200
    assert max(times) < 60


def sign_up(port, email):
    """As a browser does; returns the seconds that the answer took."""
    browser = requests.Session()
    site = f"http://127.0.0.1:{port}"
    browser.get(f"{site}/accounts/signup/", timeout=60)
    form = {"email": email, "password1": "walnuts on the tram", "csrfmiddlewaretoken": browser.cookies["csrf"]}
    began = time.monotonic()
    answer = browser.post(f"{site}/accounts/signup/", form, allow_redirects=False, timeout=60)
    assert answer.headers["Location"] == "/accounts/confirm-email/", answer.status_code
    return time.monotonic() - began


def test_workers_that_fork_from_a_loaded_process_deliver_each_mail_once(gunicorn):
    sink = Sink()
    with serving(sink) as mail_port:
        _process, port = gunicorn(mail_port, "--preload")
        for number in range(6):
            sign_up(port, f"p{number}@example.org")
        wait_until(lambda: len(sink.messages) >= 6)
        wait_until(lambda: OutgoingEmail.objects.filter(status="sent").count() == 6)
    assert sorted(sink.received) == [f"p{number}@example.org" for number in range(6)]
    assert set(OutgoingEmail.objects.values_list("text", flat=True)) == {""}


def test_signing_up_while_the_mail_server_is_silent_works_and_the_mail_goes_after_a_restart(gunicorn):
    with silent() as server:
        process, port = gunicorn(server.port)
        assert sign_up(port, ADDRESS) < 10
        wait_until(lambda: server.accepted)
        kill(process)
    assert OutgoingEmail.objects.get().handed_over_at is None
    # Where the killed process had claimed the row, its lease has to end first.
    OutgoingEmail.objects.filter(status="sending").update(leased_until=timezone.now())
    OutgoingEmail.objects.update(next_attempt_at=timezone.now())
    sink = Sink()
    with serving(sink) as mail_port:
        gunicorn(mail_port)
        wait_until(lambda: sink.received == [ADDRESS])
