"""A certificate as an Open Badge 3.0: a verifiable credential that anyone can check without contacting this site.

It contains the same facts as the PDF. The holder is identified by name alone: with an e-mail address, badges could be
used to find people.
"""

from datetime import UTC, datetime, time, timedelta

from django.conf import settings
from django.utils import translation

from .. import texts as certificate_texts
from . import bitstring_status, keys, proofs

TYPES = {"completion": "CertificateOfCompletion", "participation": "Certificate"}


def signed(certificate):
    with translation.override(certificate.facts["language"]):
        return proofs.prove(_credential(certificate))


def _credential(certificate):
    facts = certificate.facts
    credential = {
        "@context": [proofs.VC, proofs.OPEN_BADGES],
        "id": f"urn:uuid:{certificate.uuid}",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": f"{certificate_texts.title_of(certificate.kind)}: {facts['title']}",
        "issuer": {"id": keys.did(), "type": ["Profile"], "name": facts["issuer"], "url": settings.BASE_URL},
        "validFrom": proofs.moment(certificate.issued_at),
        "credentialSubject": _subject(certificate),
        "credentialStatus": bitstring_status.entry_of(certificate),
    }
    if certificate.expires_on:
        ends = datetime.combine(certificate.expires_on + timedelta(days=1), time(), UTC)
        credential["validUntil"] = proofs.moment(ends)
    return credential


def _subject(certificate):
    return {
        "type": ["AchievementSubject"],
        "identifier": [
            {
                "type": "IdentityObject",
                "hashed": False,
                "identityHash": certificate.holder,
                "identityType": "name",
            }
        ],
        "achievement": _achievement(certificate),
    }


def _achievement(certificate):
    """Return the achievement, the same for all holders of one activity's certificates."""
    facts, key = certificate.facts, certificate.enrolment.activity.key
    return {
        "id": f"urn:uuid:{key}",
        "type": ["Achievement"],
        "achievementType": TYPES[certificate.kind],
        "name": facts["title"],
        "description": f"{certificate_texts.title_of(certificate.kind)}. {certificate_texts.in_short(facts)}",
        "criteria": {"narrative": certificate_texts.criteria(certificate)},
    }
