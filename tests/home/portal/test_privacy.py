"""Privacy pages: notice, consents, data export, deletion of the account."""

import io
import json
import zipfile
from datetime import UTC, datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from learning.activities.attendance import actions as attendance_actions
from learning.activities.models import Consent, Feedback
from learning.people.duplicates.merges import merge
from learning.people.models import AuditEntry, Person
from tests.factories import make_activity, make_enrolment, make_person, make_session, make_user

pytestmark = pytest.mark.django_db
PRIVACY, COPY, DELETE = "/en/my/privacy/", "/en/my/privacy/copy/", "/en/my/privacy/delete/"


@pytest.fixture
def as_ana(client):
    """Return a client that is logged in and has just re-authenticated."""
    user = make_user("ana@example.org")
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": "correct horse"})
    return client


@pytest.fixture
def ana(as_ana):
    return Person.objects.get(email="ana@example.org")


def opened(response):
    return zipfile.ZipFile(io.BytesIO(response.content))


def held(response):
    return {part["model"]: part["rows"] for part in json.loads(opened(response).read("data.json"))["held"]}


def test_notice_is_public_and_shows_retention_periods(client, settings):
    page = client.get("/en/privacy/").content.decode()
    assert "30 days, then they are deleted" in page
    assert "5 years after the last time you logged in" in page
    settings.RETENTION_DAYS = {**settings.RETENTION_DAYS, "import_files": 1, "identifiable_participation": 0}
    page = client.get("/en/privacy/").content.decode()
    assert "1 day, then they are deleted" in page
    assert "after the last time you logged in" not in page


@pytest.mark.parametrize(("address", "queries"), [("/en/privacy/", 2), (PRIVACY, 3), (DELETE, 5)])
def test_query_count_of_privacy_pages(as_ana, django_assert_num_queries, address, queries):
    with django_assert_num_queries(queries):
        assert as_ana.get(address).status_code == 200


def test_visitor_is_redirected_to_log_in(client):
    assert client.get(PRIVACY).headers["Location"] == f"/accounts/login/?next={PRIVACY}"
    for address in (COPY, DELETE):
        assert client.post(address).headers["Location"].startswith("/accounts/login/")


class TestConsents:
    def test_no_consent_is_ticked_by_default(self, as_official):
        page = as_official.get(PRIVACY).content.decode()
        assert page.count('type="checkbox"') == 3
        assert "checked" not in page

    def test_each_consent_is_stored_separately_with_its_date(self, as_ana, ana):
        with time_machine.travel(datetime(2026, 3, 4, 15, tzinfo=UTC)):
            as_ana.post(PRIVACY, {"photo": "on"})
            page = as_ana.get(PRIVACY).content.decode()
        assert list(Consent.objects.values_list("person", "purpose", "revoked_at")) == [(ana.pk, "photo", None)]
        assert page.count("checked") == 1
        assert "You said yes on 4 March 2026." in page

    def test_renewed_consent_is_a_new_row_and_revoked_one_is_kept(self, as_ana):
        as_ana.post(PRIVACY, {"newsletter": "on", "recording": "on"})
        as_ana.post(PRIVACY, {"recording": "on"})
        as_ana.post(PRIVACY, {"newsletter": "on", "recording": "on"})
        given = Consent.objects.order_by("pk").values_list("purpose", "revoked_at")
        assert [(purpose, revoked is None) for purpose, revoked in given] == [
            ("newsletter", False),
            ("recording", True),
            ("newsletter", True),
        ]

    def test_consent_of_merged_person_can_be_revoked(self, as_ana, ana):
        twin = make_person()
        Consent.objects.create(person=twin, purpose="photo", given_at=datetime(2025, 1, 1, tzinfo=UTC))
        merge(twin, into=ana)
        assert "checked" in as_ana.get(PRIVACY).content.decode()
        as_ana.post(PRIVACY, {})
        assert Consent.objects.get().revoked_at is not None


class TestTheCopy:
    def test_data_export_requires_reauthentication(self, client):
        client.force_login(make_user("ana@example.org"))
        assert client.post(COPY).headers["Location"] == "/accounts/reauthenticate/?next=%2Fen%2Fmy%2Fprivacy%2Fcopy%2F"
        response = client.post("/accounts/reauthenticate/", {"password": "correct horse", "next": COPY})
        assert response.headers["Content-Type"] == "application/zip"
        assert sorted(opened(response).namelist()) == ["data.json", "index.html"]

    def test_data_export_contains_rows_of_merged_people_in_both_files(self, as_ana, ana):
        make_enrolment(make_activity("Night buses"), ana)
        twin = make_person("Ana R.")
        merge(twin, into=ana)
        make_enrolment(make_activity("Street trees"), twin)
        response = as_ana.post(COPY)
        data = held(response)
        assert [row["name"] for row in data["people.person"]] == ["Ana", "Ana R."]
        assert [row["activity"] for row in data["activities.enrolment"]] == ["Night buses", "Street trees"]
        assert data["activities.feedback"] == []
        page = opened(response).read("index.html").decode()
        assert all(word in page for word in ("Night buses", "Street trees", "Ana R.", "ana@example.org"))

    def test_data_export_contains_no_other_people_and_no_password(self, as_ana, ana):
        make_person("Somebody else")
        text = opened(as_ana.post(COPY)).read("data.json").decode()
        assert "Somebody else" not in text
        assert ana.user.password not in text

    def test_data_export_is_in_the_persons_language_and_escaped(self, as_ana, ana):
        Person.objects.filter(pk=ana.pk).update(name="<script>alert(1)</script>", language="fr")
        page = opened(as_ana.post(COPY)).read("index.html").decode()
        assert '<html lang="fr"' in page
        assert "<script>" not in page

    def test_data_export_is_recorded_in_audit_log(self, as_ana, ana):
        as_ana.post(COPY)
        entry = AuditEntry.objects.get(action="data_downloaded")
        assert (entry.by, entry.kind, entry.object_id) == (ana.user, "people.person", str(ana.pk))

    def test_get_of_data_export_is_405_and_not_recorded(self, as_ana):
        assert as_ana.get(COPY).status_code == 405
        assert not AuditEntry.objects.filter(action="data_downloaded").exists()


class TestDeletingTheAccount:
    def test_page_shows_what_is_deleted_and_what_is_kept(self, as_ana):
        page = as_ana.get(DELETE).content.decode()
        assert "What is deleted" in page
        assert "What stays" in page
        assert Person.objects.filter(email="ana@example.org").exists()

    def test_deletion_requires_reauthentication(self, client):
        client.force_login(make_user("ana@example.org"))
        for method in (client.get, client.post):
            assert method(DELETE).headers["Location"].startswith("/accounts/reauthenticate/")
        assert Person.objects.filter(email="ana@example.org").exists()

    def test_deletion_erases_sends_email_and_is_recorded_in_audit_log(
        self, as_ana, ana, mailoutbox, django_capture_on_commit_callbacks
    ):
        with django_capture_on_commit_callbacks(execute=True):
            assert as_ana.post(DELETE).headers["Location"] == "/"
        ana.refresh_from_db()
        assert (ana.name, ana.email, ana.user) == ("", "", None)
        (letter,) = mailoutbox
        assert (letter.to, letter.subject) == (["ana@example.org"], "Your account is deleted")
        entry = AuditEntry.objects.get(action="erased")
        assert (entry.object_id, entry.details, entry.reason) == (str(ana.pk), {"own_wish": True}, "")
        assert as_ana.get("/en/my/").status_code == 302

    def test_deletion_ends_all_other_sessions(self, as_ana, ana):
        elsewhere = Client()
        elsewhere.force_login(ana.user)
        as_ana.post(DELETE)
        assert elsewhere.get("/en/my/").headers["Location"].startswith("/accounts/login/")

    def test_deleted_person_can_sign_up_again(self, as_ana, ana, mailoutbox):
        as_ana.post(DELETE)
        Client().post("/accounts/signup/", {"email": "ana@example.org", "password1": "walnuts on the tram"})
        assert mailoutbox[-1].subject == "Confirm your address"


def test_query_count_of_data_export_is_the_same_for_one_and_thirty_enrolments(as_ana, ana):
    def asked():
        with CaptureQueriesContext(connection) as queries:
            as_ana.post(COPY)
        return len(queries)

    def learn():
        activity = make_activity()
        session = make_session(activity, datetime(2026, 3, 4, 15, tzinfo=UTC))
        enrolment = make_enrolment(activity, ana)
        attendance_actions.check_in(enrolment, session)
        enrolment.events.create(status="enrolled", at=timezone.now())
        Feedback.objects.create(enrolment=enrolment, rating=5, given_at=timezone.now())

    learn()
    asked()
    few = asked()
    for _ in range(29):
        learn()
    assert asked() == few
