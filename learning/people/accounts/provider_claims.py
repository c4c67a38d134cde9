"""What a single sign-on provider claims about an address, read strictly."""

from django.core.exceptions import PermissionDenied


def is_verified(account, email) -> bool:
    """Whether the claims in `account.extra_data` call exactly `email` verified: by a boolean true and nothing else."""
    claims = _claims_of(account.extra_data)
    told = claims.get("email_verified", claims.get("verified_email"))
    address = claims.get("email")
    return told is True and isinstance(address, str) and address.strip().lower() == email.lower()


def refuse_mixed_subjects(account) -> None:
    """Raise PermissionDenied where the user info is about somebody else than the ID token (OpenID Connect Core 5.3.2)."""
    subjects = {
        str(part["sub"])
        for name in ("userinfo", "id_token")
        if isinstance(part := account.extra_data.get(name), dict) and "sub" in part
    }
    if len(subjects) > 1:
        raise PermissionDenied("The user info is not about the subject of the ID token.")


def _claims_of(data):
    """OpenID Connect answers with one or two sets of claims, the others with one."""
    return data.get("userinfo") or data.get("id_token") or data
