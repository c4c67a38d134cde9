"""Checks of snapshots: each against its seal, and all of them against the audit log."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from learning.people import audit_log
from learning.people.models import AuditEntry

from ..models import Snapshot, seals


@dataclass(frozen=True)
class MissingSnapshot:
    """A snapshot that was frozen and is not there any more. `frozen_at` is None where no log tells of it."""

    number: int
    frozen_at: datetime | None = None


def altered(*snapshots):
    """The ids of those that are not as they were frozen. Two queries, whatever their number."""
    before = _without_content([one.number - 1 for one in snapshots])
    # One that was altered itself is no witness against the next.
    before = {one.number: seals.link_of(one) for one in before if seals.is_sealed(one)}
    logged = _logged_links()
    return {one.pk for one in snapshots if not _is_intact(one, before, logged)}


def _is_intact(snapshot, before, logged):
    return (
        seals.is_sealed(snapshot)
        and seals.checksum_of(snapshot.content) == snapshot.checksum
        and snapshot.previous == before.get(snapshot.number - 1, snapshot.previous)
        and seals.link_of(snapshot) in logged.get(snapshot.number, {seals.link_of(snapshot)})
    )


def missing():
    """[Missing] of every number that was given and has no row: in the middle, at the beginning or at the end."""
    # The log first: what is frozen between the two queries is in the rows alone, and not taken for deleted.
    frozen_at = {details["number"]: at for details, at in _log().values_list("details", "at") if "number" in details}
    here = set(Snapshot.objects.order_by().values_list("number", flat=True))
    last = max([0, *here, *frozen_at])
    return [MissingSnapshot(number, frozen_at.get(number)) for number in range(1, last + 1) if number not in here]


@transaction.atomic
def renew_seals():
    """Seal with the key of today what an earlier key sealed. Returns how many."""
    renewed = 0
    for snapshot in Snapshot.objects.defer("content").order_by("number").iterator(chunk_size=100):
        if seal := seals.renewed(snapshot):
            renewed += Snapshot.objects.filter(pk=snapshot.pk, seal=snapshot.seal).update(seal=seal)
    if renewed:
        audit_log.record(audit_log.Action.SEALS_RENEWED, None, details={"snapshots": renewed})
    return renewed


def in_words(is_altered):
    return _("altered since it was frozen") if is_altered else _("as it was frozen")


def _without_content(numbers):
    return Snapshot.objects.filter(number__in=numbers).defer("content").order_by()


def _log():
    return AuditEntry.objects.filter(action=AuditEntry.Action.FIGURES_FROZEN).order_by()


def _logged_links():
    """{number: {link}} as the audit log has them."""
    found = {}
    for details in _log().values_list("details", flat=True):
        if "link" in details:
            found.setdefault(details["number"], set()).add(details["link"])
    return found
