"""The last e-mail to a person whose account is deleted."""

from django.conf import settings
from django.utils import translation

from learning.core.emails.compose import compose
from learning.core.emails.options import AT_ONCE, EmailOptions

from ..reachable import may_be_written_to


def write(person):
    """The mail, composed while it is still known to whom; None where nobody may be written to."""
    if not person.email or not may_be_written_to(person.email):
        return None
    with translation.override(person.language):
        words = {"person": person, "base_url": settings.BASE_URL, "contact": settings.DEFAULT_FROM_EMAIL}
        message = compose("erased", person.email, words)
    # The outbox has the address until it is sent or given up, and nothing of it afterwards.
    message.outbox = EmailOptions(purpose="erased", priority=AT_ONCE, is_secret=True, is_transient=True)
    return message
