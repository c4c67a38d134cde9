"""Deferred e-mail: the action writes one small row, and the e-mail is composed at delivery.

The row holds ids instead of words, so what the mail says is true when it is sent.
"""

from collections.abc import Iterable

from django.utils.translation import get_language

from . import delivery_thread, rate_limits
from .models import OutgoingEmail
from .options import EmailOptions


def enqueue(name: str, to: str, arguments: dict, options: EmailOptions) -> int:
    """Queue one mail in the transaction of the caller. Returns 0 where the address is over its limit, else 1."""
    return enqueue_all(name, [(to, arguments)], options)


def enqueue_all(name: str, mails: Iterable[tuple[str, dict]], options: EmailOptions) -> int:
    """Queue a mail for each (address, JSON arguments). Returns how many were queued."""
    shared = {**options.columns(), "composer": name, "language": get_language() or ""}
    rows = [OutgoingEmail(to=to.lower(), arguments=arguments, **shared) for to, arguments in mails]
    rows = OutgoingEmail.objects.bulk_create((row for row in rows if rate_limits.allows(row)), batch_size=500)
    delivery_thread.deliver_soon(rows)
    return len(rows)
