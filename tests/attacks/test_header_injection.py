"""Line breaks in names: they add no header to an e-mail or a response, and no line to a calendar."""

from email import message_from_bytes

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import Collection

from learning.activities.enrolment import actions as enrolment_actions
from learning.activities.models import Activity
from learning.activities.notifications.officer_message import Audience, write
from learning.people.models import Organisation, Person
from tests.factories import make_activity, make_course, make_page_with, make_session

pytestmark = pytest.mark.django_db
BREAKS = ["\r\n", "\n", "\r", "\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1e"]
EVIL = "Ana{}Bcc: evil@example.org"
OURS = {
    *("Subject", "From", "To", "Date", "Message-ID", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"),
    "Auto-Submitted",
}
each = pytest.mark.parametrize("line_break", BREAKS, ids=ascii)


def slip_in(model, row, **fields):
    """Update the row without validation and without `save`."""
    model.objects.filter(pk=row.pk).update(**fields)


@pytest.fixture
def evil(official, line_break):
    """Write a line break into all names."""
    name = EVIL.format(line_break)
    activity = make_session(make_activity(), title=name, place=name).activity
    slip_in(Activity, activity, title=name, place=name)
    slip_in(Person, official.person, name=name, job_title=name)
    slip_in(Organisation, official.person.organisation, name=name)
    return Activity.objects.get(pk=activity.pk), Person.objects.get(pk=official.person.pk)


def sent():
    messages = [message_from_bytes(message.message().as_bytes()) for message in mail.outbox]
    assert messages
    return messages


@each
def test_email_about_enrolment_has_no_injected_header(evil, django_capture_on_commit_callbacks):
    activity, person = evil
    with django_capture_on_commit_callbacks(execute=True):
        enrolment = enrolment_actions.enrol(activity, person)
        enrolment_actions.withdraw(enrolment)
        enrolment_actions.enrol(activity, person)
        enrolment_actions.cancel(activity, reason=EVIL.format("\r\n"))
    assert len(mail.outbox) == 4
    for message in sent():
        assert set(message.keys()) <= OURS
        assert message["To"] == "official@example.org"


@each
def test_email_to_participants_has_no_injected_header(evil, django_capture_on_commit_callbacks):
    activity, person = evil
    enrolment_actions.enrol(activity, person)
    with django_capture_on_commit_callbacks(execute=True):
        write(activity, Audience.ENROLLED, subject=EVIL.format("\r\n"), text=EVIL.format("\r\n"))
    assert [(set(message.keys()) <= OURS, message["To"]) for message in sent()] == [(True, "official@example.org")]


@each
def test_email_about_account_has_no_injected_header(client, evil, official):
    client.post("/accounts/password/reset/", {"email": official.email})
    client.post("/accounts/signup/", {"email": official.email, "password1": "walnuts on the tram"})
    assert [(set(message.keys()) <= OURS, message["To"]) for message in sent()] == [(True, official.email)] * 2


@pytest.mark.parametrize(
    "email",
    [
        "eva@example.org\r\nBcc: evil@example.org",
        "eva@example.org\nevil@example.org",
        "eva@example.org,evil@example.org",
        '"eva\r\n"@example.org',
    ],
)
@pytest.mark.parametrize("address", ["/accounts/signup/", "/accounts/password/reset/"])
def test_address_with_line_break_or_comma_is_refused(client, address, email):
    assert client.post(address, {"email": email, "password1": "walnuts on the tram"}).status_code == 200
    assert mail.outbox == []


@each
def test_calendar_has_no_injected_line(client, line_break):
    course = make_course()
    session = make_session(course.activity)
    name = f"Care{line_break}ATTENDEE:mailto:evil@example.org{line_break}END:VEVENT"
    slip_in(Activity, course.activity, title=name, place=name)
    type(session).objects.update(title=name, place=name)
    answer = client.get(f"/en/activities/{course.activity.key}/calendar.ics")
    lines = answer.content.decode().split("\r\n")
    starts = [line.partition(":")[0].partition(";")[0] for line in lines]
    assert "ATTENDEE" not in starts
    assert (starts.count("SUMMARY"), lines.count("BEGIN:VEVENT"), lines.count("END:VEVENT")) == (1, 1, 1)
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{course.slug}.ics"'


@each
def test_file_name_injects_no_header(client, line_break):
    name = f'a"; x="b{line_break}Set-Cookie: evil=1.txt'
    document = Document.objects.create(
        title="x", file=ContentFile(b"x", name), collection=Collection.get_first_root_node()
    )
    make_page_with(document)
    headers = client.get(document.url).headers
    assert "Set-Cookie" not in headers
    assert not any(c in headers["Content-Disposition"] for c in [*BREAKS, 'x="'])


@each
def test_line_breaks_in_typed_name_become_spaces(as_official, official, line_break):
    form = {"name": EVIL.format(line_break), "organisation": official.person.organisation.label, "language": "en"}
    as_official.post("/en/my/profile/", form)
    official.person.refresh_from_db()
    assert official.person.name == "Ana Bcc: evil@example.org"


def test_next_with_line_break_injects_no_header(client):
    for address in ("/accounts/login/", "/admin/login/"):
        response = client.get(f"{address}?next=/en/%0d%0aSet-Cookie:%20evil=1")
        assert "evil" not in response.cookies
        assert all("\n" not in value for value in response.headers.values())
