"""Rate limits of e-mails: how many of one purpose an address gets, whoever requests them."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from .models import OutgoingEmail


@dataclass(frozen=True)
class Limit:
    """`number` mails in `period`; `same_reference`: of those about the same thing."""

    number: int
    period: timedelta
    same_reference: bool = False


_limits: dict[str, list[Limit]] = {}


def register(purpose: str, *found: Limit) -> None:
    """`purpose` is a whole purpose, or what it begins with up to a slash."""
    _limits[purpose] = list(found)


def of(purpose: str) -> list[Limit]:
    return _limits.get(purpose) or _limits.get(purpose.partition("/")[0] + "/") or []


def allows(row: OutgoingEmail) -> bool:
    """Whether `row`, not stored yet, is within the limits of its purpose for its address."""
    return all(_is_within(limit, row) for limit in of(row.purpose))


def _is_within(limit, row):
    sent = OutgoingEmail.objects.filter(to=row.to, purpose=row.purpose, created_at__gt=timezone.now() - limit.period)
    if limit.same_reference:
        sent = sent.filter(reference=row.reference)
    return sent.count() < limit.number
