"""Delivery of the outbox: claim a row, hand its e-mail to the transport, store the outcome.

A row is claimed with a lease in a transaction of its own, and nothing is locked while the mail server is spoken to. Just
before a mail is handed over that is noted too. A process that dies before gives the row back when the lease ends; one
that dies after leaves a mail that may have arrived, which is not sent again by itself.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core.mail import get_connection
from django.db import connection, transaction
from django.utils import timezone, translation

from . import composers, delivery_state, recipients
from .models import EmailStatus, OutgoingEmail, Reason
from .outcomes import Outcome, outcome_of
from .serialisation import content_of, message_of

logger = logging.getLogger(__name__)
LEASE = timedelta(minutes=10)


@dataclass
class Report:
    """What one pass did. `is_server_away`: it stopped early, as the next mail would have failed too."""

    sent: int = 0
    not_sent: int = 0
    is_server_away: bool = False


def deliver_due(*, should_stop: Callable[[], bool] = lambda: False) -> Report:
    """Deliver what is due, the most urgent first, until nothing is left, the server is away or `should_stop()`."""
    report = Report()
    delivery_state.settle_overdue()
    with _Transport() as transport:
        while not should_stop() and not report.is_server_away and (row := _claim()):
            _deliver(row, transport, report)
    return report


def deliver_row(pk: int) -> None:
    """Deliver this row, if it is due and no other process has it."""
    with _Transport() as transport:
        if row := _claim(pk=pk):
            _deliver(row, transport, Report())


@transaction.atomic
def _claim(**which):
    """The most urgent row that is due, claimed for this process, or None."""
    rows = OutgoingEmail.objects.due().filter(**which).order_by("priority", "next_attempt_at", "pk")
    row = rows.select_for_update(skip_locked=connection.features.has_select_for_update_skip_locked).first()
    if row is None:
        return None
    row.status, row.leased_until, row.handed_over_at = EmailStatus.SENDING, timezone.now() + LEASE, None
    row.attempts += 1
    row.save(update_fields=["status", "leased_until", "handed_over_at", "attempts"])
    return row


def _deliver(row, transport, report):
    outcome = _try(row, transport)
    report.is_server_away = outcome.is_server_away
    if outcome.status == EmailStatus.SENT:
        report.sent += 1
    else:
        transport.discard()
        report.not_sent += 1
    delivery_state.settle(row, outcome)


def _try(row, transport):
    try:
        if not _has_composed(row) or not recipients.may_be_written_to(row.to, row.purpose):
            return Outcome(EmailStatus.DROPPED, Reason.NOT_ALLOWED)
        message = message_of(row)
    except Exception as error:
        logger.exception("Mail %s could not be composed.", row.pk)
        return Outcome(EmailStatus.FAILED, Reason.NOT_COMPOSED, type(error).__name__)
    try:
        transport.open()
        OutgoingEmail.objects.filter(pk=row.pk).update(handed_over_at=timezone.now())
        transport.send(message)
    except Exception as error:
        outcome = outcome_of(error)
        logger.warning("Mail %s was not sent: %s", row.pk, type(error).__name__)
        return outcome
    return Outcome(EmailStatus.SENT, Reason.NONE)


def _has_composed(row):
    """Store the content of a deferred mail, so that each try sends the same. False where it goes to nobody."""
    if not row.composer or row.text:
        return True
    with translation.override(row.language or settings.LANGUAGE_CODE):
        message = composers.compose_row(row)
    if message is None or not message.to:
        return False
    content = {**content_of(message), "to": message.to[0]}
    for name, value in content.items():
        setattr(row, name, value)
    row.save(update_fields=list(content))
    return True


class _Transport:
    """One connection for the mails of a pass, opened when the first is ready and anew after an error."""

    def __init__(self):
        self._backend = None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.discard()

    def open(self):
        if self._backend is None or getattr(self._backend, "one_mail_per_connection", False):
            self.discard()
            self._backend = get_connection(settings.OUTBOX_TRANSPORT)
        if self._backend.open():
            delivery_state.server_is_back()

    def send(self, message):
        self._backend.send_messages([message])

    def discard(self):
        """Close it whatever state it is in: the outcome of its mails is known already."""
        backend, self._backend = self._backend, None
        if backend is not None:
            with suppress(Exception):
                backend.close()
