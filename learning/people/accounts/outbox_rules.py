"""Rules of the outbox about people: who may be written to, how often, and how long e-mails are stored."""

from django.utils.translation import gettext_lazy as _

from learning.core.emails import composers, purposes, rate_limits, recipients
from learning.core.models import OutgoingEmail, RefusedAddress

from .. import reachable
from ..organisations import affiliations
from ..privacy import retention
from . import adapter

EMAILS = _("Mail that we sent or could not send: %(time)s, then it is deleted.")
REFUSED_ADDRESSES = _("Addresses that a mail server refused: %(time)s, then they are deleted.")
PURPOSES = {
    reachable.OF_ACCOUNTS: _("Mail about an account"),
    "left": _("Removal from an organisation"),
    "erased": _("Deletion of an account"),
}


def register() -> None:
    composers.register(affiliations.LEFT, affiliations.compose_left)
    rate_limits.register(reachable.OF_ACCOUNTS, adapter.MAILS_OF_ACCOUNTS)
    recipients.register(reachable.may_be_written_to)
    purposes.register(PURPOSES)
    retention.register("emails", EMAILS, settled_emails, OutgoingEmail.delete)
    retention.register("refused_addresses", REFUSED_ADDRESSES, refused_addresses, RefusedAddress.delete)


def settled_emails(before):
    """Mail that was sent or given up."""
    return OutgoingEmail.objects.filter(settled_at__lt=before)


def refused_addresses(before):
    return RefusedAddress.objects.filter(refused_at__lt=before)
