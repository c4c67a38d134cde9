import io
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from learning.activities.choices import Kind
from learning.certificates.choices import State
from learning.certificates.issuance import actions as certificate_actions
from learning.certificates.models import Award, Certificate
from learning.people.models import AuditEntry
from learning.people.privacy.erasure import anonymise
from tests.factories import make_activity, make_award, make_certificate, make_completed, make_person, make_session

pytestmark = pytest.mark.django_db
INDEX = "/admin/certificates/"


def text_of(response):
    return " ".join(response.content.decode().split())


def holders(response):
    return sorted(certificate.holder for certificate in response.context["object_list"])


class TestTheList:
    @pytest.fixture
    def each(self, officer):
        """Certificates, one in each state."""
        for state in State:
            make_certificate(make_person(state.value.title()))
        by_name = {certificate.holder: certificate for certificate in Certificate.objects.all()}
        Certificate.objects.filter(pk=by_name["Expired"].pk).update(expires_on=timezone.localdate() - timedelta(days=1))
        Certificate.objects.filter(pk=by_name["Valid"].pk).update(expires_on=timezone.localdate())
        certificate_actions.revoke(by_name["Revoked"], by=officer, reason="A mistake")
        person = by_name["Replaced"].enrolment.person
        person.name = "Replacement"
        person.save()
        certificate_actions.reissue(by_name["Replaced"], by=officer)
        anonymise(by_name["Forgotten"].enrolment.person)

    @pytest.mark.parametrize(
        ("state", "found"),
        [
            ("valid", ["Replacement", "Valid"]),
            ("expired", ["Expired"]),
            ("replaced", ["Replaced"]),
            ("revoked", ["Revoked"]),
            ("forgotten", [""]),
        ],
    )
    def test_list_is_filtered_by_state(self, as_staff, each, state, found):
        response = as_staff.get(INDEX, {"state": state})
        assert holders(response) == found
        assert {certificate.state for certificate in response.context["object_list"]} == {state}

    def test_list_is_filtered_by_activity(self, as_staff):
        make_certificate(make_person("Elsewhere"))
        here = make_certificate(make_person("Here"))
        found = as_staff.get(INDEX, {"activity": here.enrolment.activity_id})
        assert holders(found) == ["Here"]

    def test_list_is_searched_by_name_title_and_code(self, as_staff):
        make_certificate(make_person("Somebody"))
        certificate = make_certificate(make_person("Ana Suárez"), make_activity("Shade", kind=Kind.COURSE))
        for words in ("ana su", "shade", certificate.grouped_code.lower(), certificate.code):
            assert holders(as_staff.get(INDEX, {"q": words})) == ["Ana Suárez"]

    @pytest.mark.parametrize("count", [1, 30])
    def test_query_count_of_list_is_the_same_for_one_and_thirty(self, as_staff, django_assert_num_queries, count):
        for _ in range(count):
            make_certificate()
        as_staff.get(INDEX)
        with django_assert_num_queries(11):
            as_staff.get(INDEX)

    def test_export_is_recorded_in_audit_log_and_has_no_formulas(self, as_staff, staff):
        make_certificate(make_person("=1+1"))
        sheet = load_workbook(io.BytesIO(b"".join(as_staff.get(INDEX, {"export": "xlsx"})))).active
        (_head, row) = list(sheet.iter_rows())
        assert [cell.data_type for cell in row if cell.value][:2] == ["s", "s"]
        entry = AuditEntry.objects.get(action="people_exported")
        assert (entry.by, entry.details["list"], entry.details["rows"]) == (staff, "certificate", 1)


class TestOne:
    def test_staff_see_certificate_without_actions(self, as_staff):
        certificate = make_certificate(make_person("Ana"))
        page = text_of(as_staff.get(f"{INDEX}{certificate.pk}/"))
        assert "Ana" in page
        assert certificate.get_absolute_url() in page
        assert "/revoke/" not in page

    def test_officer_revokes_with_a_reason(self, as_officer):
        certificate = make_certificate()
        address = f"{INDEX}{certificate.pk}/revoke/"
        assert "Take this certificate back?" in text_of(as_officer.get(address))
        assert as_officer.post(address, {"reason": "The wrong person"}).url == f"{INDEX}{certificate.pk}/"
        certificate.refresh_from_db()
        assert (certificate.state, certificate.reason) == (State.REVOKED, "The wrong person")

    def test_revocation_without_reason_is_refused(self, as_officer):
        certificate = make_certificate()
        response = as_officer.post(f"{INDEX}{certificate.pk}/revoke/", {"reason": " "})
        assert "This field is required." in text_of(response)
        certificate.refresh_from_db()
        assert certificate.state == State.VALID

    def test_officer_reissues_after_change_of_name(self, as_officer):
        certificate = make_certificate(make_person("Ana"))
        person = certificate.enrolment.person
        person.name = "Ana María"
        person.save()
        address = f"{INDEX}{certificate.pk}/reissue/"
        assert "now <bdi>Ana María</bdi>" in text_of(as_officer.get(address))
        response = as_officer.post(address, {"reason": "Asked by mail"})
        new = Certificate.objects.standing().get()
        assert (response.url, new.holder) == (f"{INDEX}{new.pk}/", "Ana María")

    def test_action_on_revoked_certificate_shows_error(self, as_officer, officer):
        certificate = make_certificate()
        certificate_actions.revoke(certificate, by=officer, reason="A mistake")
        response = as_officer.post(f"{INDEX}{certificate.pk}/revoke/", {"reason": "Again"}, follow=True)
        assert "be revoked" in text_of(response)

    def test_certificate_of_erased_person_is_shown_without_name_and_actions(self, as_officer):
        certificate = make_certificate(make_person("Ana"))
        anonymise(certificate.enrolment.person)
        page = text_of(as_officer.get(f"{INDEX}{certificate.pk}/"))
        assert "Ana" not in page
        assert "/revoke/" not in page


class TestOfOneActivity:
    @pytest.fixture
    def workshop(self):
        workshop = make_activity("Shade", kind=Kind.WORKSHOP)
        make_session(workshop, timezone.now() - timedelta(days=1))
        return workshop

    def address(self, activity):
        return reverse("certificates_of_activity", args=[activity.pk])

    def posted(self, signatories=(), **fields):
        rows = {
            f"signatories-{number}-{name}": value
            for number, row in enumerate(signatories)
            for name, value in {"id": "", "ORDER": number + 1, "DELETE": "", "image": "", **row}.items()
        }
        management = {"signatories-TOTAL_FORMS": len(signatories), "signatories-INITIAL_FORMS": 0}
        limits = {"signatories-MIN_NUM_FORMS": 0, "signatories-MAX_NUM_FORMS": 3}
        return {"gives": "", "valid_months": "", **management, **limits, **rows, **fields}

    def test_get_creates_no_award(self, as_officer, workshop):
        page = text_of(as_officer.get(self.address(workshop)))
        assert "As usual: Of completion, or else of participation" in page
        assert Award.objects.count() == 0

    def test_award_and_signatories_are_saved(self, as_officer, workshop):
        data = self.posted([{"name": "Jordi", "title": "Secretary General"}], gives="completion", valid_months="24")
        response = as_officer.post(self.address(workshop), data)
        assert response.url == self.address(workshop)
        award = Award.objects.get(activity=workshop)
        assert (award.gives, award.valid_months) == ("completion", 24)
        assert [(one.name, one.title) for one in award.signatories.all()] == [("Jordi", "Secretary General")]

    def test_invalid_input_shows_errors_and_keeps_text(self, as_officer, workshop):
        data = self.posted([{"name": "", "title": "Secretary General"}], valid_months="999")
        page = text_of(as_officer.post(self.address(workshop), data))
        assert "Ensure this value is less than or equal to 240." in page
        assert "This field is required." in page
        assert 'value="Secretary General"' in page
        assert Award.objects.count() == 0

    def test_self_paced_course_cannot_give_certificates_of_participation(self, as_officer):
        course = make_activity(kind=Kind.COURSE)
        page = text_of(as_officer.post(self.address(course), self.posted(gives="participation")))
        assert "Give a certificate of completion instead." in page

    def test_waiting_people_are_counted_and_get_certificates(
        self, as_officer, workshop, django_capture_on_commit_callbacks
    ):
        make_completed(workshop)
        assert "1 person has earned one that isn't issued yet" in text_of(as_officer.get(self.address(workshop)))
        with django_capture_on_commit_callbacks(execute=True):
            as_officer.post(self.address(workshop), {"issue": "1"})
        assert Certificate.objects.count() == 1
        assert "Nobody is waiting for one." in text_of(as_officer.get(self.address(workshop)))

    def test_activity_page_shows_numbers_of_certificates(self, as_officer, workshop):
        make_award(workshop, gives="completion")
        make_completed(workshop)
        page = text_of(as_officer.get(f"/admin/activities/{workshop.pk}/"))
        assert "Of completion, to who completed it. 0 stand. 1 person has earned one" in page
        assert self.address(workshop) in page
