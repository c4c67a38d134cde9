"""The list of revoked badges, for programs: a W3C Bitstring Status List. It contains no names and no links to pages."""

import base64
import gzip
from datetime import timedelta

import jwt
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.db.models import Max, Q
from django.urls import reverse
from django.utils import timezone

from ..models import Certificate
from . import keys, proofs

# The minimum length of the standard: in a list of this length a single bit identifies nobody.
LEAST = 131_072
# How long a copy of the list may be used.
FRESH = timedelta(days=1)


def address():
    return settings.BASE_URL + reverse("certificate_status")


def entry_of(certificate):
    return {
        "id": f"{address()}#{certificate.pk}",
        "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation",
        "statusListIndex": str(certificate.pk),
        "statusListCredential": address(),
    }


def signed():
    """Return the list as a credential in a JWT."""
    now = timezone.now()
    told = {
        "@context": [proofs.VC],
        "id": address(),
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": keys.did(),
        "validFrom": proofs.moment(now),
        "validUntil": proofs.moment(now + FRESH),
        "credentialSubject": {
            "id": f"{address()}#list",
            "type": "BitstringStatusList",
            "statusPurpose": "revocation",
            "encodedList": _encoded(),
        },
    }
    claims = {"iss": keys.did(), "jti": address(), "nbf": int(now.timestamp())}
    key = keys.signing_key().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    return jwt.encode({**told, **claims}, key, algorithm="EdDSA", headers={"kid": keys.method(), "typ": "vc+jwt"})


def _encoded():
    """Return the encoded bits, one per certificate in the order of primary keys, set if it is revoked or replaced."""
    gone = Certificate.objects.filter(Q(revoked_at__isnull=False) | Q(replaced_at__isnull=False))
    last = Certificate.objects.aggregate(last=Max("pk"))["last"] or 0
    bits = bytearray(max(LEAST, last + 8 - last % 8) // 8)
    for number in gone.order_by().values_list("pk", flat=True):
        bits[number // 8] |= 0x80 >> number % 8
    return "u" + base64.urlsafe_b64encode(gzip.compress(bytes(bits), mtime=0)).decode().rstrip("=")
