"""The outbox against real SMTP servers: away, silent, slow, refusing, breaking off."""

import time
from datetime import timedelta
from email.mime.text import MIMEText

import pytest
import time_machine
from django.core.mail import EmailMessage, EmailMultiAlternatives, send_mail
from django.utils import timezone

from learning.core.emails import deferred, delivery
from learning.core.emails.delivery import deliver_due
from learning.core.emails.options import AT_ONCE, EmailOptions
from learning.core.models import OutgoingEmail, RefusedAddress

from .servers import Sink, silent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("at_port")]
ADDRESS = "ana@example.org"


def write(to=ADDRESS, subject="Hello", text="Some words", **options):
    message = EmailMessage(subject, text, to=[to])
    message.outbox = EmailOptions(**options)
    message.send()
    return OutgoingEmail.objects.get(to=to)


def later(**time):
    return time_machine.travel(timezone.now() + timedelta(**time), tick=True)


def test_sending_talks_to_no_server_and_delivery_does(serve):
    sink = serve(Sink())
    row = write()
    assert (row.status, sink.messages) == ("queued", [])
    assert deliver_due().sent == 1
    row.refresh_from_db()
    assert (row.status, row.attempts, row.last_error) == ("sent", 1, "")
    assert sink.received == [ADDRESS]
    assert deliver_due().sent == 0
    assert len(sink.messages) == 1


def test_mail_arrives_as_it_was_written(serve):
    sink = serve(Sink())
    message = EmailMultiAlternatives(
        "Éte", "Wörter", "A <a@example.org>", [ADDRESS], reply_to=["re@example.org"], headers={"X-One": "1"}
    )
    message.attach_alternative("<p>Wörter</p>", "text/html")
    message.attach("invite.ics", "BEGIN:VCALENDAR", 'text/calendar; method=REQUEST; charset="utf-8"')
    message.attach("dot.png", b"\x89PNG\x00", "image/png")
    message.attach(MIMEText("attached text", "plain"))
    message.send()
    deliver_due()
    (arrived,) = sink.messages
    assert (arrived["Subject"], arrived["From"], arrived["Reply-To"]) == ("Éte", "A <a@example.org>", "re@example.org")
    assert (arrived["X-One"], arrived["Auto-Submitted"]) == ("1", "auto-generated")
    assert arrived["Message-ID"].endswith("@testserver>")
    parts = [part for part in arrived.walk() if not part.is_multipart()]
    assert [part.get_content_type() for part in parts] == [
        *("text/plain", "text/html", "text/calendar", "image/png", "text/plain")
    ]
    assert [part.get_content().strip() for part in parts] == [
        *("Wörter", "<p>Wörter</p>", "BEGIN:VCALENDAR", b"\x89PNG\x00", "attached text")
    ]
    assert parts[2].get_param("method") == "REQUEST"


def test_each_recipient_has_a_mail_of_their_own(serve):
    sink = serve(Sink())
    EmailMessage("Hello", "Words", to=["Ana <ana@example.org>", "bo@example.org"], bcc=["BO@example.org"]).send()
    deliver_due()
    assert sorted(sink.received) == ["ana@example.org", "bo@example.org"]


def test_server_away_keeps_the_mail_and_pauses_grow():
    row = write()
    pauses = []
    for _ in range(7):
        row.refresh_from_db()
        with time_machine.travel(row.next_attempt_at, tick=True):
            before = timezone.now()
            assert deliver_due().is_server_away
            row.refresh_from_db()
            pauses.append(round((row.next_attempt_at - before).total_seconds() / 60))
    assert pauses == [1, 5, 15, 60, 180, 180, 180]
    assert (row.status, row.reason, row.attempts) == ("queued", "server_away", 7)
    assert "Connection refused" in row.last_error


def test_server_away_is_tried_once_a_pass_however_many_wait():
    for number in range(5):
        write(f"p{number}@example.org")
    report = deliver_due()
    assert (report.sent, report.not_sent) == (0, 1)
    assert sorted(OutgoingEmail.objects.values_list("attempts", flat=True)) == [0, 0, 0, 0, 1]


def test_all_mail_goes_at_once_when_the_server_is_back(serve):
    for number in range(3):
        write(f"p{number}@example.org")
    for _ in range(3):
        deliver_due()
    sink = serve(Sink())
    write("new@example.org")
    deliver_due()
    assert len(sink.messages) == 4


def test_silent_server_takes_one_timeout_a_pass(at_port):
    with silent() as server:
        at_port(server.port)
        for number in range(5):
            write(f"p{number}@example.org")
        began = time.monotonic()
        assert deliver_due().is_server_away
        assert time.monotonic() - began < 3
    assert set(OutgoingEmail.objects.values_list("status", flat=True)) == {"queued"}


def test_temporary_refusal_is_tried_again_and_stops_no_other_mail(serve):
    sink = serve(Sink(rcpt=["451 4.7.1 Greylisted"]))
    row = write()
    write("bo@example.org")
    assert deliver_due().sent == 1
    row.refresh_from_db()
    assert (row.status, row.reason, row.last_error) == ("queued", "postponed", "451 4.7.1 Greylisted")
    with later(seconds=50):
        assert deliver_due().sent == 0
    with later(seconds=61):
        assert deliver_due().sent == 1
    assert sink.received == ["bo@example.org", ADDRESS]


@pytest.mark.parametrize(
    ("behaviour", "state"),
    [
        ({"rcpt": ["550 5.1.1 No such user"]}, ("failed", "address_refused")),
        ({"rcpt": ["554 5.7.1 Not from you"]}, ("failed", "refused")),
        ({"sender": ["550 5.7.1 Not from you"]}, ("queued", "postponed")),
        ({"sender": ["530 5.7.0 Log in first"]}, ("queued", "postponed")),
        ({"sender": ["552 5.3.4 Too large"]}, ("failed", "refused")),
        ({"data": ["554 5.7.1 Looks like spam"]}, ("failed", "refused")),
        ({"data": ["451 4.3.0 Try later"]}, ("queued", "postponed")),
        ({"data": ["421 4.3.2 Going down"]}, ("queued", "postponed")),
    ],
)
def test_answers_of_the_server_are_told_apart(serve, behaviour, state):
    sink = serve(Sink(**behaviour))
    (answer,) = next(iter(behaviour.values()))
    row = write()
    deliver_due()
    row.refresh_from_db()
    assert (row.status, row.reason) == state
    assert (row.last_error, sink.messages) == (answer, [])


def test_a_mail_refused_for_good_is_not_tried_again(serve):
    sink = serve(Sink(data=["554 5.7.1 Looks like spam"]))
    row = write()
    deliver_due()
    row.refresh_from_db()
    assert (row.status, row.last_error) == ("failed", "554 5.7.1 Looks like spam")
    with later(days=1):
        deliver_due()
    assert sink.messages == []


def test_slow_server_gets_the_mail_once(serve):
    sink = serve(Sink(before_answer=lambda: time.sleep(0.7)))
    row = write()
    deliver_due()
    row.refresh_from_db()
    assert (row.status, len(sink.messages)) == ("sent", 1)


def test_connection_lost_after_the_content_is_uncertain_and_not_sent_again(serve):
    sink = serve(Sink(data=["drop"]))
    row = write()
    deliver_due()
    row.refresh_from_db()
    assert (row.status, row.reason) == ("uncertain", "interrupted")
    with later(days=1):
        deliver_due()
    assert len(sink.messages) == 1


def test_server_silent_after_the_content_is_uncertain(serve):
    sink = serve(Sink(before_answer=lambda: time.sleep(1.5)))
    row = write()
    assert deliver_due().is_server_away
    row.refresh_from_db()
    assert row.status == "uncertain"
    time.sleep(1)
    assert len(sink.messages) == 1


def test_process_that_died_before_handing_over_gives_the_mail_back(serve):
    sink = serve(Sink())
    row = write()
    assert delivery._claim() == row
    assert deliver_due().sent == 0
    with later(minutes=11):
        assert deliver_due().sent == 1
    assert len(sink.messages) == 1


def test_process_that_died_while_handing_over_leaves_it_uncertain(serve):
    sink = serve(Sink())
    row = write()
    delivery._claim()
    OutgoingEmail.objects.update(handed_over_at=timezone.now())
    with later(minutes=11):
        deliver_due()
    row.refresh_from_db()
    assert (row.status, row.reason, sink.messages) == ("uncertain", "interrupted", [])


def test_past_its_deadline_a_mail_is_given_up(serve):
    row = write(expires_at=timezone.now() + timedelta(hours=1))
    deliver_due()
    sink = serve(Sink())
    with later(hours=2):
        deliver_due()
    row.refresh_from_db()
    assert (row.status, row.reason, sink.messages) == ("expired", "server_away", [])


@pytest.mark.parametrize("answer", ["250 OK", "554 No", "drop"])
def test_a_secret_is_wiped_once_the_mail_is_settled(serve, answer):
    serve(Sink(data=[answer]))
    row = write(text="https://testserver/reset/s3cret", is_secret=True)
    assert "s3cret" in row.text
    deliver_due()
    row.refresh_from_db()
    assert (row.text, row.parts, row.settled_at is None) == ("", [], False)
    assert not row.can_be_resent


def test_an_expired_secret_is_wiped():
    row = write(text="https://testserver/reset/s3cret", is_secret=True)
    with later(days=8):
        deliver_due()
    row.refresh_from_db()
    assert (row.status, row.text) == ("expired", "")


def test_a_transient_mail_leaves_no_row(serve):
    sink = serve(Sink())
    write(is_transient=True)
    deliver_due()
    assert (len(sink.messages), OutgoingEmail.objects.count()) == (1, 0)


def test_urgent_mail_overtakes(serve):
    sink = serve(Sink())
    write("bo@example.org")
    write(priority=AT_ONCE)
    deliver_due()
    assert sink.received == [ADDRESS, "bo@example.org"]


def test_refused_address_is_noted_and_forgotten_when_it_takes_mail_again(serve):
    serve(Sink(rcpt=["550 5.1.1 No such user"]))
    write()
    deliver_due()
    refused = RefusedAddress.objects.get()
    assert (refused.email, refused.answer) == (ADDRESS, "550 5.1.1 No such user")
    OutgoingEmail.objects.all().delete()
    write()
    deliver_due()
    assert OutgoingEmail.objects.get().status == "dropped"
    OutgoingEmail.objects.all().delete()
    write(purpose="account/password_reset_key")
    deliver_due()
    assert not RefusedAddress.objects.exists()


def test_a_composer_that_fails_is_shown_and_hinders_no_other_mail(serve):
    sink = serve(Sink())
    deferred.enqueue("activities.enrolment", ADDRESS, {"nonsense": 1}, EmailOptions())
    write("bo@example.org")
    deliver_due()
    assert OutgoingEmail.objects.get(to=ADDRESS).reason == "not_composed"
    assert sink.received == ["bo@example.org"]


def test_what_cannot_be_a_header_is_refused_before_any_server_sees_it(serve):
    sink = serve(Sink())
    send_mail("Hello\nBcc: x@example.org", "Words", None, [ADDRESS])
    deliver_due()
    assert (OutgoingEmail.objects.get().status, sink.messages) == ("failed", [])
