"""Badges, verified offline by an independent library with only the published key."""

import json
from copy import deepcopy
from datetime import timedelta
from uuid import uuid4

import base58
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from django.core.exceptions import ImproperlyConfigured
from django.utils import timezone
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3VerificationError

from learning.activities.completion import actions as completion_actions
from learning.activities.completion.steps import Step
from learning.certificates import codes
from learning.certificates.badges import keys
from learning.certificates.issuance import actions as certificate_actions
from learning.certificates.issuance import emails as certificate_emails
from tests.factories import make_activity, make_certificate, make_enrolment, make_person, make_user

pytestmark = pytest.mark.django_db
SEED, OTHER_SEED = "11" * 32, "22" * 32


@pytest.fixture(autouse=True)
def _key(settings):
    settings.BASE_URL = "https://learning.example.org"
    settings.CERTIFICATE_KEY = SEED


@pytest.fixture
def certificate():
    return make_certificate(make_person("Đặng Thị Ščepanović", email="dang@example.org"))


def badge_of(client, certificate):
    response = client.get(f"/certificates/{certificate.grouped_code}.json")
    assert response["Content-Type"] == "application/vc"
    return json.loads(response.content)


def published(client, method):
    """Return the key that the DID document lists under `method`, as PEM."""
    document = client.get("/certificates/did.json").json()
    (key,) = [one["publicKeyMultibase"] for one in document["verificationMethod"] if one["id"] == method]
    assert method in document["assertionMethod"]
    raw = base58.b58decode(key[1:])
    assert raw[:2] == b"\xed\x01"
    return Ed25519PublicKey.from_public_bytes(raw[2:]).public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def verify(client, badge, **options):
    return OB3LdpVerifier(published(client, badge["proof"]["verificationMethod"])).verify(badge, **options)


def test_badge_is_verified_offline_with_the_published_key(client, certificate):
    badge = badge_of(client, certificate)
    credential = verify(client, badge)
    assert credential.id == f"urn:uuid:{certificate.uuid}"
    assert credential.achievement.name == certificate.title
    assert [one.identity_hash for one in credential.identifiers] == ["Đặng Thị Ščepanović"]
    assert credential.issuer.id == "did:web:learning.example.org:certificates"


def test_badge_reformatted_by_another_program_is_still_valid(client, certificate):
    badge = badge_of(client, certificate)
    verify(client, dict(sorted(json.loads(json.dumps(badge, indent=3)).items(), reverse=True)))


@pytest.mark.parametrize(
    "change",
    [
        lambda badge: badge["credentialSubject"]["identifier"][0].update(identityHash="Somebody Else"),
        lambda badge: badge["credentialSubject"]["achievement"].update(name="Brain surgery"),
        lambda badge: badge.update(validFrom="2020-01-01T00:00:00Z"),
        lambda badge: badge["credentialStatus"].update(statusListIndex="0"),
        lambda badge: badge["issuer"].update(name="Somebody Else"),
    ],
)
def test_modified_badge_is_refused(client, certificate, change):
    badge = deepcopy(badge_of(client, certificate))
    change(badge)
    with pytest.raises(OB3VerificationError):
        verify(client, badge)


def test_badge_is_not_verified_by_another_key(client, certificate):
    badge = badge_of(client, certificate)
    stranger = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(OTHER_SEED)).public_key()
    pem = stranger.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
    with pytest.raises(OB3VerificationError):
        OB3LdpVerifier(pem).verify(badge)


def test_verifier_finds_the_key_by_the_issuers_did(client, certificate):
    asked = []

    def download(url):
        asked.append(url)
        return client.get(url.removeprefix("https://learning.example.org")).content

    OB3LdpVerifier().verify(badge_of(client, certificate), download=download)
    assert asked == ["https://learning.example.org/certificates/did.json"]


def test_badge_contains_no_email_address_and_no_code(client, certificate):
    assert "dang@" not in json.dumps(badge_of(client, certificate))
    assert certificate.grouped_code not in json.dumps(badge_of(client, certificate))


def test_expired_badge_has_its_date_and_is_refused_afterwards(client, certificate):
    type(certificate).objects.update(expires_on=timezone.localdate())
    badge = badge_of(client, certificate)
    assert badge["validUntil"] == f"{timezone.localdate() + timedelta(days=1)}T00:00:00Z"
    verify(client, badge)
    type(certificate).objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(OB3VerificationError):
        verify(client, badge_of(client, certificate))


def test_revoked_badge_is_set_in_status_list_and_another_is_not(client, certificate, settings):
    other = make_certificate()
    badges = [badge_of(client, one) for one in (certificate, other)]
    certificate_actions.revoke(certificate, by=make_user(), reason="A mistake")

    def download(url):
        assert url == "https://learning.example.org/certificates/status.jwt"
        return client.get("/certificates/status.jwt").content

    with pytest.raises(OB3VerificationError, match="status 'revocation' is set"):
        verify(client, badges[0], check_status=True, download=download)
    assert verify(client, badges[1], check_status=True, download=download).id == f"urn:uuid:{other.uuid}"


def test_replaced_badge_is_set_in_status_list(client, certificate):
    badge = badge_of(client, certificate)
    certificate_actions.reissue(certificate, by=make_user())
    with pytest.raises(OB3VerificationError, match="status 'revocation' is set"):
        verify(
            client,
            badge,
            check_status=True,
            download=lambda url: client.get("/certificates/status.jwt").content,
        )


def test_badge_signed_by_old_key_stays_verifiable_after_key_change(client, certificate, settings):
    badge = badge_of(client, certificate)
    old = badge["proof"]["verificationMethod"].rpartition("#")[2]
    settings.CERTIFICATE_KEY, settings.CERTIFICATE_OLD_KEYS = OTHER_SEED, [old]
    verify(client, badge)
    newer = badge_of(client, certificate)
    assert newer["proof"]["verificationMethod"] != badge["proof"]["verificationMethod"]
    verify(client, newer)


def test_key_is_read_from_pem_in_one_line(settings):
    key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(SEED))
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
    by_seed = keys.method()
    settings.CERTIFICATE_KEY = pem.replace("\n", "\\n")
    assert keys.method() == by_seed


@pytest.mark.parametrize("text", ["abc", "zz" * 32, "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----"])
def test_invalid_key_is_refused_with_instructions(settings, text):
    settings.CERTIFICATE_KEY = text
    with pytest.raises(ImproperlyConfigured, match="neither 64 hexadecimal digits nor a private key in PEM"):
        keys.signing_key()


def test_site_without_key_has_certificates_but_no_badges(client, certificate, settings):
    settings.CERTIFICATE_KEY = ""
    addresses = [f"/certificates/{certificate.grouped_code}.json", "/certificates/did.json", "/certificates/status.jwt"]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    page = client.get(certificate.get_absolute_url()).content.decode()
    assert "Open Badge" not in page
    settings.CERTIFICATE_KEY = SEED
    assert "Open Badge" in client.get(certificate.get_absolute_url()).content.decode()


def test_issuer_did_contains_the_port(settings):
    settings.BASE_URL = "http://localhost:8000"
    assert keys.did() == "did:web:localhost%3A8000:certificates"


@pytest.mark.parametrize("kind", ["completion", "participation"])
@pytest.mark.parametrize(("key", "promised"), [("", False), (SEED, True)])
def test_mail_promises_a_badge_only_with_a_key(
    settings, mailoutbox, django_capture_on_commit_callbacks, kind, key, promised
):
    """The address of a badge is 404 without a key."""
    settings.CERTIFICATE_KEY = key
    with django_capture_on_commit_callbacks(execute=True):
        certificate_emails.notify_holder([make_certificate(kind=kind, told_at=None).pk])
    (message,) = mailoutbox
    assert ("as a badge" in message.body, "as a PDF" in message.body) == (promised, True)


@pytest.mark.parametrize(("key", "promised"), [("", False), (SEED, True)])
def test_mail_about_completion_promises_a_badge_only_with_a_key(
    settings, mailoutbox, django_capture_on_commit_callbacks, key, promised
):
    settings.CERTIFICATE_KEY = key
    enrolment = make_enrolment(make_activity(kind="course", completion="steps"))
    with django_capture_on_commit_callbacks(execute=True):
        step = Step(uuid4(), enrolment.enrolled_at)
        completion_actions.complete_step(enrolment, step.key, minutes=10, required=[step])
    (message,) = [message for message in mailoutbox if message.subject.startswith("Completed")]
    assert ("as a badge" in message.body, "as a PDF" in message.body) == (promised, True)


def test_addresses_for_programs_allow_any_origin(client, certificate):
    """Including the responses for unknown and revoked badges."""
    badge = f"/certificates/{certificate.grouped_code}.json"
    unknown = f"/certificates/{codes.grouped(codes.make())}.json"
    for address in (badge, unknown, "/certificates/did.json", "/certificates/status.jwt"):
        assert client.get(address)["Access-Control-Allow-Origin"] == "*", address
    certificate_actions.revoke(certificate, by=make_user(), reason="A mistake")
    gone = client.get(badge)
    assert (gone.status_code, gone["Access-Control-Allow-Origin"]) == (410, "*")


def test_addresses_for_people_allow_no_other_origin(client, certificate):
    for address in (certificate.get_absolute_url(), f"/certificates/{certificate.grouped_code}.pdf", "/certificates/"):
        assert "Access-Control-Allow-Origin" not in client.get(address)
