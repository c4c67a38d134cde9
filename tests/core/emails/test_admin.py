"""Reports > Mail not sent: why, send again, take off the list."""

import pytest
from django.core import mail
from django.core.mail import send_mail
from django.urls import reverse
from django.utils import timezone

from learning.activities.notifications import enrolment_emails
from learning.core.emails.delivery import deliver_due
from learning.core.models import OutgoingEmail
from tests.factories import make_activity, make_enrolment

pytestmark = pytest.mark.django_db
ADDRESS, LIST = "ana@example.org", "/admin/reports/mail-not-sent/"


@pytest.fixture(autouse=True)
def _not_delivered(settings):
    settings.OUTBOX_DELIVERY = "timer"


def make_mail(to=ADDRESS, status="failed", **fields):
    send_mail("Your place", "Words", None, [to])
    sent = OutgoingEmail.objects.order_by("pk").last()
    for name, value in {"status": status, **fields}.items():
        setattr(sent, name, value)
    sent.save()
    return sent


def action(name, *mails):
    ids = "&".join(f"id={one.pk}" for one in mails)
    return f"{reverse('wagtail_bulk_action', args=['core', 'outgoingemail', name])}?{ids}&next={LIST}"


def test_list_says_to_whom_and_why(as_officer):
    make_mail(reason="address_refused", last_error="550 5.1.1 No <such> user", purpose="reminder")
    page = as_officer.get(LIST).content.decode()
    assert ADDRESS in page
    assert "The mail server refuses the address." in page
    assert "550 5.1.1 No &lt;such&gt; user" in page
    assert "Reminder of a session" in page


def test_list_shows_what_was_given_up_and_what_waits_too_long(as_officer):
    for status in ("failed", "expired", "uncertain"):
        make_mail(f"{status}@example.org", status)
    make_mail("late@example.org", "queued", created_at=timezone.now() - timezone.timedelta(minutes=16))
    make_mail("tried@example.org", "queued", attempts=1)
    for status in ("queued", "sending", "sent", "dropped"):
        make_mail(f"no-{status}@example.org", status)
    page = as_officer.get(LIST).content.decode()
    shown = {"failed", "expired", "uncertain", "late", "tried"}
    assert {name for name in shown if f"{name}@example.org" in page} == shown
    assert not any(f"no-{status}@example.org" in page for status in ("queued", "sending", "sent", "dropped"))


def test_send_again_asks_first_and_then_queues_it(as_officer, settings):
    sent = make_mail(expires_at=timezone.now() - timezone.timedelta(days=1), attempts=4)
    assert "it may arrive twice" in as_officer.get(action("send_again", sent)).content.decode()
    sent.refresh_from_db()
    assert sent.status == "failed"
    assert as_officer.post(action("send_again", sent)).headers["Location"] == LIST
    sent.refresh_from_db()
    assert (sent.status, sent.attempts, sent.expires_at > timezone.now()) == ("queued", 0, True)


def test_what_was_sent_again_arrives_once(as_officer):
    sent = make_mail(status="uncertain")
    as_officer.post(action("send_again", sent))
    as_officer.post(action("send_again", sent))
    deliver_due()
    assert [message.to for message in mail.outbox] == [[ADDRESS]]


def test_a_mail_whose_secret_is_gone_cannot_be_sent_again(as_officer):
    sent = make_mail(status="expired", is_secret=True, text="")
    page = as_officer.get(action("send_again", sent)).content.decode()
    assert "The person can ask for a new one" in page
    as_officer.post(action("send_again", sent))
    sent.refresh_from_db()
    assert sent.status == "expired"


def test_taken_off_the_list_it_is_not_sent(as_officer):
    sent = make_mail(status="queued", attempts=2)
    as_officer.post(action("take_off_list", sent))
    sent.refresh_from_db()
    assert (sent.status, sent.text) == ("dropped", "")
    assert ADDRESS not in as_officer.get(LIST).content.decode()


def test_home_of_the_admin_counts_them(as_officer):
    assert "not sent." not in as_officer.get("/admin/").content.decode()
    make_mail()
    make_mail("bo@example.org")
    page = as_officer.get("/admin/").content.decode()
    assert "2 mails were not sent." in page
    assert f'href="{LIST}"' in page


@pytest.mark.parametrize("name", ["send_again", "take_off_list"])
def test_who_may_not_send_again_cannot(as_staff, name):
    sent = make_mail()
    as_staff.post(action(name, sent))
    sent.refresh_from_db()
    assert sent.status == "failed"
    assert ADDRESS not in as_staff.get(LIST, follow=True).content.decode()


@pytest.mark.parametrize("count", [1, 30])
def test_list_takes_as_many_queries_for_many_as_for_one(as_officer, django_assert_num_queries, count):
    as_officer.get(LIST)
    for number in range(count):
        make_mail(f"p{number}@example.org")
    with django_assert_num_queries(11):
        as_officer.get(LIST)


def test_a_deferred_mail_that_is_sent_again_is_composed_anew(as_officer):
    enrolment = make_enrolment(make_activity())
    enrolment_emails.notify(enrolment, "waiting")
    deliver_due()
    sent = OutgoingEmail.objects.get(purpose="waiting")
    OutgoingEmail.objects.update(status="failed")
    enrolment.activity.title = "Another title"
    enrolment.activity.save()
    as_officer.post(action("send_again", sent))
    deliver_due()
    assert "Another title" not in mail.outbox[0].subject
    assert "Another title" in mail.outbox[1].subject
