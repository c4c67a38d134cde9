"""What the sender of a mail says about it beside its content."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

# The smaller number is sent first.
AT_ONCE, NORMAL, BULK = 1, 5, 9


@dataclass(frozen=True)
class EmailOptions:
    """Set as `message.outbox` on an EmailMessage, or given to `deferred.enqueue`.

    purpose       what the mail is for, as "account/password_reset_key" or "reminder"
    reference     what it is about, as "activity:12"
    expires_at    when it is of no use any more; None: after `settings.OUTBOX_DEADLINE_DAYS`
    priority      AT_ONCE, NORMAL or BULK
    is_secret     its text holds a link that opens something: wiped once the mail is sent or given up
    is_transient  the whole row is deleted once the mail is sent or given up, and no copy is kept anywhere
    """

    purpose: str = ""
    reference: str = ""
    expires_at: datetime | None = None
    priority: int = NORMAL
    is_secret: bool = False
    is_transient: bool = False

    def columns(self) -> dict:
        """Values of the columns of `OutgoingEmail` with these names."""
        return {**vars(self), "expires_at": self.expires_at or default_deadline()}


def default_deadline() -> datetime:
    return timezone.now() + timedelta(days=settings.OUTBOX_DEADLINE_DAYS)
