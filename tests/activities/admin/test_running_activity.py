"""Actions of an officer on one activity in the admin, through the real views."""

import csv
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core import mail
from django.utils import timezone

from learning.activities.models import Activity, Enrolment, Presence
from learning.people.models import Person
from tests.factories import make_activity, make_enrolment, make_organisation, make_person, make_session, make_webinar

pytestmark = pytest.mark.django_db


@pytest.fixture
def activity():
    activity = make_webinar("Night care").activity
    make_session(activity, timezone.now() - timedelta(hours=2))
    return activity


@pytest.fixture
def session(activity):
    return activity.sessions.get()


def address(activity, step, *more):
    return "/".join(["/admin/activities", str(activity.pk), step, *map(str, more), ""])


def attended(enrolment):
    enrolment.refresh_from_db()
    return enrolment.attended_on is not None


class TestAttendance:
    def save(self, client, session, was=(), now=(), **more):
        data = {"was": [row.pk for row in was], "is": [row.pk for row in now], **more}
        return client.post(address(session.activity, "attendance", session.pk), data)

    def test_saving_the_same_check_ins_twice_stores_one_presence(self, as_officer, activity, session):
        came, stayed = make_enrolment(activity), make_enrolment(activity)
        for _time in range(2):
            self.save(as_officer, session, now=[came])
        assert (attended(came), attended(stayed)) == (True, False)
        assert Presence.objects.count() == 1

    def test_unchecked_box_withdraws_the_presence_and_keeps_its_row(self, as_officer, activity, session):
        came = make_enrolment(activity)
        self.save(as_officer, session, now=[came])
        self.save(as_officer, session, was=[came])
        assert not attended(came)
        assert Presence.objects.get().withdrawn_at

    def test_everyone_checks_in_all_expected_people(self, as_officer, activity, session):
        rows = [make_enrolment(activity) for _number in range(3)]
        away = make_enrolment(activity, status="withdrawn")
        self.save(as_officer, session, everyone="1")
        assert [attended(row) for row in [*rows, away]] == [True, True, True, False]

    def test_check_in_of_people_of_another_activity_is_refused(self, as_officer, session):
        other = make_enrolment(make_activity())
        self.save(as_officer, session, now=[other])
        assert not Presence.objects.exists()

    @pytest.mark.parametrize("count", [1, 30])
    def test_attendance_list_takes_constant_queries(
        self, as_officer, activity, session, django_assert_num_queries, count
    ):
        for _number in range(count):
            make_enrolment(activity)
        as_officer.get(address(activity, "attendance", session.pk))
        with django_assert_num_queries(14):
            as_officer.get(address(activity, "attendance", session.pk))


class TestInviting:
    PASTED = "Aya Koné <aya@example.org>; known@example.org\nnot-an-address, =cmd|calc <eve@example.org>"

    def test_pasted_list_is_previewed_before_enrolment(self, as_officer, activity):
        make_person(email="known@example.org")
        page = as_officer.post(address(activity, "enrol"), {"text": self.PASTED}).content.decode()
        assert "aya@example.org" in page
        assert "not-an-address" in page
        assert not Enrolment.objects.exists()

    def test_confirmation_enrols_new_and_known_people(
        self, as_officer, activity, officer, django_capture_on_commit_callbacks
    ):
        known = make_person(email="known@example.org")
        make_organisation("Abidjan", country="CI")
        Activity.objects.update(capacity=None)
        make_session(activity)
        with django_capture_on_commit_callbacks(execute=True):
            as_officer.post(
                address(activity, "enrol"), {"text": self.PASTED, "confirm": "1", "organisation": "Abidjan"}
            )
        rows = {row.person.email: row for row in Enrolment.objects.all()}
        assert set(rows) == {"aya@example.org", "known@example.org", "eve@example.org"}
        assert {row.source for row in rows.values()} == {"officer"}
        assert rows["aya@example.org"].organisation.name == "Abidjan"
        assert rows["known@example.org"].organisation == known.organisation
        assert rows["aya@example.org"].person.user is None
        assert len(mail.outbox) == 3
        assert rows["aya@example.org"].events.get().by == officer

    def test_inviting_an_enrolled_person_changes_nothing(self, as_officer, activity):
        row = make_enrolment(activity, make_person(email="known@example.org"))
        as_officer.post(address(activity, "enrol"), {"text": "known@example.org", "confirm": "1"})
        assert Enrolment.objects.get() == row

    def test_walk_in_is_enrolled_and_checked_in_without_a_place(self, as_officer, activity, session):
        make_organisation("Abidjan", country="CI")
        Activity.objects.update(capacity=0)
        data = {"session": session.pk, "name": "Aya Koné", "email": "", "organisation": "Abidjan"}
        as_officer.post(address(activity, "walk-in"), data)
        row = Enrolment.objects.get()
        assert (row.source, row.takes_seat, attended(row)) == ("walk_in", False, True)
        assert Person.objects.get(name="Aya Koné").email == ""

    def test_walk_in_form_without_a_name_keeps_its_input(self, as_officer, activity, session):
        data = {"session": session.pk, "name": "", "email": "aya@example.org", "organisation": "Abidjan"}
        page = as_officer.post(address(activity, "walk-in"), data).content.decode()
        assert 'value="aya@example.org"' in page
        assert not Enrolment.objects.exists()


class TestWriting:
    def send(self, client, activity, callbacks, subject="The room", text="It is room 4."):
        with callbacks(execute=True):
            letter = {"audience": "enrolled", "subject": subject, "text": text, "send": "1"}
            return client.post(address(activity, "write"), letter)

    def test_message_is_sent_once_to_each_enrolled_person(
        self, as_officer, activity, django_capture_on_commit_callbacks
    ):
        people = [make_enrolment(activity).person for _number in range(2)]
        make_enrolment(activity, status="withdrawn")
        self.send(as_officer, activity, django_capture_on_commit_callbacks)
        assert sorted(message.to for message in mail.outbox) == sorted([person.email] for person in people)
        assert {message.subject for message in mail.outbox} == {"The room"}
        assert "It is room 4." in mail.outbox[0].body

    def test_message_is_previewed_before_it_is_sent(self, as_officer, activity):
        make_enrolment(activity)
        letter = {"audience": "enrolled", "subject": "The room", "text": "It is room 4."}
        assert "It is room 4." in as_officer.post(address(activity, "write"), letter).content.decode()
        assert mail.outbox == []

    def test_subject_with_line_break_adds_no_header(self, as_officer, activity, django_capture_on_commit_callbacks):
        make_enrolment(activity)
        self.send(as_officer, activity, django_capture_on_commit_callbacks, subject="Hello\r\nBcc: eve@example.org")
        for message in mail.outbox:
            assert "\n" not in message.subject
            assert "Bcc" not in message.message()


class TestClosing:
    def test_cancellation_sends_reason_and_calendar_cancellation_to_everyone(
        self, as_officer, activity, django_capture_on_commit_callbacks
    ):
        make_session(activity)
        make_enrolment(activity)
        make_enrolment(activity, status="waiting", queued_at=timezone.now())
        with django_capture_on_commit_callbacks(execute=True):
            as_officer.post(address(activity, "cancel"), {"reason": "The speaker is ill."})
        activity.refresh_from_db()
        assert activity.status == "cancelled"
        assert len(mail.outbox) == 2
        assert all("The speaker is ill." in message.body for message in mail.outbox)
        assert all("METHOD:CANCEL" in str(message.attachments[0][1]) for message in mail.outbox)

    def test_cancellation_without_reason_is_refused(self, as_officer, activity):
        as_officer.post(address(activity, "cancel"), {"reason": ""})
        activity.refresh_from_db()
        assert activity.status == "planned"

    def test_figures_are_confirmed_and_reopened(self, as_officer, activity):
        as_officer.post(address(activity, "confirm"))
        activity.refresh_from_db()
        assert activity.status == "confirmed"
        as_officer.post(address(activity, "reopen"))
        activity.refresh_from_db()
        assert activity.status == "held"


class TestEditing:
    def test_session_times_are_read_in_the_sessions_time_zone(self, as_officer, activity):
        from learning.activities.forms.session import SessionForm
        from learning.activities.models import Session

        form_class = type(
            "Form",
            (SessionForm,),
            {"Meta": type("Meta", (), {"model": Session, "fields": ["starts_at", "ends_at", "time_zone"]})},
        )
        data = {"starts_at": "2026-05-12 15:00", "ends_at": "2026-05-12 16:00", "time_zone": "America/Bogota"}
        form = form_class(data, instance=Session(activity=activity))
        assert form.is_valid(), form.errors
        assert form.save(commit=False).starts_at == datetime(2026, 5, 12, 20, tzinfo=UTC)

    def test_more_places_promote_from_the_waiting_list(self, activity):
        from learning.activities.activity_edit import apply_edit

        make_session(activity)
        Activity.objects.update(capacity=1)
        activity.refresh_from_db()
        make_enrolment(activity)
        waiting = make_enrolment(activity, status="waiting", queued_at=timezone.now())
        activity.capacity = 2
        apply_edit(activity, activity.save)
        waiting.refresh_from_db()
        assert waiting.status == "enrolled"


class TestPeople:
    def test_participants_are_listed_and_exported_without_formulas(self, as_staff, activity):
        make_enrolment(activity, make_person("=cmd|' /C calc'!A0"))
        assert "cmd|" in as_staff.get(address(activity, "participants")).content.decode()
        response = as_staff.get(address(activity, "participants") + "?export=csv")
        rows = list(csv.reader(StringIO(b"".join(response.streaming_content).decode())))
        assert rows[1][0].startswith("'=cmd")

    @pytest.mark.parametrize("count", [1, 30])
    def test_query_count_is_the_same_for_one_and_thirty_people(
        self, as_staff, activity, django_assert_num_queries, count
    ):
        for _number in range(count):
            make_enrolment(activity)
        as_staff.get(address(activity, "participants"))
        with django_assert_num_queries(11):
            as_staff.get(address(activity, "participants"))

    def test_officer_marks_and_unmarks_completion(self, as_officer, activity):
        row = make_enrolment(activity)
        for action, completed in (("mark_complete", True), ("unmark_complete", False)):
            as_officer.post(f"/admin/bulk/activities/enrolment/{action}/?id={row.pk}", {"next": "/admin/"})
            row.refresh_from_db()
            assert (row.completed_at is not None) is completed


STEPS = ["attendance", "enrol", "walk-in", "write", "cancel", "confirm", "reopen"]


@pytest.mark.parametrize("step", STEPS)
def test_reporting_staff_cannot_run_actions(as_staff, activity, step):
    row = make_enrolment(activity)
    before = Activity.objects.values().get(pk=activity.pk)
    assert as_staff.post(address(activity, step), {"reason": "x", "everyone": "1"}).status_code == 302
    assert Activity.objects.values().get(pk=activity.pk) == before
    assert not attended(row)


@pytest.mark.parametrize("step", ["participants", *STEPS])
def test_views_are_forbidden_for_officials(as_official, activity, step):
    assert as_official.get(address(activity, step)).status_code == 403


@pytest.mark.parametrize("step", ["confirm", "reopen", "cancel"])
def test_get_does_not_change_the_status(as_officer, activity, step):
    as_officer.get(address(activity, step))
    activity.refresh_from_db()
    assert activity.status == "planned"
