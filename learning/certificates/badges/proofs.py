"""Proofs that a document was signed by the issuer: W3C Data Integrity with the suite eddsa-rdfc-2022.

The signature covers the document's RDF statements in a canonical order, not its bytes: the proof stays valid if a
program reformats the JSON. The contexts that define the terms are files in `contexts/`; none is ever fetched.
"""

import json
from hashlib import sha256
from importlib.resources import files
from threading import Lock

import base58
from django.utils import timezone
from pyld import jsonld

from . import keys

VC = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
CONTEXTS = {VC: "credentials-v2.json", OPEN_BADGES: "ob-v3p0-context-3.0.3.json"}
# pyld caches contexts in a table that is not thread-safe.
_one_at_a_time = Lock()


def prove(document):
    """Return `document` with its proof, signed by the current key."""
    proof = {
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": moment(timezone.now()),
        "verificationMethod": keys.method(),
        "proofPurpose": "assertionMethod",
    }
    hashed = _hash({"@context": document["@context"], **proof}) + _hash(document)
    signature = keys.signing_key().sign(hashed)
    return {**document, "proof": {**proof, "proofValue": "z" + base58.b58encode(signature).decode()}}


def moment(at):
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")


def _hash(document):
    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _context}
    with _one_at_a_time:
        return sha256(jsonld.normalize(document, options).encode()).digest()


def _context(url, options=None):
    text = files(__package__).joinpath("contexts", CONTEXTS[url]).read_text("utf-8")
    return {"contextUrl": None, "documentUrl": url, "document": json.loads(text), "tag": "static"}
