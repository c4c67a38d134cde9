"""Composers of deferred mail: each app registers the functions that write its mails at delivery."""

from collections.abc import Callable

from django.core.mail import EmailMessage

from .models import OutgoingEmail

Composer = Callable[..., EmailMessage | None]
_composers: dict[str, Composer] = {}


def register(name: str, composer: Composer) -> None:
    """`composer(**arguments)` returns the message, or None where there is nobody to write to any more."""
    _composers[name] = composer


def compose_row(row: OutgoingEmail) -> EmailMessage | None:
    """Return the message of a deferred row of the outbox, or None where it goes to nobody."""
    return _composers[row.composer](**row.arguments)
