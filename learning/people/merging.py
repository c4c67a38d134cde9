"""Two rows that are one person, or one organisation: pointing one at the other, and undoing it.

Nothing moves: names, domains, memberships and enrolments stay with the row they were given to, and are found by the
one it counts as (`counting`). So undoing restores every figure exactly.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from . import auditing
from .changing import counting_changed
from .counting import canonical_id, counting_as_one_of


class MergeRefused(Exception):
    """Its text is for the staff member who tried."""


@transaction.atomic
def merge(row, into, *, by=None, reason=""):
    """Make `row` count as `into`. `by` is the account that did it, `reason` why: both stand in the audit log."""
    rows = _locked(row, into)
    row, into = rows[row.pk], rows[into.pk].canonical
    if into == row:
        raise MergeRefused(_("These two already count as one."))
    if row.merged_into_id:
        raise MergeRefused(_("%(row)s is already merged. Undo that first.") % {"row": row})
    if type(row)._default_manager.filter(merged_into__merged_into=row).exists():
        raise MergeRefused(
            _("Others already count as %(row)s. Merge %(into)s into it instead.") % {"row": row, "into": into}
        )
    row.merged_into = into
    row.save(update_fields=["merged_into"])
    auditing.record(auditing.Action.MERGED, by, row, reason=reason, into=into.pk)
    counting_changed.send(type(row), rows=[into])
    return into


@transaction.atomic
def unmerge(row, *, by=None, reason=""):
    """Make `row` count as itself again. One that does is left alone."""
    row = _locked(row)[row.pk]
    if row.merged_into_id is None:
        return row
    parted_from, row.merged_into = row.canonical, None
    row.save(update_fields=["merged_into"])
    auditing.record(auditing.Action.UNMERGED, by, row, reason=reason, parted_from=parted_from.pk)
    counting_changed.send(type(row), rows=[row, parted_from])
    return row


def _locked(*rows):
    """Every row that counts as one with one of `rows`, re-read under a lock, by id.

    Where others merged while this waited for the lock, the locks are given back and taken anew, always in one order:
    nobody waits in a circle. They let others refer to the rows meanwhile: an enrolment that is being written goes on.
    """
    every = type(rows[0])._default_manager
    while True:
        with transaction.atomic():
            ids = _counting_as_one(every, rows)
            locked = every.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
            by_id = {one.pk: one for one in locked}
            if _counting_as_one(every, rows) == ids:
                return by_id
            transaction.set_rollback(True)


def _counting_as_one(every, rows):
    canonical = every.filter(pk__in=[row.pk for row in rows]).order_by().values(counts_as=canonical_id())
    return set(every.filter(counting_as_one_of(canonical)).values_list("pk", flat=True))
