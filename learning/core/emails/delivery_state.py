"""Storing the outcomes of deliveries, and settling rows that no process handles any more."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from .models import EmailStatus, OutgoingEmail, Reason, RefusedAddress
from .options import default_deadline
from .outcomes import Outcome

# Between one try of a mail and the next; the last one repeats until the deadline.
PAUSES = [timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180)]
WIPED = {"text": "", "parts": [], "arguments": {}, "composer": ""}


def settle(row: OutgoingEmail, outcome: Outcome) -> None:
    """Write `outcome` of a try of `row` down."""
    now = timezone.now()
    changes = {"status": outcome.status, "reason": outcome.reason, "last_error": outcome.answer, "leased_until": None}
    if outcome.status == EmailStatus.QUEUED:
        changes |= {"next_attempt_at": now + PAUSES[min(row.attempts, len(PAUSES)) - 1], "handed_over_at": None}
    else:
        changes["settled_at"] = now
    if outcome.status == EmailStatus.SENT:
        RefusedAddress.objects.filter(email=row.to).delete()
    elif outcome.reason == Reason.ADDRESS_REFUSED:
        known = {"answer": outcome.answer, "refused_at": now}
        RefusedAddress.objects.update_or_create(email=row.to, defaults=known)
    _write(OutgoingEmail.objects.filter(pk=row.pk), changes)


def settle_overdue() -> None:
    """Give up what is past its deadline; deal with rows whose process died."""
    now = timezone.now()
    abandoned = OutgoingEmail.objects.filter(status=EmailStatus.SENDING, leased_until__lt=now)
    abandoned.filter(handed_over_at=None).update(status=EmailStatus.QUEUED, leased_until=None)
    died = {"status": EmailStatus.UNCERTAIN, "reason": Reason.INTERRUPTED, "settled_at": now, "leased_until": None}
    _write(abandoned.exclude(handed_over_at=None), died)
    overdue = OutgoingEmail.objects.filter(status=EmailStatus.QUEUED, expires_at__lte=now)
    _write(overdue, {"status": EmailStatus.EXPIRED, "settled_at": now})


def _write(rows, changes):
    """Secrets go, and transient rows too, with what settles them."""
    pks = list(rows.values_list("pk", flat=True))
    rows = OutgoingEmail.objects.filter(pk__in=pks)
    if changes["status"] != EmailStatus.QUEUED:
        rows.filter(is_transient=True).delete()
        done = Q(is_secret=True)
        if changes["status"] == EmailStatus.DROPPED:
            done |= Q(is_secret=False)
        rows.filter(done).update(**changes, **WIPED)
        rows = rows.exclude(done)
    rows.update(**changes)


def server_is_back() -> None:
    """What waits for a server that was away need not wait any longer."""
    waiting = OutgoingEmail.objects.filter(status=EmailStatus.QUEUED, reason=Reason.SERVER_AWAY)
    waiting.filter(next_attempt_at__gt=timezone.now()).update(next_attempt_at=timezone.now())


def resend(row: OutgoingEmail) -> bool:
    """Put a mail that was given up back into the queue, with a new deadline. Returns whether that was possible."""
    if not row.can_be_resent:
        return False
    now = timezone.now()
    fresh = {
        "status": EmailStatus.QUEUED,
        "next_attempt_at": now,
        "expires_at": max(row.expires_at, default_deadline()),
        "attempts": 0,
        "settled_at": None,
        "handed_over_at": None,
    }
    if row.composer:
        # Composed anew: what it says shall be true when it is sent.
        fresh |= {"subject": "", "text": "", "parts": [], "headers": {}}
    # Unless a process has claimed it since the row was read.
    return bool(OutgoingEmail.objects.filter(pk=row.pk, status=row.status).update(**fresh))
