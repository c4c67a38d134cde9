from datetime import timedelta

import pytest
from django.utils import timezone

from learning.certificates import codes
from learning.certificates.issuance import actions as certificate_actions
from learning.people.privacy.erasure import anonymise
from tests.factories import make_certificate, make_person, make_user

pytestmark = pytest.mark.django_db


def text_of(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def certificate():
    return make_certificate(make_person("Ana Suárez", email="ana@example.org", job_title="Head of parks"))


def revoked(certificate):
    certificate_actions.revoke(certificate, by=make_user(), reason="Someone else did the quiz")


def replaced(certificate):
    return certificate_actions.reissue(certificate, by=make_user())


def test_valid_certificate_is_shown_to_anyone_with_the_code(client, certificate):
    page = text_of(client.get(certificate.get_absolute_url()))
    assert "This certificate is valid." in page
    for told in (
        "Ana Suárez",
        "has completed the course",
        certificate.title,
        certificate.grouped_code,
        "by Metropolis",
    ):
        assert told in page


def test_page_contains_no_other_personal_data(client, certificate):
    page = text_of(client.get(certificate.get_absolute_url()))
    for kept in ("ana@example.org", "Head of parks", certificate.enrolment.person.organisation.name):
        assert kept not in page


def test_page_is_not_indexed_and_not_cached(client, certificate):
    response = client.get(certificate.get_absolute_url())
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize("address", ["/certificates/{}/", "/certificates/{}.pdf"])
def test_unknown_code_is_404_with_instructions(client, certificate, address):
    for code in (codes.grouped(codes.make()), "U" * 28, "0" * 40):
        response = client.get(address.format(code))
        assert response.status_code == 404
        assert "No certificate has this code" in text_of(response)


def test_page_costs_one_query(client, certificate, django_assert_num_queries):
    client.get(certificate.get_absolute_url())
    with django_assert_num_queries(1):
        client.get(certificate.get_absolute_url())


def test_page_for_logged_in_holder_costs_three_queries(client, django_assert_num_queries):
    user = make_user()
    certificate = make_certificate(user.person)
    client.force_login(user)
    client.get(certificate.get_absolute_url())
    with django_assert_num_queries(3):
        client.get(certificate.get_absolute_url())


def test_sixty_first_code_in_a_minute_is_rate_limited(client):
    answers = [client.get(f"/certificates/{codes.make()}/").status_code for _ in range(61)]
    assert answers == [404] * 60 + [429]


def test_page_is_read_only(client, certificate):
    assert client.post(certificate.get_absolute_url()).status_code == 405


def test_revoked_certificate_shows_date_without_reason_and_name(client, certificate):
    revoked(certificate)
    page = text_of(client.get(certificate.get_absolute_url()))
    assert "This certificate is not valid" in page
    assert f"It was revoked on {timezone.now().day} " in page
    assert "Ana" not in page
    assert "Someone else" not in page


def test_expired_certificate_shows_its_last_day(client, certificate):
    type(certificate).objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    page = text_of(client.get(certificate.get_absolute_url()))
    assert "This certificate was valid to" in page
    assert "Ana Suárez" in page


def test_replaced_certificate_links_to_the_newest_without_name(client, certificate):
    newest = replaced(replaced(certificate))
    page = text_of(client.get(certificate.get_absolute_url()))
    assert f'href="{newest.get_absolute_url()}"' in page
    assert "Ana" not in page


def test_certificate_of_erased_holder_says_so_without_name_and_title(client, certificate):
    anonymise(certificate.enrolment.person)
    title = certificate.title
    page = text_of(client.get(certificate.get_absolute_url()))
    assert "Its holder asked to be forgotten" in page
    assert "Ana" not in page
    assert title not in page


def test_pdf_opens_in_the_browser(client, certificate):
    response = client.get(f"/certificates/{certificate.grouped_code}.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == f'inline; filename="completion-{certificate.code[:8]}.pdf"'
    assert response.content.startswith(b"%PDF-1.7")


@pytest.mark.parametrize("action", [revoked, replaced, lambda certificate: anonymise(certificate.enrolment.person)])
def test_revoked_replaced_and_erased_certificates_have_no_pdf_and_no_badge(client, certificate, action, settings):
    settings.CERTIFICATE_KEY = "11" * 32
    action(certificate)
    answers = [client.get(f"/certificates/{certificate.grouped_code}.{ending}") for ending in ("pdf", "json")]
    assert [answer.status_code for answer in answers] == [410, 410]
    assert not any("Ana" in text_of(answer) for answer in answers)


def test_link_to_linkedin_is_shown_to_the_holder_only(client, certificate):
    link = "https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME"
    assert link not in client.get(certificate.get_absolute_url()).content.decode()
    user = make_user()
    own = make_certificate(user.person)
    client.force_login(user)
    page = client.get(own.get_absolute_url()).content.decode()
    assert f"{link}&amp;name=" in page
    assert f"&amp;certId={own.grouped_code}" in page
    assert link not in client.get(certificate.get_absolute_url()).content.decode()


def test_typed_code_redirects_to_the_certificate(client, certificate):
    assert client.get("/certificates/").status_code == 200
    typed = certificate.grouped_code.lower().replace("-", " ")
    assert client.get("/certificates/", {"code": typed}).url == certificate.get_absolute_url()


def test_typed_text_that_is_no_code_shows_error_and_is_kept(client):
    page = text_of(client.get("/certificates/", {"code": "<b>12"}))
    assert "“&lt;b&gt;12” is not a certificate code" in page
    assert 'value="&lt;b&gt;12"' in page


@pytest.mark.parametrize(("language", "word"), [("es", 'lang="es"'), ("fr", 'lang="fr"')])
def test_page_is_in_the_readers_language(client, certificate, language, word):
    page = client.get(certificate.get_absolute_url(), HTTP_ACCEPT_LANGUAGE=language).content.decode()
    assert f"<html {word}>" in page
