"""Tokens: created, shown once, found by their digest, revoked."""

import secrets
from hashlib import sha256

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from learning.people import audit_log

from .models import Token

# Programs that look for secrets in code know a token by it.
PREFIX = "mlr_"


def digest_of(secret):
    """One round is enough: the secret is 256 random bits, and nobody guesses it."""
    return sha256(secret.encode()).hexdigest()


@transaction.atomic
def make(name, scopes, expires_at, by):
    """A new token. Returns it and its secret, which can't be had again."""
    secret = PREFIX + secrets.token_urlsafe(32)
    token = Token.objects.create(
        name=name,
        scopes=sorted(scopes),
        expires_at=expires_at,
        made_by=by,
        start=secret[:8],
        digest=digest_of(secret),
    )
    details = {"scopes": token.scopes, "expires": expires_at.date().isoformat()}
    audit_log.record(audit_log.Action.TOKEN_MADE, by, token, details=details)
    return token, secret


@transaction.atomic
def revoke(token, by):
    """From now on it opens nothing. Doing it again changes nothing."""
    token = Token.objects.select_for_update().get(pk=token.pk)
    if token.revoked_at is None:
        token.revoked_at, token.revoked_by = timezone.now(), by
        token.save(update_fields=["revoked_at", "revoked_by"])
        audit_log.record(audit_log.Action.TOKEN_REVOKED, by, token)
    return token


def find(secret):
    """The standing token of that secret, or None. Notes the day on which it was used."""
    token = Token.objects.standing().filter(digest=digest_of(secret)).first()
    today = timezone.localdate()
    if token and token.last_used_on != today:
        unused = Q(last_used_on=None) | Q(last_used_on__lt=today)
        Token.objects.filter(unused, pk=token.pk).update(last_used_on=today)
    return token
