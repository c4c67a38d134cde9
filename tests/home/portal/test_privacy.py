"""What people may ask of us about themselves, in the site."""

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
    """Logged in, and asked for the password a moment ago."""
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


def test_the_notice_is_for_everyone_and_says_how_long(client, settings):
    page = client.get("/en/privacy/").content.decode()
    assert "30 days, then they are deleted" in page
    assert "5 years after the last time you logged in" in page
    settings.RETENTION_DAYS = {**settings.RETENTION_DAYS, "import_files": 1, "identifiable_participation": 0}
    page = client.get("/en/privacy/").content.decode()
    assert "1 day, then they are deleted" in page
    assert "after the last time you logged in" not in page


@pytest.mark.parametrize(("address", "queries"), [("/en/privacy/", 2), (PRIVACY, 3), (DELETE, 5)])
def test_its_pages_cost_a_few_queries(as_ana, django_assert_num_queries, address, queries):
    with django_assert_num_queries(queries):
        assert as_ana.get(address).status_code == 200


def test_a_visitor_is_asked_to_log_in(client):
    assert client.get(PRIVACY).headers["Location"] == f"/accounts/login/?next={PRIVACY}"
    for address in (COPY, DELETE):
        assert client.post(address).headers["Location"].startswith("/accounts/login/")


class TestConsents:
    def test_no_box_is_ticked_for_anyone(self, as_official):
        page = as_official.get(PRIVACY).content.decode()
        assert page.count('type="checkbox"') == 3
        assert "checked" not in page

    def test_each_yes_stands_alone_with_its_date(self, as_ana, ana):
        with time_machine.travel(datetime(2026, 3, 4, 15, tzinfo=UTC)):
            as_ana.post(PRIVACY, {"photo": "on"})
            page = as_ana.get(PRIVACY).content.decode()
        assert list(Consent.objects.values_list("person", "purpose", "revoked_at")) == [(ana.pk, "photo", None)]
        assert page.count("checked") == 1
        assert "You said yes on 4 March 2026." in page

    def test_a_yes_taken_back_keeps_both_dates_and_a_new_one_is_a_new_row(self, as_ana):
        as_ana.post(PRIVACY, {"newsletter": "on", "recording": "on"})
        as_ana.post(PRIVACY, {"recording": "on"})
        as_ana.post(PRIVACY, {"newsletter": "on", "recording": "on"})
        given = Consent.objects.order_by("pk").values_list("purpose", "revoked_at")
        assert [(purpose, revoked is None) for purpose, revoked in given] == [
            ("newsletter", False),
            ("recording", True),
            ("newsletter", True),
        ]

    def test_a_yes_given_as_someone_merged_is_taken_back_too(self, as_ana, ana):
        twin = make_person()
        Consent.objects.create(person=twin, purpose="photo", given_at=datetime(2025, 1, 1, tzinfo=UTC))
        merge(twin, into=ana)
        assert "checked" in as_ana.get(PRIVACY).content.decode()
        as_ana.post(PRIVACY, {})
        assert Consent.objects.get().revoked_at is not None


class TestTheCopy:
    def test_it_asks_for_the_password_and_then_comes(self, client):
        client.force_login(make_user("ana@example.org"))
        assert client.post(COPY).headers["Location"] == "/accounts/reauthenticate/?next=%2Fen%2Fmy%2Fprivacy%2Fcopy%2F"
        response = client.post("/accounts/reauthenticate/", {"password": "correct horse", "next": COPY})
        assert response.headers["Content-Type"] == "application/zip"
        assert sorted(opened(response).namelist()) == ["data.json", "index.html"]

    def test_it_says_what_is_held_in_both_files(self, as_ana, ana):
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

    def test_it_tells_nothing_of_others_and_no_secret(self, as_ana, ana):
        make_person("Somebody else")
        text = opened(as_ana.post(COPY)).read("data.json").decode()
        assert "Somebody else" not in text
        assert ana.user.password not in text

    def test_it_is_in_the_persons_language_and_markup_is_inert(self, as_ana, ana):
        Person.objects.filter(pk=ana.pk).update(name="<script>alert(1)</script>", language="fr")
        page = opened(as_ana.post(COPY)).read("index.html").decode()
        assert '<html lang="fr"' in page
        assert "<script>" not in page

    def test_that_it_was_taken_is_in_the_audit_log(self, as_ana, ana):
        as_ana.post(COPY)
        entry = AuditEntry.objects.get(action="data_downloaded")
        assert (entry.by, entry.kind, entry.object_id) == (ana.user, "people.person", str(ana.pk))

    def test_looking_at_its_address_takes_nothing(self, as_ana):
        assert as_ana.get(COPY).status_code == 405
        assert not AuditEntry.objects.filter(action="data_downloaded").exists()


class TestDeletingTheAccount:
    def test_the_page_says_what_goes_and_what_stays(self, as_ana):
        page = as_ana.get(DELETE).content.decode()
        assert "What goes" in page
        assert "What stays" in page
        assert Person.objects.filter(email="ana@example.org").exists()

    def test_the_password_is_asked_for_before(self, client):
        client.force_login(make_user("ana@example.org"))
        for method in (client.get, client.post):
            assert method(DELETE).headers["Location"].startswith("/accounts/reauthenticate/")
        assert Person.objects.filter(email="ana@example.org").exists()

    def test_it_is_done_told_by_mail_and_kept_in_the_log(
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

    def test_every_other_session_ends_with_it(self, as_ana, ana):
        elsewhere = Client()
        elsewhere.force_login(ana.user)
        as_ana.post(DELETE)
        assert elsewhere.get("/en/my/").headers["Location"].startswith("/accounts/login/")

    def test_who_comes_back_begins_anew(self, as_ana, ana, mailoutbox):
        as_ana.post(DELETE)
        Client().post("/accounts/signup/", {"email": "ana@example.org", "password1": "walnuts on the tram"})
        assert mailoutbox[-1].subject == "Confirm your address"


def test_the_copy_takes_as_many_queries_for_thirty_enrolments_as_for_one(as_ana, ana):
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
