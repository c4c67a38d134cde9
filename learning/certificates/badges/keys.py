"""The issuer's keys: the current signing key and earlier ones.

A key is identified by its public part (in multibase form). A new key therefore has a new identifier, and what an
earlier key signed can be verified as long as `CERTIFICATE_OLD_KEYS` lists it.
"""

from functools import lru_cache
from urllib.parse import quote, urlsplit

import base58
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_pem_private_key
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

# Multicodec prefix of a public Ed25519 key, two bytes.
ED25519 = b"\xed\x01"


def are_set():
    return bool(settings.CERTIFICATE_KEY)


def signing_key():
    return _loaded(settings.CERTIFICATE_KEY)


@lru_cache(maxsize=4)
def _loaded(text):
    try:
        if "BEGIN" in text:
            key = load_pem_private_key(text.replace("\\n", "\n").encode(), password=None)
        else:
            key = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(text.strip()))
    except ValueError as error:
        raise ImproperlyConfigured(
            "CERTIFICATE_KEY is neither 64 hexadecimal digits nor a private key in PEM."
        ) from error
    if not isinstance(key, Ed25519PrivateKey):
        raise ImproperlyConfigured("CERTIFICATE_KEY is a key, but no Ed25519 one.")
    return key


def multibase(key):
    """Return the public part of a private key as "z6Mk…"."""
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return "z" + base58.b58encode(ED25519 + raw).decode()


def did():
    """Return the issuer's identifier, made of the site's host: did:web:learning.example.org:certificates."""
    return f"did:web:{quote(urlsplit(settings.BASE_URL).netloc, safe='')}:certificates"


def method():
    """Return the identifier of the current signing key in the DID document."""
    return f"{did()}#{multibase(signing_key())}"


def did_document():
    keys = list(dict.fromkeys([multibase(signing_key()), *settings.CERTIFICATE_OLD_KEYS]))
    methods = [
        {"id": f"{did()}#{key}", "type": "Multikey", "controller": did(), "publicKeyMultibase": key} for key in keys
    ]
    return {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did(),
        "verificationMethod": methods,
        "assertionMethod": [method["id"] for method in methods],
    }
