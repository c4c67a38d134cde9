"""Django's EMAIL_BACKEND: mail of every sender, ours or a library's, becomes a row of the outbox."""

import logging
from email.utils import parseaddr

from django.core.mail.backends.base import BaseEmailBackend
from django.utils.translation import get_language

from . import delivery_thread, rate_limits
from .models import OutgoingEmail
from .options import EmailOptions
from .serialisation import content_of

logger = logging.getLogger(__name__)


class OutboxBackend(BaseEmailBackend):
    """Writes one row for each recipient, in the transaction of the caller. It talks to no mail server."""

    def send_messages(self, email_messages):
        """Returns how many messages were queued. One over the limit of its address counts as queued: nobody may
        learn from the difference what the platform knows of the address."""
        rows = [row for message in email_messages for row in _rows(message)]
        within = [row for row in rows if rate_limits.allows(row)]
        if len(within) < len(rows):
            logger.warning("%d mails over the limit for one address were not queued.", len(rows) - len(within))
        delivery_thread.deliver_soon(OutgoingEmail.objects.bulk_create(within), is_direct=True)
        return len(email_messages)


def _rows(message):
    options = getattr(message, "outbox", None) or EmailOptions()
    content = content_of(message)
    shared = {**content, **options.columns(), "language": get_language() or ""}
    addresses = dict.fromkeys((parseaddr(recipient)[1] or recipient).lower() for recipient in message.recipients())
    return [OutgoingEmail(to=address, **shared) for address in addresses]
