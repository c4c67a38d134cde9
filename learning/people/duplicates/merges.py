"""Merging and unmerging of persons and organisations: pointing one row at another, and undoing it.

Nothing moves: names, domains, memberships and enrolments stay with the row they were given to, and are found by the
one it counts as (`canonical`). So undoing restores every figure exactly.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from learning.core.errors import BusinessError

from .. import audit_log
from ..changes import counting_changed
from ..models import Person, SetApart
from .locks import locked


class MergeRefused(BusinessError):
    """Its text is for the staff member who tried."""


@transaction.atomic
def merge(row, into, *, by=None, reason=""):
    """Make `row` count as `into`. `by` is the account that did it, `reason` why: both stand in the audit log."""
    rows = locked(row, into)
    row, into = rows[row.pk], rows[into.pk].canonical
    if into == row:
        raise MergeRefused(_("These two already count as one."))
    if row.merged_into_id:
        raise MergeRefused(_("%(row)s is already merged. Undo that first.") % {"row": row})
    if type(row)._default_manager.filter(merged_into__merged_into=row).exists():
        raise MergeRefused(
            _("Others already count as %(row)s. Merge %(into)s into it instead.") % {"row": row, "into": into}
        )
    if isinstance(row, Person) and SetApart.objects.between(row, into).exists():
        raise MergeRefused(
            _("%(row)s and %(into)s were set apart as two people. Undo that first.") % {"row": row, "into": into}
        )
    row.merged_into = into
    row.save(update_fields=["merged_into"])
    audit_log.record(audit_log.Action.MERGED, by, row, reason=reason, details={"into": into.pk})
    counting_changed.send(type(row), rows=[into])
    return into


@transaction.atomic
def unmerge(row, *, by=None, reason=""):
    """Make `row` count as itself again. One that does is left alone."""
    row = locked(row)[row.pk]
    if row.merged_into_id is None:
        return row
    parted_from, row.merged_into = row.canonical, None
    row.save(update_fields=["merged_into"])
    audit_log.record(audit_log.Action.UNMERGED, by, row, reason=reason, details={"parted_from": parted_from.pk})
    counting_changed.send(type(row), rows=[row, parted_from])
    return row
