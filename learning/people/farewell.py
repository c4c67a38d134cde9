"""The last mail to someone whose account is deleted."""

import logging
from smtplib import SMTPException

from django.conf import settings
from django.utils import translation

from learning import letters

logger = logging.getLogger(__name__)


def letter_to(person):
    """Written while it is still known to whom; None where there is no address."""
    if not person.email:
        return None
    with translation.override(person.language):
        words = {"person": person, "base_url": settings.BASE_URL, "contact": settings.DEFAULT_FROM_EMAIL}
        return letters.compose("erased", person.email, words)


def send(letter):
    """Without a task, whose arguments would be stored with the address; and without the address in the log."""
    try:
        letter.send()
    except (OSError, SMTPException) as error:
        logger.warning("The mail after an erasure could not be sent: %s", type(error).__name__)
