import contextlib
from datetime import UTC, datetime
from email import message_from_bytes, policy

import pytest
from django.core import mail
from django.db import transaction
from icalendar import Calendar

from learning.activities.choices import Source
from learning.activities.enrolment.actions import cancel, enrol, withdraw
from learning.people.duplicates.merges import merge
from tests.factories import make_activity, make_person, make_session

pytestmark = pytest.mark.django_db
# 10:00 in Bogotá, 16:00 in Barcelona.
START = datetime(2050, 3, 2, 15, tzinfo=UTC)


@pytest.fixture
def committing(django_capture_on_commit_callbacks):
    """Run an action as if its transaction were committed, mail included; returns what was sent."""

    def commit(action, *args, **kwargs):
        before = len(mail.outbox)
        with django_capture_on_commit_callbacks(execute=True):
            action(*args, **kwargs)
        return mail.outbox[before:]

    return commit


def in_bogota(**fields):
    activity = make_activity("Street trees", **fields)
    make_session(activity, START, time_zone="America/Bogota", join_url="https://meet.example.org/room")
    return activity


def invitation_in(message):
    """Return the calendar file as an e-mail client reads it, and the method named in its header."""
    parts = message_from_bytes(message.message().as_bytes(), policy=policy.default).iter_attachments()
    part = next(part for part in parts if part.get_content_type() == "text/calendar")
    return Calendar.from_ical(part.get_content()), part["Content-Type"].params["method"]


def test_enrolment_email_has_a_calendar_file(committing):
    activity, person = in_bogota(), make_person("Ana Ruiz", email="ana@example.org")
    (message,) = committing(enrol, activity, person)
    assert (message.to, message.subject) == (["ana@example.org"], "You are enrolled: Street trees")
    calendar, method = invitation_in(message)
    (event,) = calendar.walk("VEVENT")
    assert (method, str(calendar["METHOD"]), str(event["STATUS"])) == ("REQUEST", "REQUEST", "CONFIRMED")
    assert str(event["UID"]) == f"session-{activity.sessions.get().pk}@testserver"
    assert event["DTSTART"].params["TZID"] == "America/Bogota"
    assert event["DTSTART"].to_ical() == b"20500302T100000"
    assert event["DTEND"].to_ical() == b"20500302T110000"
    assert event.decoded("DTSTART") == START
    assert str(event["ATTENDEE"]) == "mailto:ana@example.org"
    assert str(event["SUMMARY"]) == "Street trees"
    assert str(event["LOCATION"]) == "https://meet.example.org/room"


def test_calendar_file_defines_its_time_zone(committing):
    (message,) = committing(enrol, in_bogota(), make_person())
    calendar, _method = invitation_in(message)
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["America/Bogota"]


def test_calendar_file_has_an_event_for_each_session(committing):
    activity = in_bogota()
    make_session(activity, START.replace(day=3), title="Second day", place="Room 2")
    (message,) = committing(enrol, activity, make_person())
    calendar, _method = invitation_in(message)
    events = calendar.walk("VEVENT")
    assert [str(event["SUMMARY"]) for event in events] == ["Street trees", "Street trees: Second day"]
    assert len({str(event["UID"]) for event in events}) == 2
    assert str(events[1]["LOCATION"]) == "Room 2"


def test_email_uses_language_and_time_zone_of_the_person(committing):
    person = make_person(language="es", time_zone="Europe/Madrid")
    (message,) = committing(enrol, in_bogota(), person)
    assert "miércoles 2" in message.body
    assert "16:00" in message.body
    assert "Madrid" in message.body
    assert "Bogotá" in message.body
    assert "10:00" in message.body
    assert "\n\n\n" not in message.body


def test_email_to_a_person_without_time_zone_uses_the_activitys(committing):
    activity = in_bogota(time_zone="America/Bogota")
    (message,) = committing(enrol, activity, make_person(time_zone=""))
    assert "10:00" in message.body
    assert "Wednesday 2 March 2050" in message.body


def test_email_about_an_activity_without_dates_has_no_calendar_file(committing):
    (message,) = committing(enrol, make_activity(), make_person())
    assert message.attachments == []


class ChangeOfMind(Exception):
    pass


def test_email_without_calendar_file_does_not_mention_an_attachment(committing):
    activity = make_activity("Street trees", kind="webinar")
    (enrolled,) = committing(enrol, activity, make_person())
    (cancelled,) = committing(cancel, activity, reason="No speaker was found.")
    assert "The date is not fixed yet" in enrolled.body
    assert "attached" not in enrolled.body + cancelled.body
    assert enrolled.attachments == cancelled.attachments == []


def test_calendar_file_of_person_without_name_has_no_empty_name(committing):
    nameless = make_person()
    nameless.name = ""
    nameless.save()
    (message,) = committing(enrol, in_bogota(), nameless)
    (event,) = invitation_in(message)[0].walk("VEVENT")
    assert dict(event["ATTENDEE"].params) == {}


def test_rolled_back_enrolment_sends_no_email(committing):
    def enrol_and_fail(activity, person):
        with contextlib.suppress(ChangeOfMind), transaction.atomic():
            enrol(activity, person)
            raise ChangeOfMind

    activity, person = in_bogota(), make_person()
    assert committing(enrol_and_fail, activity, person) == []
    assert activity.enrolments.count() == 0
    assert len(committing(enrol, activity, person)) == 1


def test_email_is_sent_after_the_commit(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        enrol(in_bogota(), make_person())
        assert mail.outbox == []
    assert len(mail.outbox) == 1


def test_enrolling_again_sends_no_second_email(committing):
    activity, person = in_bogota(), make_person()
    committing(enrol, activity, person)
    assert committing(enrol, activity, person) == []


def test_waiting_list_email_has_no_calendar_file(committing):
    activity = in_bogota(capacity=1)
    committing(enrol, activity, make_person())
    (message,) = committing(enrol, activity, make_person())
    assert message.subject == "You are on the waiting list: Street trees"
    assert message.attachments == []
    assert "meet.example.org" not in message.body


def test_withdrawn_and_promoted_people_each_get_an_email(committing):
    activity = in_bogota(capacity=1)
    leaving, waiting = make_person(), make_person()
    enrolment = enrol(activity, leaving)
    enrol(activity, waiting)
    left, promoted = committing(withdraw, enrolment)
    assert (left.to, promoted.to) == ([leaving.email], [waiting.email])
    assert left.subject == "You are no longer enrolled: Street trees"
    assert promoted.subject == "A place is yours: Street trees"
    assert [invitation_in(message)[1] for message in (left, promoted)] == ["CANCEL", "REQUEST"]


def test_cancellation_cancels_the_same_calendar_event(committing, time_machine):
    activity, person = in_bogota(), make_person()
    time_machine.move_to(datetime(2050, 1, 1, tzinfo=UTC), tick=False)
    (invited,) = committing(enrol, activity, person)
    time_machine.shift(60)
    (cancelled,) = committing(cancel, activity, reason="The room was flooded.")
    before, after = (invitation_in(message)[0].walk("VEVENT")[0] for message in (invited, cancelled))
    assert str(after["UID"]) == str(before["UID"])
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert str(after["STATUS"]) == "CANCELLED"
    assert "The room was flooded." in cancelled.body


def test_cancellation_email_goes_to_enrolled_and_waiting_people_without_the_link(committing):
    activity = in_bogota(capacity=1)
    placed, waits, gone = (enrol(activity, make_person()) for _ in range(3))
    withdraw(gone)
    messages = committing(cancel, activity, reason="Storm")
    assert [message.to for message in messages] == [[placed.person.email], [waits.person.email]]
    assert all(b"meet.example.org" not in message.message().as_bytes() for message in messages)
    assert [str(invitation_in(message)[0].walk("VEVENT")[0].get("LOCATION", "")) for message in messages] == ["", ""]


def test_email_to_a_merged_person_goes_to_the_canonical_address(committing):
    activity, double, person = in_bogota(), make_person(), make_person()
    enrolment = enrol(activity, double)
    merge(double, person)
    assert [message.to for message in committing(withdraw, enrolment)] == [[person.email]]


def test_person_without_address_gets_no_email(committing):
    assert committing(enrol, in_bogota(), make_person(email="")) == []


def test_walk_in_gets_no_email(committing):
    assert committing(enrol, in_bogota(), make_person(), source=Source.WALK_IN) == []


def test_title_with_line_break_adds_no_header(committing):
    activity = make_activity("Trees\nBcc: all@example.org")
    (message,) = committing(enrol, activity, make_person())
    assert message.subject == "You are enrolled: Trees"
    assert message.recipients() == message.to
