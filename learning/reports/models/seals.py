"""The seal of a snapshot: a keyed hash over every column, chained to the snapshot before.

The chain needs no key: `link_of` hashes all columns together with the link of the snapshot before. The seal is the
link, signed with the site's SECRET_KEY, so that nobody can make one who can only write to the database. A seal made
with a key of SECRET_KEY_FALLBACKS still holds, and `renewed` signs the same link with the key of today.
"""

import hashlib
import json
from datetime import UTC

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

SALT = "learning.reports.snapshots"
# Every column but the content, of which the checksum tells, and the seal itself.
SEALED = ("number", "name", "note", "scope", "checksum", "previous")


def checksum_of(content):
    """The sha-256 of the content as JSON with sorted names and no spaces: the same wherever it is computed."""
    return hashlib.sha256(_canonical(content)).hexdigest()


def link_of(snapshot):
    """What the next snapshot keeps as `previous`: the sha-256 of the sealed columns."""
    columns = {name: getattr(snapshot, name) for name in SEALED}
    columns |= {"made_at": snapshot.made_at.astimezone(UTC).isoformat(), "made_by": snapshot.made_by_id}
    return hashlib.sha256(_canonical(columns)).hexdigest()


def seal_of(snapshot):
    """The seal by the key of today."""
    return _signed(link_of(snapshot), settings.SECRET_KEY)


def is_sealed(snapshot):
    """Whether the columns, the content left aside, are those that were sealed with a key of this site."""
    link = link_of(snapshot)
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return any(constant_time_compare(snapshot.seal, _signed(link, key)) for key in keys)


def renewed(snapshot):
    """The seal by the key of today, of a snapshot that an earlier key sealed; "" where there is nothing to renew."""
    seal = seal_of(snapshot)
    return seal if is_sealed(snapshot) and snapshot.seal != seal else ""


def _signed(link, key):
    return salted_hmac(SALT, link, secret=key, algorithm="sha256").hexdigest()


def _canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()
